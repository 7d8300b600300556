from tests.docs.pages import ROOT
from tests.show.script.conftest import CUES

from moderator.show.checks import all_lines
from moderator.show.load import load
from moderator.show.script.sentences import sentences


def test_every_sentence_is_there_in_the_order_of_the_show(script):
    told = [(each.act, each.cue.cue, each.kind, each.words) for each in script().sentences]
    assert told == [
        ("One", "1", "line", "Good evening."),
        ("One", "2", "line", "There are 400 seats."),
        ("Two", "3", "opening", "Ask me."),
        ("Two", "3", "answer late", "It is {clock.time}."),
        ("Two", "3", "deflection 1", "I do not know."),
        ("Two", "3", "closing", "Thank you."),
        ("Two", "4", "reminder", "One minute more."),
        ("Two", "4", "if absent", "We go on."),
        ("", "H1", "line", "A short pause."),
    ]


def test_a_live_fact_has_a_sample_and_a_fact_of_the_sheet_its_source(script):
    _, seats, _, late, *_ = script().sentences
    assert (late.sample, seats.sample) == ("It is 15:20.", "")
    [used] = seats.facts
    assert (used.written, used.source, used.as_of) == ("400 seats", "the hall's plan", "May 2025")


def test_nothing_that_can_be_spoken_is_left_out_of_any_show_in_scripts():
    for folder in sorted((ROOT / "scripts").glob("*/show.yaml")):
        loaded = load(str(folder), "simulator")
        found = sentences(loaded.show, loaded.materials)
        assert set(all_lines(loaded.show)) == {each.text for each in found}
        assert len({(each.path, each.text) for each in found}) == len(found)


def test_a_sentence_stands_where_it_is_written(script):
    read = script()
    late = read.sentences[3]
    assert late.path == ("acts", 1, "cues", 0, "dialogue", "answers", 0, "say")


def test_numerals_and_the_variants_of_an_introduction_are_there_too(script):
    cues = CUES.replace(
        "hot:\n",
        """\
      - {cue: "7", count_down: {from: 2, zero: Launch!}}
      - {cue: "8", talk: {by: ji, title: Tea, allotted: 1m, introduce: usual}}
hot:
""",
    )
    told = [(each.kind, each.words) for each in script("", cues).sentences if each.cue.cue in "78"]
    assert told[:5] == [
        ("count", "2!"),
        ("count", "1!"),
        ("count, zero", "Launch!"),
        ("introduction, variant 1", "Our first speaker is Ji Pengfei, Chair. The talk: Tea."),
        ("introduction, variant 2", "Our second speaker is Ji Pengfei, Chair. The talk: Tea."),
    ]


def test_what_is_said_under_a_condition_has_it(script):
    cues = CUES.replace(
        "hot:\n",
        """\
      - cue: "7"
        when: remaining < 10m
        speak: {text: One last thing., variants: [{when: over > 3m, text: In short.}]}
hot:
""",
    )
    told = [(each.kind, each.when, each.words) for each in script("", cues).sentences]
    assert told[-3:-1] == [
        ("line", "remaining < 10m", "One last thing."),
        ("line, variant 1", "remaining < 10m and over > 3m", "In short."),
    ]
