"""A fact that is worked out from others, as in a spreadsheet."""

import pytest

from moderator.document import Problems
from moderator.knowledge.sheet import read_facts

SHEET = """\
gdp:
  before: {money: 97.38 billion yuan, period: 2020}
  now: {money: 131.29 billion yuan, period: 2024}
  worked_out: {%s}
trade: {money: 4.42 billion US dollars, exports: {money: 2.22 billion US dollars}}
hubs: {count: 3 hubs, more: {count: 5 hubs}, centres: {count: 17 centres}}
none: {percent: 0 %%}
share: {percent: 65 %%}
speed: {quantity: 20 km/h, more: {quantity: 5 kilometres per hour}}
ratio: {ratio: "7:3"}
year: {year: 2024}
"""


def read(tmp_path, written):
    (tmp_path / "facts.yaml").write_text(SHEET % written, encoding="utf-8")
    problems = Problems()
    return read_facts(tmp_path / "facts.yaml", "facts.yaml", problems), list(problems)


@pytest.mark.parametrize(
    ("written", "comes_to"),
    [
        ("percent: = (now - before) / before", "34.8 %"),
        ("percent: = (now − before) ÷ before, digits: 0", "35 %"),
        ("percent: = trade.exports / trade, digits: 2", "50.23 %"),
        ("money: = now - before", "33.91 billion yuan"),
        ("money: = trade - trade.exports", "2.2 billion US dollars"),
        ("money: = now - now", "0 yuan"),
        ("money: = -(before - now) × 2", "67.82 billion yuan"),
        ("money: = before / 1000", "97.38 million yuan"),
        ("money: = now × share", "85.34 billion yuan"),
        ("count: = hubs + hubs.more", "8 hubs"),
        ("count: = hubs / 2, digits: 1", "1.5 hubs"),
        ("percent: = 1 - share", "35 %"),
        ("quantity: = speed + speed.more", "25 kilometres per hour"),
        ("ratio: = now / before, digits: 2", "1.35:1"),
        ("percent: = ratio", "233.3 %"),
    ],
)
def test_it_comes_to_what_its_expression_says(tmp_path, written, comes_to):
    facts, problems = read(tmp_path, written)
    assert not problems
    assert facts.value("gdp.worked_out").written() == comes_to


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("money: = now + trade", "yuan and US dollars do not go together"),
        ("count: = hubs + hubs.centres", "hubs and centres do not go together"),
        ("money: = now * before", "yuan and yuan do not go together"),
        ("money: = now + 1", "yuan and a plain number do not go together"),
        ("money: = now / none", "this divides by zero"),
        ("percent: = now - before", "this comes to yuan, which is no percent; call it money"),
        ("money: = now / before", "no money; call it percent or ratio"),
        ("percent: = nwo / before", "there is no fact 'nwo'; did you mean 'now'?"),
        ("percent: = worked_out", "'worked_out' is made of this again"),
        ("percent: = year", "'2024' is nothing to work with"),
        ("percent: = gdp", "there is no fact 'gdp'"),
        ("percent: = now +", "cannot be read"),
        ("percent: = now ** 2", "is nothing to work out"),
        ("percent: = now.__class__()", "is nothing to work out"),
        ("percent: = 1e999", "is nothing to work out"),
        ("percent: = 'a'", "is nothing to work out"),
        ("percent: '= [n for n in now]'", "is nothing to work out"),
        ("percent: = " + "(" * 150 + "1" + ")" * 150, "hard to follow"),
        ("percent: = " + "9" * 190, "too long to say"),
        ("year: = year", "no year can be worked out"),
        ("percent: = now / before, digits: 7", "digits are 0 to 6"),
        ("percent: 4 %, digits: 1", "only what is worked out has digits"),
    ],
)
def test_what_cannot_be_worked_out_is_told_with_its_place(tmp_path, written, says):
    facts, problems = read(tmp_path, written)
    assert [str(p) for p in problems if p.place.line == 4] == [str(p) for p in problems]
    assert len(problems) == 1
    what, _, hint = says.partition("; ")
    assert what in problems[0].message
    assert hint in problems[0].hint
    assert "gdp" in facts.broken


def test_facts_made_of_each_other_are_told_once(tmp_path):
    both = "one: {percent: = gdp.worked_out.two}, two: {percent: = one}"
    _, problems = read(tmp_path, both)
    assert [(p.code, p.place.line) for p in problems] == [("bad-expression", 4)]


@pytest.mark.parametrize(
    "ring", ["count: = gdp.now + gdp.worked_out", "one: {count: = two}, two: {count: = one}"]
)
def test_a_ring_of_facts_has_an_end(tmp_path, ring):
    facts, problems = read(tmp_path, ring)
    assert [p.code for p in problems] == ["bad-expression"]
    names = ["gdp.worked_out", "gdp.worked_out.one"]
    assert facts.with_inputs(names) == tuple(names)


def test_what_is_made_of_a_broken_fact_is_broken_and_told_once(tmp_path):
    _, problems = read(tmp_path, "one: {percent: lots}, two: {percent: = one}")
    assert [p.code for p in problems] == ["bad-percent"]


def test_it_knows_what_it_is_made_of(tmp_path):
    facts, _ = read(tmp_path, "one: {money: = now - before}, percent: = one / gdp.before")
    assert facts.with_inputs(["gdp.worked_out", "gdp.now"]) == (
        "gdp.worked_out", "gdp.worked_out.one", "gdp.now", "gdp.before"
    )  # fmt: skip
