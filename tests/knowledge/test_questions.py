"""The question set, against the forum's answers; misses are listed by category."""

from collections.abc import Iterator
from pathlib import Path

from moderator.cues.answers import offered
from moderator.knowledge.matching import find
from moderator.show.load import load

HERE = Path(__file__).parent
FORUM = HERE.parents[1] / "scripts" / "open-cooperation-forum"


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines()[1:]]


def _offered(language="en"):
    loaded = load(str(FORUM), "simulator")
    assert loaded.show is not None
    assert loaded.materials is not None
    cues = (cue for act in loaded.show.acts for cue in act.cues)
    dialogue = next(cue.dialogue for cue in cues if cue.dialogue)
    return offered(dialogue.answers, loaded.materials.facts, language)


OFFERED = _offered()
IN_MANDARIN = _offered("zh")


def _listed(misses: Iterator[tuple[str, str]]) -> list[str]:
    listed = sorted(f"{category}: {miss}" for category, miss in misses)
    print(*listed, sep="\n")
    return listed


def test_95_of_100_paraphrases_find_their_answer():
    rows = _rows("paraphrases.tsv")
    found = [(row, find(row[2], OFFERED)) for row in rows]
    misses = _listed(
        (category, f"{answer}: {question} -> {match and match.answer}")
        for (answer, category, question), match in found
        if match is None or match.answer != answer
    )
    assert len(rows) >= 150
    assert len(misses) <= 0.05 * len(rows)


def test_2_of_100_questions_that_nobody_wrote_an_answer_for_get_a_figure():
    rows = _rows("unanswerable.tsv")
    found = [(row, find(row[1], OFFERED)) for row in rows]
    misses = _listed(
        (category, f"{question} -> {match.answer}")
        for (category, question), match in found
        if match and match.figures
    )
    assert len(rows) >= 60
    assert len(misses) <= 0.02 * len(rows)


def test_95_of_100_paraphrases_in_mandarin_find_their_answer():
    rows = _rows("paraphrases_zh.tsv")
    found = [(row, find(row[2], IN_MANDARIN)) for row in rows]
    misses = _listed(
        (category, f"{answer}: {question} -> {match and match.answer}")
        for (answer, category, question), match in found
        if match is None or match.answer != answer
    )
    assert len(rows) >= 60
    assert len(misses) <= 0.05 * len(rows)


def test_a_place_in_mandarin_that_ends_in_no_sign_is_another_one_too():
    share, gdp = "出口占进出口的比重是多少？", "今年上半年地区生产总值是多少？"
    here = [find(question, IN_MANDARIN) for question in (f"石景山的{share}", f"石景山{gdp}")]
    assert [match and match.answer for match in here] == ["exports", "gdp_half"]
    for question in (f"上海的{share}", f"请问广州的{share}", f"上海{gdp}"):
        assert find(question, IN_MANDARIN) is None


def test_2_of_100_questions_in_mandarin_without_an_answer_get_a_figure():
    rows = _rows("unanswerable_zh.tsv")
    found = [(row, find(row[1], IN_MANDARIN)) for row in rows]
    misses = _listed(
        (category, f"{question} -> {match.answer}")
        for (category, question), match in found
        if match and match.figures
    )
    assert len(rows) >= 30
    assert len(misses) <= 0.02 * len(rows)
