"""Numbers put into words, the British way: `one hundred and forty-six`, `sixty-nine point six six`.

The words come from num2words; three things it gets wrong for speech are put right here:
it loses the minus of a fraction (-0.5 becomes `zero point five`), drops a decimal's last zeros,
and sets commas, which a voice turns into pauses. It also gives up above 10^306.
"""

from decimal import Decimal
from functools import lru_cache

_LONGEST = 15
"""Digits beyond which a number is read one digit at a time: nobody follows quadrillions."""

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def digits(text: str) -> str:
    """Return each digit of the text by name: `1024` is `one zero two four`."""
    return " ".join(_DIGITS[int(digit)] for digit in text if digit.isdecimal())


def cardinal(number: int) -> str:
    """Return a whole number in words: 146 is `one hundred and forty-six`."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    return digits(str(number)) if number >= 10**_LONGEST else _num2words(number, "cardinal")


def ordinal(number: int) -> str:
    """Return a whole number's place in words: 21 is `twenty-first`."""
    return cardinal(number) if number >= 10**_LONGEST else _num2words(number, "ordinal")


def decimal(number: Decimal) -> str:
    """Return a number in words, its decimals digit by digit and none left out."""
    written = format(number, "f")
    sign = "minus " if written.startswith("-") else ""
    whole, _, fraction = written.lstrip("-").partition(".")
    words = sign + (digits(whole) if len(whole) > _LONGEST else cardinal(int(whole)))
    return f"{words} point {digits(fraction)}" if fraction else words


def year(number: int) -> str:
    """Return a year in words: `twenty twenty-five`, `nineteen oh five`, `two thousand and five`."""
    return _num2words(number, "year").replace("oh-", "oh ") if number else cardinal(number)


def decade(number: int) -> str:
    """Return a decade by its first year: 1990 is `nineteen nineties`, 80 is `eighties`."""
    words = year(number) if number >= 100 else cardinal(number)
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


@lru_cache(maxsize=4096)
def _num2words(number: int, form: str) -> str:
    from num2words import num2words

    return str(num2words(number, lang="en_GB", to=form)).replace(",", "")
