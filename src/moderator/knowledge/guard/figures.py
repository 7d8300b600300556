"""Figures in a draft: money, shares, counts, ratios, ordinals; each in one form."""

from decimal import Decimal

from moderator.knowledge.guard.times import Form
from moderator.knowledge.guard.tokens import LASTING, Tokens
from moderator.values.amounts import SCALES
from moderator.values.money import SIGNS, Currency
from moderator.values.number_words import ORDINALS, SIZES
from moderator.values.units import unit_named

_US, _YUAN = SIGNS["US$"], SIGNS["RMB"]
_CURRENCIES: dict[str, Currency] = {sign.lower(): currency for sign, currency in SIGNS.items()}
_CURRENCIES |= {name.lower(): c for c in SIGNS.values() for name in (c.one, c.many)}
_CURRENCIES |= dict.fromkeys(("renminbi", "yuan renminbi", "chinese yuan"), _YUAN)
_CURRENCIES |= dict.fromkeys(("$", "dollar", "dollars", "american dollars"), _US)
_UNITS = dict.fromkeys(("%", "percent", "per cent", "pct"), "%")
_UNITS |= dict.fromkeys(("percentage point", "points", "pp"), "percentage points")
_UNITS |= {name: currency.many for name, currency in _CURRENCIES.items()} | LASTING
_LONGEST_UNIT = 4
_LARGEST_IN_RATIO = 1000
_LETTERS = {"k": "thousand", "m": "million", "b": "billion"}
_SEVERAL = ((":", "ratio", 9), ("to", "ratio", 2), ("+", "sum", 9), ("plus", "sum", 9))


def figure_at(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    """The figure that begins at a token, and the token after it."""
    currency = _CURRENCIES[tokens.low[at]].many if tokens.kind(at) == "sign" else ""
    start = at + bool(currency)
    signed = tokens.low[start] in "-+" and not tokens.gap(start)
    number, end = tokens.number(start + signed)
    if number is None or (signed and start and not tokens.gap(start - 1)):
        return _ordinal(tokens, at)
    if place := _place(tokens, number, end):
        return place
    if not currency and (several := _several(tokens, number, end)):
        return several
    sign = -1 if signed and tokens.low[start] == "-" else 1
    size, after = _size(tokens, end)
    unit, after = (currency, after) if currency else unit_at(tokens, after)
    return (unit or ("scaled" if size > 1 else "number"), number * size * sign), after


def unit_at(tokens: Tokens, at: int) -> tuple[str, int]:
    """The unit that stands there, by one name for each, or nothing; and the token after it."""
    for length in range(min(_LONGEST_UNIT, len(tokens) - at), 0, -1):
        text = " ".join(tokens.between(at, at + length).split())
        if unit := _UNITS.get(text.lower()):
            return unit, at + length
        named = unit_named(text) if len(text) > 1 or not tokens.gap(at - 1) else None
        if named:
            return named.many, at + length
    return "", at


def _ordinal(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    """`First`; a third is a share."""
    place = ORDINALS.get(tokens.low[at])
    share = at > 0 and tokens.low[at - 1] in ("a", "one")
    return (("vague" if share else "ordinal", place), at + 1) if place else None


def _place(tokens: Tokens, number: Decimal, at: int) -> tuple[Form, int] | None:
    """`15th` or `twenty-first`, when a number has been read."""
    if tokens.kind(at) == "place":
        return ("ordinal", int(number)), at + 1
    more = ORDINALS.get(tokens.low[at], 10) if at < len(tokens) else 10
    tens = number == int(number) and int(number) % 10 == 0
    return (("ordinal", int(number) + more), at + 1) if tens and more < 10 else None


def _several(tokens: Tokens, first: Decimal, at: int) -> tuple[Form, int] | None:
    """A ratio, `7:3` or `seven to three`, or a sum that is a name, `2+4+4`."""
    for joint, name, most in _SEVERAL:
        parts, end = [first], at
        while tokens.has(end, joint) and len(parts) < most:
            number, after = tokens.number(end + 1)
            uneven = joint == ":" and tokens.gap(end) != tokens.gap(end - 1)
            if number is None or uneven or (name == "ratio" and number >= _LARGEST_IN_RATIO):
                break
            parts.append(number)
            end = after
        if len(parts) > 1 and not (joint == "to" and _measured(tokens, end)):
            return (name, *parts), end
    return None


def _measured(tokens: Tokens, at: int) -> bool:
    """Whether a number before a token goes on with a size or a unit: `10 to 12 million`."""
    return _size(tokens, at)[0] > 1 or bool(unit_at(tokens, at)[0])


def _size(tokens: Tokens, at: int) -> tuple[int, int]:
    """What the words after a number multiply it by, and the token after them."""
    size = 1
    while at < len(tokens):
        word = tokens.low[at]
        if size == 1 and tokens.kind(at - 1) == "number" and not tokens.gap(at - 1):
            word = _LETTERS.get(word, word)
        word = SCALES.get(word, word)
        if word not in SIZES:
            break
        size, at = size * SIZES[word], at + 1
    return size, at
