"""Typed values: read, written, said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.values.quantity import KINDS, Date, Money, Percent, Quantity, parse_value


@pytest.mark.parametrize(
    ("kind", "text", "written", "said"),
    [
        ("money", "69.66 billion yuan", "69.66 billion yuan",
         "sixty-nine point six six billion yuan"),
        ("money", "US$4.42 billion", "4.42 billion US dollars",
         "four point four two billion U-S dollars"),
        ("money", "960 million US dollars", "960 million US dollars",
         "nine hundred and sixty million U-S dollars"),
        ("money", "RMB 12,300", "12,300 yuan", "twelve thousand three hundred yuan"),
        ("money", "$1", "1 dollar", "one dollar"),
        ("money", "$5.50", "5.50 dollars", "five dollars fifty"),
        ("money", "£0.01", "0.01 pounds", "one penny"),
        ("money", "−2 million euros", "−2 million euros", "minus two million euros"),
        ("percent", "+7.6 %", "+7.6 %", "seven point six per cent"),
        ("percent", "65%", "65 %", "sixty-five per cent"),
        ("percent", "-0.5 per cent", "−0.5 %", "minus zero point five per cent"),
        ("count", "146 enterprises", "146 enterprises", "one hundred and forty-six enterprises"),
        ("count", "180 countries and regions", "180 countries and regions",
         "one hundred and eighty countries and regions"),
        ("count", "1.2 million visitors", "1.2 million visitors",
         "one point two million visitors"),
        ("count", "30", "30", "thirty"),
        ("quantity", "17.1 percentage points", "17.1 percentage points",
         "seventeen point one percentage points"),
        ("quantity", "−5 °C", "−5 °C", "minus five degrees Celsius"),
        ("quantity", "1 km/h", "1 km/h", "one kilometre per hour"),
        ("quantity", "1.0 m", "1.0 m", "one point zero metres"),
        ("year", "2024", "2024", "twenty twenty-four"),
        ("year", "2005", "2005", "two thousand and five"),
        ("period", "H1 2025", "H1 2025", "the first half of twenty twenty-five"),
        ("period", "the first half of 2025", "H1 2025", "the first half of twenty twenty-five"),
        ("period", "Q3 2024", "Q3 2024", "the third quarter of twenty twenty-four"),
        ("period", "2021-2024", "2021–2024", "twenty twenty-one to twenty twenty-four"),
        ("period", "2024", "2024", "twenty twenty-four"),
        ("date", "2025-10-01", "1 October 2025", "the first of October twenty twenty-five"),
        ("date", "1 October", "1 October", "the first of October"),
        ("date", "September 10, 2025", "10 September 2025",
         "the tenth of September twenty twenty-five"),
        ("ratio", "7:3", "7:3", "seven to three"),
        ("ratio", "1:2.5:1", "1:2.5:1", "one to two point five to one"),
        ("text", " two parks,\n one river ", "two parks, one river", "two parks, one river"),
    ],
)  # fmt: skip
def test_a_value_is_read_written_and_said(kind, text, written, said):
    value = parse_value(kind, text)
    assert (value.written(), value.said()) == (written, said)
    if not (kind == "money" and text[0] in "US$£R"):
        assert parse_value(kind, value.written()) == value


@pytest.mark.parametrize(
    ("kind", "text", "advice"),
    [
        ("money", "69.66 billion", "write it like 69.66 billion yuan"),
        ("money", "5 beans", "write it like 69.66 billion yuan"),
        ("percent", "7.6", "write it like 65 % or +7.6 %"),
        ("count", "enterprises 146", "write the number first, like 146 enterprises"),
        ("count", "146enterprises", "write the number first, like 146 enterprises"),
        ("quantity", "5", "write a number and a unit, like 1.66 m"),
        ("quantity", "5 kilometers", "write kilometres"),
        ("quantity", "5 beans", "write a count if these are things"),
        ("year", "24", "write four digits, like 2024"),
        ("period", "H3 2025", "write it like H1 2025"),
        ("period", "2024–2021", "write it like H1 2025"),
        ("date", "2025-13-01", "write it like 2025-10-01 or 1 October"),
        ("date", "31 September", "write it like 2025-10-01 or 1 October"),
        ("date", "soon", "write it like 2025-10-01 or 1 October"),
        ("ratio", "7 to 3", 'write it in quotes, like "7:3"'),
        ("text", "  ", "write what is to be said"),
        ("amount", "5", "write one of money, percent, count"),
    ],
)
def test_what_is_no_value_says_what_to_write(kind, text, advice):
    with pytest.raises(ValueError, match="write") as refusal:
        parse_value(kind, text)
    assert advice in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_short_scale_is_written_out():
    assert Money.parse("$4.42bn").written() == "4.42 billion dollars"
    assert Money.parse("$5m") == Money.parse("5 million dollars")


def test_figures_keep_the_digits_they_were_written_with():
    assert Percent.parse("7.60 %").written() == "7.60 %"
    long = "12345678901234567890123456789012.5"
    assert Quantity.parse(f"-{long} m").said().endswith("one two point five metres")


def test_a_leap_day_may_stand_without_its_year():
    assert Date.parse("29 February").said() == "the twenty-ninth of February"
    with pytest.raises(ValueError, match="not a date"):
        Date.parse("29 February 2025")


NEARLY_VALUES = st.from_regex(
    r"[+−-]?(US\$|¥)?[0-9]{1,4}([,.:–-][0-9]{1,3})* ?(%|yuan|m|billion|dollars|May 2024|)",
    fullmatch=True,
)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.sampled_from(sorted(KINDS)), st.one_of(st.text(), NEARLY_VALUES))
def test_any_text_is_read_or_refused_with_advice(kind, text):
    try:
        value = parse_value(kind, text)
    except ValueError as error:
        refusal = str(error)
    else:
        refusal = ""
        assert value.written()
        assert value.said()
    assert not refusal or "write" in refusal
