import pytest

from moderator.console.typed import Typing, fitting
from moderator.engine.orders import MOST_WORDS
from moderator.people import Person, Turn

OFFERED = (
    ("who", ("Who are you?", "What is your name?")),
    ("late", ("How late are we?", "Are we on time?")),
    ("gdp", ("How did the economy do?", "What is the GDP?")),
    ("silent", ()),
)


def turn(*already):
    return Turn("10", Person("host", "the moderator"), 1, OFFERED, already, 10**9)


def typed(text, of="question"):
    typing = Typing(of, turn())
    for letter in text:
        typing.key("space" if letter == " " else letter)
    return typing


def test_before_anything_is_typed_what_was_not_asked_yet_is_offered():
    assert fitting("", turn()) == ("Who are you?", "How late are we?", "How did the economy do?")
    assert fitting(" ", turn("who")) == ("How late are we?", "How did the economy do?")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("how la", "How late are we?"),
        ("what is the gd", "What is the GDP?"),
        ("your NAME", "What is your name?"),
        ("is the economy doing well", "How did the economy do?"),
    ],
)
def test_what_fits_is_offered_as_one_types(text, first):
    assert fitting(text, turn())[0] == first


def test_where_nothing_was_scripted_nothing_fits():
    assert fitting("Who are you?", None) == ()


def test_what_is_typed_is_given_where_none_is_taken():
    typing = typed("how late")
    assert typing.fitting
    assert typing.line == "how late"


@pytest.mark.parametrize("key", ["tab", "down"])
def test_tab_or_an_arrow_takes_one_and_goes_round(key):
    typing = typed("")
    lines = []
    for _ in range(4):
        assert typing.key(key)
        lines.append(typing.line)
    assert lines == [*typing.fitting, typing.fitting[0]]
    typing.key("up")
    assert typing.line == typing.fitting[2]


def test_up_takes_the_last_one_first():
    typing = typed("")
    typing.key("up")
    assert typing.line == typing.fitting[-1]


def test_typing_on_takes_none():
    typing = typed("how")
    typing.key("tab")
    typing.key("x")
    assert typing.line == "howx"


def test_tab_where_nothing_fits_takes_nothing():
    typing = typed("Tea?", of="answer")
    assert typing.fitting == ()
    assert typing.key("tab")
    assert typing.line == "Tea?"


def test_backspace_on_nothing_ends_it():
    typing = typed("ab")
    assert [typing.key("backspace") for _ in range(3)] == [True, True, False]


def test_keys_that_are_no_letters_are_not_typed():
    typing = typed("ab")
    for key in ("left", "esc", "\x01"):
        typing.key(key)
    assert typing.text == "ab"


def test_a_line_has_an_end():
    assert len(typed("x" * (MOST_WORDS + 10), of="answer").line) == MOST_WORDS


def test_a_line_that_was_begun_early_takes_in_the_turn_but_leaves_what_was_taken():
    typing = Typing("question")
    assert typing.fitting == ()
    typing.look(turn(), "")
    assert typing.fitting[0] == "Who are you?"
    typing.key("tab")
    typing.look(turn("who"), "")
    assert typing.line == "Who are you?"
