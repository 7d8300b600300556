"""Years, periods and dates: how each is written and said."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from moderator.values.numerals import ordinal, year

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

PARTS = {
    "H1": "first half",
    "H2": "second half",
    "Q1": "first quarter",
    "Q2": "second quarter",
    "Q3": "third quarter",
    "Q4": "fourth quarter",
}
"""The parts of a year by their short names."""

_YEAR = re.compile(r"[12]\d{3}")
_PART = re.compile(r"(?:the )?(H[12]|Q[1-4]|(?:first|second) half|\w+ quarter)(?: of)? ([12]\d{3})")
_SPAN = re.compile(r"([12]\d{3})\s*(?:–|—|-| to )\s*([12]\d{3})")
_DAY_FIRST = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Z][a-z]+)(?:,? (\d{4}))?")
_MONTH_FIRST = re.compile(r"([A-Z][a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Year:
    """A calendar year.

    Attributes:
        number: 1000 to 2999.
    """

    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2024`."""
        if not _YEAR.fullmatch(text.strip()):
            raise ValueError(f"{text!r} is not a year; write four digits, like 2024")
        return cls(int(text))

    def written(self) -> str:
        """Return `2024`."""
        return str(self.number)

    def said(self) -> str:
        """Return `twenty twenty-four`."""
        return year(self.number)


@dataclass(frozen=True)
class Period:
    """A year, a half or quarter of one, or several years.

    Attributes:
        first: the year it starts in.
        last: the year it ends in, the same for one year.
        part: H1, H2, Q1 to Q4, or nothing for whole years.
    """

    first: int
    last: int
    part: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `H1 2025`, `Q3 2024`, `first half of 2025`, `2021–2024` or `2024`."""
        written = " ".join(text.split())
        if _YEAR.fullmatch(written):
            return cls(int(written), int(written))
        if match := _PART.fullmatch(written):
            names = {name: part for part, name in PARTS.items()}
            if part := names.get(match[1], match[1] if match[1] in PARTS else ""):
                return cls(int(match[2]), int(match[2]), part)
        if (match := _SPAN.fullmatch(written)) and int(match[1]) < int(match[2]):
            return cls(int(match[1]), int(match[2]))
        raise ValueError(
            f"{text!r} is not a period; write it like H1 2025, Q3 2024, 2021–2024 or 2024"
        )

    def written(self) -> str:
        """Return `H1 2025` or `2021–2024`."""
        years = str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return f"{self.part} {years}" if self.part else years

    def said(self) -> str:
        """Return `the first half of twenty twenty-five`."""
        years = " to ".join(year(number) for number in sorted({self.first, self.last}))
        return f"the {PARTS[self.part]} of {years}" if self.part else years


@dataclass(frozen=True)
class Date:
    """A day, with or without its year.

    Attributes:
        day: 1 to 31.
        month: 1 to 12.
        year: the year, or None where the day is enough.
    """

    day: int
    month: int
    year: int | None = None

    def __post_init__(self) -> None:
        date(self.year or 2000, self.month, self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2025-10-01`, `1 October 2025`, `October 1, 2025` or `1 October`."""
        written = " ".join(text.split())
        try:
            if match := _ISO.fullmatch(written):
                return cls(int(match[3]), int(match[2]), int(match[1]))
            if match := _DAY_FIRST.fullmatch(written):
                day, month, number = match.groups()
            elif match := _MONTH_FIRST.fullmatch(written):
                month, day, number = match.groups()
            else:
                raise ValueError(written)
            return cls(int(day), MONTHS.index(month) + 1, int(number) if number else None)
        except ValueError:
            raise ValueError(
                f"{text!r} is not a date; write it like 2025-10-01 or 1 October"
            ) from None

    def written(self) -> str:
        """Return `1 October 2025`."""
        day = f"{self.day} {MONTHS[self.month - 1]}"
        return f"{day} {self.year}" if self.year else day

    def said(self) -> str:
        """Return `the first of October twenty twenty-five`."""
        day = f"the {ordinal(self.day)} of {MONTHS[self.month - 1]}"
        return f"{day} {year(self.year)}" if self.year else day
