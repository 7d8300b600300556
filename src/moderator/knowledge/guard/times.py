"""Times in a draft: years, halves and quarters of them, spans, dates."""

import re

from moderator.knowledge.guard.tokens import LASTING, Tokens
from moderator.values.amounts import SCALES
from moderator.values.dates import MONTHS, PARTS

Form = tuple[object, ...]
"""What a figure is, the same however it is written: `("yuan", 69660000000)`, `("H1", 2025)`."""

_PARTS = {
    "first six months": "H1",
    "first 6 months": "H1",
    "last six months": "H2",
    "january to june": "H1",
}
_PARTS |= {written.lower(): part for part, name in PARTS.items() for written in (name, part)}
_LONGEST_PART = 3
_MONTHS = {month.lower(): number for number, month in enumerate(MONTHS, 1)}
_RELATIVE = ("this", "last", "next", "past", "coming", "previous", "current")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")


def time_at(tokens: Tokens, at: int, measured: bool) -> tuple[Form, int] | None:
    """The time that begins at a token, and the token after it.

    Args:
        tokens: the sentence.
        at: where.
        measured: whether a unit follows the number there, so that it is no year.
    """
    found = _part_of_year(tokens, at) or _iso(tokens, at) or _date(tokens, at)
    if found:
        return found
    if tokens.low[at] in _RELATIVE and at + 1 < len(tokens):
        unit = tokens.low[at + 1]
        if unit in LASTING or unit in ("half", "quarter"):
            return ("relative", unit), at + 2
    year, end = tokens.year(at)
    return (("year", year), end) if year and not measured and not _goes_on(tokens, end) else None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a number of four figures before a token is more than a year."""
    if at >= len(tokens):
        return False
    ratio = tokens.low[at] == ":" and tokens.gap(at) == tokens.gap(at - 1)
    return ratio or tokens.low[at] == "+" or tokens.low[at] in SCALES


def _part(tokens: Tokens, at: int) -> tuple[str, int]:
    for length in range(min(_LONGEST_PART, len(tokens) - at), 0, -1):
        if part := _PARTS.get(" ".join(tokens.low[at : at + length])):
            return part, at + length
    return "", at


def _part_of_year(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    """`First half of 2025`, `H1 2025`, `2025 first half` or `first half of the year`."""
    part, after = _part(tokens, at)
    if part:
        for lead in ("of the year", "of this year", "of", "in", ""):
            words = lead.split()
            if tokens.has(after, *words):
                year, end = tokens.year(after + len(words))
                if year or len(words) > 1:
                    return ((part, year) if year else (part,)), end
        return (part,), after
    year, after = tokens.year(at)
    part, end = _part(tokens, after) if year else ("", at)
    return ((part, year), end) if part else None


def _iso(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    match = _ISO.match(tokens.sentence, tokens.starts(at))
    if not match:
        return None
    after = at
    while after < len(tokens) and tokens.starts(after) < match.end():
        after += 1
    return ("date", int(match[3]), int(match[2]), int(match[1])), after


def _date(tokens: Tokens, at: int) -> tuple[Form, int] | None:
    """`1 October 2025`, `October the first` or `October 2025`."""
    day, after = tokens.day(at)
    if day:
        after += tokens.has(after, "of")
        month = _month(tokens, after)
        return _with_year(tokens, day, month, after + 1) if month else None
    month = _month(tokens, at)
    if not month:
        return None
    day, after = tokens.day(at + 1 + tokens.has(at + 1, "the"))
    return _with_year(tokens, day, month, after if day else at + 1)


def _month(tokens: Tokens, at: int) -> int | None:
    """A month by its name; `may` and `march` are verbs."""
    named = at < len(tokens) and tokens.text[at][0].isupper()
    return _MONTHS.get(tokens.low[at]) if named else None


def _with_year(tokens: Tokens, day: int | None, month: int, at: int) -> tuple[Form, int]:
    comma = tokens.has(at, ",") or tokens.has(at, "of")
    year, end = tokens.year(at + comma)
    return ("date", day, month, year), end if year else at
