import pytest

from moderator.cues.person import PersonWritten
from moderator.cues.talk_words import USUAL, Speaker

JI = PersonWritten(name="Ji Pengfei", office="General Manager")


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("introduce", "Our second speaker is Ji Pengfei, General Manager. The talk: Stars."),
        ("welcome", "Please welcome Ji Pengfei."),
        ("thanks", "Thank you, Ji Pengfei."),
        ("earlier", "A small change to our order: we will hear Ji Pengfei second."),
        ("later", "And now we come back to Ji Pengfei."),
    ],
)
def test_the_usual_lines_tell_who_speaks_on_what_and_in_which_place(kind, line):
    assert Speaker(JI, "Stars", number=2, of=3).line(USUAL, kind) == line


def test_what_is_not_known_is_left_out():
    alone = Speaker(PersonWritten(name="Ji Pengfei"))
    assert alone.line(USUAL, "introduce") == "Our speaker is Ji Pengfei."


def test_a_title_that_ends_in_a_sign_gets_no_second_one():
    asks = Speaker(JI, "Who owns the sky?").line(USUAL, "introduce")
    assert asks.endswith("The talk: Who owns the sky?")


def test_a_line_has_a_variant_for_every_place_in_which_it_may_be_heard():
    variants = list(Speaker(JI, number=2, of=3).variants("{talk.place}", "welcome"))
    assert variants == ["first", "second", "third"]


def test_in_mandarin_the_usual_lines_are_in_mandarin():
    speaker = Speaker(PersonWritten(name="叶倩", office="总裁"), "陶朱", 2, 3, "zh")
    assert speaker.line(USUAL, "introduce") == "第二位发言的是总裁，叶倩。题目是：陶朱。"
    assert speaker.line(USUAL, "welcome") == "有请叶倩。"


@pytest.mark.parametrize("title", ["{economy}", "[mark: bow] <b>", "a\nb"])
def test_what_is_put_in_holds_no_places_no_marks_and_no_markup(title):
    line = Speaker(JI, title).line("On {talk.title}.", "introduce")
    assert not set("{}[]<>\n") & set(line)


def test_three_hundred_letters_of_office_are_said_whole():
    office = "Head of " + "very " * 58
    assert (
        Speaker(PersonWritten(name="Li", office=office)).line(USUAL, "introduce").count("very")
        == 58
    )
