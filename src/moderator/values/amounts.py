"""Amounts: percentages, counts of things, quantities with a unit, ratios."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from moderator.values.numerals import decimal
from moderator.values.units import UNITS, unit_named
from moderator.values.value import MINUS

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""A number without its sign, as a pattern: `1,234,567`, `69.66`."""

SCALES = {
    "thousand": "thousand",
    "million": "million",
    "billion": "billion",
    "trillion": "trillion",
    "mn": "million",
    "bn": "billion",
    "tn": "trillion",
}
"""Words and short forms that multiply a number, and what each is called."""

_SIGNED = re.compile(rf"([+−-])?\s*({NUMBER})(.*)", re.DOTALL)
_PERCENT = re.compile(r"\s*(?:%|per ?cent)")
_RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s*:\s*\d+(?:\.\d+)?)+")


def read_number(text: str) -> tuple[str, Decimal, str] | None:
    """Split text into a number's sign, its size and what follows, or None without a number."""
    if not text.isascii():
        text = text.replace(MINUS, "-").replace("\u00a0", " ").replace("\u202f", " ")
    match = _SIGNED.fullmatch(text.strip())
    if not match:
        return None
    sign, number, rest = match.groups()
    size = Decimal(number.replace(",", ""))
    return sign or "", size.copy_negate() if sign == "-" else size, rest


def write_number(number: Decimal) -> str:
    """Write a number with commas between thousands and a true minus."""
    return format(number, ",f").replace("-", MINUS)


@dataclass(frozen=True)
class Percent:
    """A share or a growth rate.

    Attributes:
        number: how many per cent.
        plus: whether growth is marked with a written `+`.
    """

    number: Decimal
    plus: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `7.6 %`, `+7.6 %` or `−2 per cent`."""
        read = read_number(text)
        if read and _PERCENT.fullmatch(read[2]):
            return cls(read[1], read[0] == "+")
        raise ValueError(f"{text!r} is not a percentage; write it like 65 % or +7.6 %")

    def written(self) -> str:
        """Return `+7.6 %`."""
        return f"{'+' * self.plus}{write_number(self.number)} %"

    def said(self) -> str:
        """Return `seven point six per cent`; the line says `up`, so that the plus is not said."""
        return f"{decimal(self.number)} per cent"


@dataclass(frozen=True)
class Count:
    """A number of things.

    Attributes:
        number: how many, or how many of the scale.
        scale: thousand, million, billion, trillion or nothing.
        things: what is counted, in words; may be nothing.
    """

    number: Decimal
    things: str = ""
    scale: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `146 enterprises`, `1.2 million visitors` or `30`."""
        read = read_number(text)
        if not read or (read[2] and not re.match(r"[\s]+[^\W\d]|\s*$", read[2])):
            raise ValueError(
                f"{text!r} is not a count; write the number first, like 146 enterprises"
            )
        first, _, rest = read[2].strip().partition(" ")
        scale = SCALES.get(first, "")
        return cls(read[1], " ".join((rest if scale else read[2]).split()), scale)

    def written(self) -> str:
        """Return `146 enterprises`."""
        return " ".join(filter(None, (write_number(self.number), self.scale, self.things)))

    def said(self) -> str:
        """Return `one hundred and forty-six enterprises`."""
        return " ".join(filter(None, (decimal(self.number), self.scale, self.things)))


@dataclass(frozen=True)
class Quantity:
    """A number with a unit.

    Attributes:
        number: how many of the unit.
        unit: the unit as written, a sign (`km/h`) or a name (`percentage points`).
    """

    number: Decimal
    unit: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1.66 m`, `−5 °C` or `17.1 percentage points`."""
        read = read_number(text)
        if not read or not (unit := " ".join(read[2].split())):
            raise ValueError(f"{text!r} is not a quantity; write a number and a unit, like 1.66 m")
        if not unit_named(unit):
            nearest = _nearest_unit(unit)
            raise ValueError(
                f"{unit!r} is not a known unit; "
                + (f"write {nearest}" if nearest else "write a count if these are things")
            )
        return cls(read[1], unit)

    def written(self) -> str:
        """Return `1.66 m`."""
        return f"{write_number(self.number)} {self.unit}"

    def said(self) -> str:
        """Return `one point six six metres`."""
        unit = unit_named(self.unit)
        name = unit.after(self.number) if unit else self.unit
        return f"{decimal(self.number)} {name}"


@dataclass(frozen=True)
class Ratio:
    """How much of one for how much of another.

    Attributes:
        parts: the numbers in order, two or more.
    """

    parts: tuple[Decimal, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `7:3` or `1:2:1`."""
        if not _RATIO.fullmatch(text.strip()):
            raise ValueError(f'{text!r} is not a ratio; write it in quotes, like "7:3"')
        return cls(tuple(Decimal(part.strip()) for part in text.split(":")))

    def written(self) -> str:
        """Return `7:3`."""
        return ":".join(format(part, "f") for part in self.parts)

    def said(self) -> str:
        """Return `seven to three`."""
        return " to ".join(decimal(part) for part in self.parts)


def _nearest_unit(text: str) -> str:
    import difflib

    names = [*UNITS, *(unit.many for unit in UNITS.values())]
    near = difflib.get_close_matches(text, names, n=1)
    return near[0] if near else ""
