"""What the facts sheet says of a fact besides its value."""

from moderator.document import Problems
from moderator.knowledge.sheet import read_facts

SHEET = """\
economy:
  about: the economy of the district
  money: 69.66 billion yuan
  period: H1 2025
  note: year on year
  growth: {percent: 7.6 %, about: the growth of the economy}
"""


def read(tmp_path, sheet):
    (tmp_path / "facts.yaml").write_text(sheet, encoding="utf-8")
    problems = Problems()
    return read_facts(tmp_path / "facts.yaml", "facts.yaml", problems), problems


def test_a_part_is_about_the_same_thing_unless_it_says_otherwise(tmp_path):
    facts, _ = read(tmp_path, SHEET)
    assert facts.find("economy").about == "the economy of the district"
    assert facts.find("economy.period").about == "the economy of the district"
    assert facts.find("economy.growth").about == "the growth of the economy"
    assert facts.find("economy.growth").note == "year on year"


def test_what_a_fact_is_about_is_text(tmp_path):
    _, problems = read(tmp_path, "economy:\n  count: 3 things\n  about: {text: the economy}\n")
    assert [problem.code for problem in problems] == ["wrong-shape"]
