"""Numbers put into Mandarin: `一百四十六`, `六百九十六点六`, `两千`, and years as `二零二五`.

The characters come from cn2an; `两` and what is longer than it takes are put right here.
"""

import re
from decimal import Decimal
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_LONGEST = 15
"""Digits beyond which a number is read one digit at a time."""

_TWO_AHEAD = re.compile("^二(?=[千万亿])")

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""The powers of ten that an amount's scale stands for."""

_GROUPS = ((12, "万亿"), (8, "亿"), (4, "万"))


def digits(text: str, one: str = "一") -> str:
    """Return each digit of the text by name: `1024` is `一零二四`.

    Args:
        text: what has the digits.
        one: how a 1 is said; `幺` in a telephone number.
    """
    said = "".join(_DIGITS[int(digit)] for digit in text if digit.isdecimal())
    return said.replace("一", one)


def cardinal(number: int) -> str:
    """Return a whole number in characters: 146 is `一百四十六`, 2000 is `两千`."""
    if number < 0:
        return f"负{cardinal(-number)}"
    if number >= 10**_LONGEST:
        return digits(str(number))
    return _TWO_AHEAD.sub("两", _an2cn(number))


def decimal(number: Decimal) -> str:
    """Return a number in characters, its decimals digit by digit and none left out."""
    written = format(number, "f")
    sign = "负" if written.startswith("-") else ""
    whole, _, fraction = written.lstrip("-").partition(".")
    if not fraction:
        return sign + cardinal(int(whole))
    # Before a point, 二 is said: 二点五, 二千点五.
    return f"{sign}{_an2cn(int(whole)) if len(whole) <= _LONGEST else digits(whole)}点" + digits(
        fraction
    )


def counted(number: Decimal) -> str:
    """Return a number as it stands before a measure word: 2 is `两`."""
    return "两" if number.compare_total(Decimal(2)) == 0 else decimal(number)


def year(number: int) -> str:
    """Return a year without its `年`: 2025 is `二零二五`."""
    return digits(str(number))


def grouped(number: Decimal, scale: str) -> tuple[Decimal, str]:
    """Bring an amount to 万, 亿 or 万亿: 69.66 billion is 696.6 亿.

    Args:
        number: how many of the scale.
        scale: as in English; an amount without one stays as it is.
    """
    power = SCALES.get(scale, 0)
    for size, name in _GROUPS if power else ():
        if abs(number).scaleb(power) >= 10**size:
            shifted = number.scaleb(power - size)
            # The zeros of a whole number, as of 960 million, are none of 9.6 亿.
            whole = number == number.to_integral_value()
            return (shifted.normalize() if whole else shifted), name
    return number.scaleb(power), ""


@lru_cache(maxsize=4096)
def _an2cn(number: int) -> str:
    try:
        from cn2an import an2cn
    except ImportError:  # a line that was typed where the extra is not installed
        return digits(str(number))
    return str(an2cn(str(number), "low"))
