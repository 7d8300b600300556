"""Sums of money: how each currency is written and said."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Self

from moderator.values.amounts import NUMBER, SCALES, read_number, write_number
from moderator.values.numerals import decimal


class Currency(NamedTuple):
    """One currency.

    Attributes:
        one: its name after exactly one.
        many: its name after any other number.
        hundredth: what a hundredth of it is called where prices are said so, or nothing.
        said: how `many` starts when spoken, where that differs from writing.
    """

    one: str
    many: str
    hundredth: str = ""
    said: str = ""


def _dollar(country: str, said: str = "") -> Currency:
    return Currency(f"{country} dollar", f"{country} dollars", "cent", said)


_YUAN = Currency("yuan", "yuan")
_EURO = Currency("euro", "euros", "cent")
_POUND = Currency("pound", "pounds", "penny")
_YEN = Currency("yen", "yen")
_US = _dollar("US", "U-S")
_HONG_KONG = _dollar("Hong Kong")
_AUSTRALIAN = _dollar("Australian")
_NEW_ZEALAND = _dollar("New Zealand")
_SINGAPORE = _dollar("Singapore")
_CANADIAN = _dollar("Canadian")
_WON = Currency("won", "won")

SIGNS: dict[str, Currency] = {
    "US$": _US,
    "HK$": _HONG_KONG,
    "NZ$": _NEW_ZEALAND,
    "A$": _AUSTRALIAN,
    "C$": _CANADIAN,
    "S$": _SINGAPORE,
    "$": Currency("dollar", "dollars", "cent"),
    "€": _EURO,
    "£": _POUND,
    "¥": _YUAN,
    "₩": _WON,
    "RMB": _YUAN,
    "CNY": _YUAN,
    "USD": _US,
    "EUR": _EURO,
    "GBP": _POUND,
    "HKD": _HONG_KONG,
    "AUD": _AUSTRALIAN,
    "NZD": _NEW_ZEALAND,
    "SGD": _SINGAPORE,
    "CAD": _CANADIAN,
    "JPY": _YEN,
    "KRW": _WON,
    "CHF": Currency("Swiss franc", "Swiss francs"),
}
"""Currencies by the sign or code written before or after a number; `¥` is yuan here."""

_NAMES = {name: unit for unit in SIGNS.values() for name in (unit.one, unit.many)}
_NAMES |= {"yuan renminbi": _YUAN, "U.S. dollars": _US, "US dollar": _US}

_scales = "|".join([*SCALES, "k", "m", "M", "b", "B"])
_signs = "|".join(re.escape(sign) for sign in SIGNS)
_names = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
MONEY = (
    rf"(?:[−-]\s?)?(?:{_signs})\s?{NUMBER}(?:\s?(?:{_scales})(?![\w²³/]))?"
    rf"|(?:[−-]\s?)?{NUMBER}(?:\s?(?:{_scales}))?\s?(?:{_signs}|(?:{_names})(?!\w))(?![\w$])"
)
"""A sum of money as a pattern, its currency before or after the number."""

_MONEY = re.compile(MONEY)
_LETTERS = {"k": "thousand", "m": "million", "M": "million", "b": "billion", "B": "billion"}
_WHERE = re.compile(rf"{_signs}|(?:{_names})")


@dataclass(frozen=True)
class Money:
    """A sum of money.

    Attributes:
        number: how much, in the scale.
        currency: of which country.
        scale: thousand, million, billion, trillion or nothing.
    """

    number: Decimal
    currency: Currency
    scale: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `69.66 billion yuan`, `US$4.42 billion`, `¥1.2 million` or `RMB 300`."""
        written = " ".join(text.split())
        if _MONEY.fullmatch(written):
            found = _WHERE.search(written)
            assert found is not None
            name = found.group()
            read = read_number(written[: found.start()] + written[found.end() :])
            if read:
                scale = read[2].strip()
                scale = SCALES.get(scale) or _LETTERS.get(scale, "")
                return cls(read[1], SIGNS.get(name) or _NAMES[name], scale)
        raise ValueError(
            f"{text!r} is not a sum of money; write it like 69.66 billion yuan or US$960 million"
        )

    def written(self) -> str:
        """Return `69.66 billion yuan`."""
        return " ".join(filter(None, (write_number(self.number), self.scale, self._name())))

    def said(self) -> str:
        """Return `sixty-nine point six six billion yuan`."""
        if price := self._price():
            return price
        name = self._name()
        if self.currency.said:
            name = f"{self.currency.said} {name.rpartition(' ')[2]}"
        return " ".join(filter(None, (decimal(self.number), self.scale, name)))

    def _name(self) -> str:
        single = not self.scale and self.number.copy_abs().compare_total(Decimal(1)) == 0
        return self.currency.one if single else self.currency.many

    def _price(self) -> str:
        """A price as a shop says it, `five dollars fifty`; nothing for any other sum."""
        exponent = self.number.as_tuple().exponent
        if not self.currency.hundredth or self.scale or exponent != -2 or self.number <= 0:
            return ""
        whole, hundredths = divmod(int(self.number * 100), 100)
        small = self.currency.hundredth
        if not whole:
            plural = "pence" if small == "penny" else "cents"
            return f"{decimal(Decimal(hundredths))} {small if hundredths == 1 else plural}"
        large = Money(Decimal(whole), self.currency).said()
        return f"{large} {decimal(Decimal(hundredths))}" if hundredths else large
