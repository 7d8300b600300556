"""Numbers in words, and what num2words gets wrong put right."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.values.numerals import cardinal, decade, decimal, digits, ordinal, year


def test_hundreds_take_an_and_the_british_way():
    assert cardinal(146) == "one hundred and forty-six"
    assert cardinal(1_000_001) == "one million and one"


def test_thousands_are_not_parted_by_commas_that_would_be_heard():
    assert cardinal(1234) == "one thousand two hundred and thirty-four"


def test_a_negative_fraction_keeps_its_minus():
    assert decimal(Decimal("-0.5")) == "minus zero point five"


def test_a_last_zero_is_said():
    assert decimal(Decimal("7.60")) == "seven point six zero"


def test_decimals_are_said_digit_by_digit():
    assert decimal(Decimal("131.29")) == "one hundred and thirty-one point two nine"


def test_numbers_too_long_to_follow_are_said_digit_by_digit():
    assert cardinal(10**15) == "one" + " zero" * 15
    assert decimal(Decimal("1" + "0" * 5000)).startswith("one zero zero")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (2025, "twenty twenty-five"),
        (2000, "two thousand"),
        (2005, "two thousand and five"),
        (2010, "twenty ten"),
        (1956, "nineteen fifty-six"),
        (1905, "nineteen oh five"),
        (1900, "nineteen hundred"),
        (1066, "ten sixty-six"),
    ],
)
def test_a_year_is_said_in_pairs(number, words):
    assert year(number) == words


def test_a_decade_is_said_by_its_tens():
    assert (decade(1990), decade(80), decade(2010)) == (
        "nineteen nineties",
        "eighties",
        "twenty tens",
    )


def test_places_are_ordinals():
    assert [ordinal(n) for n in (1, 12, 23)] == ["first", "twelfth", "twenty-third"]


def test_digits_are_said_by_name():
    assert digits("10-24") == "one zero two four"


@settings(derandomize=True, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_number_becomes_words(number):
    words = decimal(number)
    assert words
    assert all(letter.isalpha() or letter in " -" for letter in words)
