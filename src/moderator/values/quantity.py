"""The kinds of value that a facts sheet holds, by the name it gives them."""

from dataclasses import dataclass
from typing import Self

from moderator.values.amounts import Count, Percent, Quantity, Ratio
from moderator.values.dates import Date, Period, Year
from moderator.values.money import Currency, Money
from moderator.values.value import Value

__all__ = [
    "KINDS",
    "Count",
    "Currency",
    "Date",
    "Money",
    "Percent",
    "Period",
    "Quantity",
    "Ratio",
    "Text",
    "Value",
    "Year",
    "parse_value",
]


@dataclass(frozen=True)
class Text:
    """Words that are said as they are written.

    Attributes:
        text: the words.
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read any text but an empty one."""
        if not text.strip():
            raise ValueError("the text is empty; write what is to be said")
        return cls(" ".join(text.split()))

    def written(self) -> str:
        """Return the text."""
        return self.text

    def said(self) -> str:
        """Return the text; figures in it are put into words with the line it stands in."""
        return self.text


KINDS: dict[str, type[Value]] = {
    "money": Money,
    "percent": Percent,
    "count": Count,
    "quantity": Quantity,
    "year": Year,
    "period": Period,
    "date": Date,
    "ratio": Ratio,
    "text": Text,
}
"""Every kind of value by the key that a facts sheet gives it."""


def parse_value(kind: str, text: str) -> Value:
    """Read a value of a kind.

    Raises:
        ValueError: no such kind, or not a value of it; the message says what to write instead.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of value; write one of {', '.join(KINDS)}")
    return KINDS[kind].parse(text)
