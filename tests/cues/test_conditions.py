import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.cues.conditions import Known, cues_in, holds, parse

M = 60 * 10**9


def known(over_m=0, remaining_m=60, heard=()):
    return Known(over_m * M, remaining_m * M, lambda cue: cue in heard)


LATE, EARLY = known(over_m=4), known(over_m=-4)


@pytest.mark.parametrize(
    ("text", "when", "otherwise"),
    [
        ("over > 3m", LATE, EARLY),
        ("over>=4m", LATE, known(3)),
        ("under > 3m", EARLY, LATE),
        ("over < 1m30s", EARLY, LATE),
        ("remaining <= 10m", known(remaining_m=10), known(remaining_m=11)),
        ("heard(42)", known(heard=["42"]), known(heard=["4"])),
        ("not heard( 12A )", known(), known(heard=["12A"])),
        ("over > 3m and remaining < 10m", known(4, 5), known(4, 20)),
        ("over > 3m or remaining < 10m", known(4, 20), known(1, 20)),
        ("over > 9m or over > 3m and heard(1)", known(4, 9, ["1"]), known(4)),
        ("(over > 9m or over > 3m) and heard(1)", known(10, 9, ["1"]), known(10)),
        ("not (over > 3m or under > 3m)", known(), LATE),
        ("not not over > 3m", LATE, EARLY),
    ],
)
def test_a_condition_holds_when_it_says(text, when, otherwise):
    assert holds(parse(text), when)
    assert not holds(parse(text), otherwise)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "a condition is missing at the end"),
        ("over", "one of > >= < <= is missing at the end"),
        ("over = 3m", "'=' compares nothing"),
        ("over > 3", "'3' has no unit; write 3s or 3m"),
        ("over > 3m and", "a condition is missing at the end"),
        ("over > 3m under > 1m", "'under' is too much"),
        ("late > 3m", "'late' is nothing that a condition can ask"),
        ("heard 42", "'42' stands where '(' is wanted"),
        ("heard(42", "at the end ')' is wanted"),
        ("heard(')", "\"'\" is no cue's number"),
        ("(" * 30 + "over > 3m" + ")" * 30, "it is nested too deep"),
        ("__import__('os')", "'_' is nothing that a condition can ask"),
    ],
)
def test_what_is_no_condition_is_told(text, wrong):
    with pytest.raises(ValueError, match=r".") as told:
        parse(text)
    assert str(told.value) == wrong


@given(st.text(max_size=200))
def test_any_text_is_a_condition_or_is_told_to_be_none(text):
    try:
        condition = parse(text)
    except ValueError:
        return
    assert isinstance(holds(condition, known()), bool)


def test_the_cues_that_it_asks_for():
    assert list(cues_in(parse("heard(1) and not (over > 1m or heard(2.5))"))) == ["1", "2.5"]
