"""Dates, times of day, periods and years in a line, put into words."""

import re

from moderator.values.dates import MONTHS, PARTS, Date, Period
from moderator.values.numerals import cardinal, decade, ordinal, year
from moderator.voice.rules import ENDS, Rule

_SHORT_MONTHS = {month[:3]: month for month in MONTHS if month != "May"} | {"Sept": "September"}
_MONTH = "|".join(MONTHS)
_NAMED = _MONTH + "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_YEAR = r"(?:1[1-9]|2[01])\d\d"
_HALF_DAY = r"(?:[ap]\.?m\b|[AP]\.?M\b)"
_SAID_AFTER = r"(?= (?:this|in the|tomorrow|yesterday) (?:morning|afternoon|evening)| tonight)"

THINGS = r"\s(?!(?:was|is|has|as|its|his|this|us|does|sees|across|towards|always)\b)[a-z-]+s\b"
"""A plural that follows a number, as a pattern: what stands before it is a count."""


def _date(match: re.Match[str]) -> str:
    try:
        return Date.parse(match.group().removeprefix("the ").removeprefix("The ")).said()
    except ValueError:
        return match.group()


def _month_first(match: re.Match[str]) -> str:
    month, day, number = match.groups()
    if not 1 <= int(day) <= 31:
        return match.group()
    said = f"{month} the {ordinal(int(day))}"
    return f"{said}, {year(int(number))}" if number else said


def _slashed(match: re.Match[str]) -> str:
    """A date with slashes: the day first, as in most of the world, unless it cannot be."""
    first, second, number = map(int, match.groups())
    day, month = (first, second) if second <= 12 else (second, first)
    try:
        return Date(day, month, number).said()
    except ValueError:
        return match.group()


def _days(match: re.Match[str]) -> str:
    first, joint, last, month = match.groups()
    joint = joint if joint in (" to ", " and ") else " to "
    return f"the {ordinal(int(first))}{joint}the {ordinal(int(last))} of {month}"


def _period(match: re.Match[str]) -> str:
    return Period(int(match["year"]), int(match["year"]), match["part"]).said()


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    second, half, later = match["second"], match["half"], match["later"] is not None
    if half:
        half = f" {half[0].lower()}-m"
    elif not later:
        half = " p-m" if 12 < hour < 24 else " a-m" if hour == 0 and minute else ""
    said = _clock(hour, minute, half or "", plain=later)
    return f"{said} and {_many(int(second), 'second')}" if second and int(second) else said


def _clock(hour: int, minute: int, half: str, *, plain: bool) -> str:
    if not half and not minute and not plain and hour in (0, 12, 24):
        return "twelve noon" if hour == 12 else "midnight"
    name = cardinal(hour % 12 or 12)
    if minute:
        return f"{name} {'oh ' * (minute < 10)}{cardinal(minute)}{half}"
    return name + (half or " o'clock")


def _many(number: int, thing: str) -> str:
    return f"{cardinal(number)} {thing}{'s' * (number != 1)}"


def _hour(match: re.Match[str]) -> str:
    hour, minute, half = match.groups()
    return _clock(int(hour), int(minute or 0), f" {half[0].lower()}-m", plain=True)


def _length(match: re.Match[str]) -> str:
    names = ("hour", "minute", "second")
    return " ".join(
        _many(int(number), name)
        for number, name in zip(match.groups(), names, strict=True)
        if number
    )


def _short_span(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    if last <= first % 100:
        return match.group()
    return f"{year(first)} to {cardinal(last)}"


_TIME = (
    r"(?<![\w:.,])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    rf"(?![\d:])(?: ?(?P<half>{_HALF_DAY}))?(?P<later>{_SAID_AFTER})?"
)

MOMENTS: tuple[Rule, ...] = (
    Rule(
        rf"(?<!\w)({'|'.join(_SHORT_MONTHS)})\b\.?(?= \d)|(?<=\d )({'|'.join(_SHORT_MONTHS)})\b\.?",
        lambda m: _SHORT_MONTHS[m[1] or m[2]],
    ),
    Rule(r"(?<=\d\d)T(?=\d\d:\d\d)", ", "),
    Rule(r"(?<=\d\d:\d\d)(?::00)?(?:Z|[+-]\d\d:\d\d)(?!\w)", ""),
    Rule(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])", _date),
    Rule(
        r"(?<![\w-])(\d{4})-(0[1-9]|1[0-2])(?![\w-])",
        lambda m: f"{MONTHS[int(m[2]) - 1]} {year(int(m[1]))}",
    ),
    Rule(
        r"(?<![\w/])(\d{4})/(\d\d?)/(\d\d?)(?![\w/])",
        lambda m: _slashed(re.fullmatch(r"(\d+)/(\d+)/(\d+)", f"{m[3]}/{m[2]}/{m[1]}") or m),
    ),
    Rule(r"(?<![\w/])(\d\d?)/(\d\d?)/(\d{4})(?![\w/])", _slashed),
    Rule(
        rf"(?:\b[Tt]he )?(?<![\d.,:])\b(\d\d?)(?:th|st|nd|rd)?( ?[–-] ?| to | and )(\d\d?)"
        rf"(?:th|st|nd|rd)? (?:of )?({_MONTH})\b",
        _days,
    ),
    Rule(
        rf"(?:\b[Tt]he )?(?<![\d.,:])\b\d\d?(?:th|st|nd|rd)?(?: of)? (?:{_MONTH})"
        rf"\b(?:,? {_YEAR}(?!\d))?",
        _date,
    ),
    Rule(
        rf"\b({_MONTH}) (?:the )?(\d\d?)(?:th|st|nd|rd)?(?![\w:%]|[.,]\d| ?[–-]\d|{THINGS})"
        rf"(?:,? ({_YEAR})(?!\w))?",
        _month_first,
    ),
    Rule(
        rf"\b({_MONTH}) (\d\d?) ?[–-] ?(\d\d?)(?!\d)",
        lambda m: f"{m[1]} the {ordinal(int(m[2]))} to the {ordinal(int(m[3]))}",
    ),
    Rule(rf"\b({_NAMED})[–-](?=(?:{_NAMED})\b)", r"\1 to "),
    Rule(r"(?<=:\d\d) ?[–-] ?(?=\d\d?:\d\d)", " to "),
    Rule(rf"(?<=\d|\s)({_HALF_DAY}\.?) ?[–-] ?(?=\d)", r"\1 to "),
    Rule(rf"(?<![\w:.,])(\d\d?) ?[–-] ?(?=\d\d?(?::\d\d)? ?{_HALF_DAY})", r"\1 to "),
    Rule(rf"(?<=\d|\s)({_HALF_DAY})\.{ENDS}", r"\1 ."),
    Rule(rf"(?<=\d|\s)({_HALF_DAY})\.", r"\1"),
    Rule(r"(?<=ratio of )(\d+):(\d+)", r"\1 to \2"),
    Rule(_TIME, _time),
    Rule(
        rf"(?<![\w:.,])(1[0-2]|0?[1-9])(?:[.:]([0-5]\d))? ?({_HALF_DAY})",
        _hour,
    ),
    Rule(r"(?<!\w)(?:(\d+)h ?)(?:(\d+)m(?:in)? ?)(?:(\d+)s)?(?!\w)", _length),
    Rule(r"(?<!\w)(?:(\d+)h ?)?(?:(\d+)m(?:in)? ?)(?:(\d+)s)(?!\w)", _length),
    Rule(
        rf"\b(?:[Tt]he )?(Q[1-4]) ?[–-] ?(Q[1-4]) ({_YEAR})(?!\w)",
        lambda m: f"the {PARTS[m[1]].split()[0]} to {PARTS[m[2]]}s of {year(int(m[3]))}",
    ),
    Rule(rf"\b(?:[Tt]he )?(?P<part>H[12]|Q[1-4])(?: of)? ?(?P<year>{_YEAR})(?!\w)", _period),
    Rule(rf"\b(?:[Tt]he )?(?P<year>{_YEAR}) ?(?P<part>H[12]|Q[1-4])(?!\w)", _period),
    Rule(
        rf"\b(?:[Tt]he )?([12])H ?({_YEAR})(?!\w)",
        lambda m: f"the {PARTS['H' + m[1]]} of {year(int(m[2]))}",
    ),
    Rule(r"\b(?:[Tt]he )?(H[12]|Q[1-4])(?!\w)", lambda m: f"the {PARTS[m[1]]}"),
    Rule(rf"\bFY ?({_YEAR})(?!\w)", lambda m: f"fiscal year {year(int(m[1]))}"),
    Rule(
        rf"(?<=[Bb]etween )({_YEAR}) ?[–-] ?({_YEAR})(?!\w)",
        lambda m: f"{year(int(m[1]))} and {year(int(m[2]))}",
    ),
    Rule(
        rf"(?<![\w,.–-])({_YEAR}) ?[–-] ?({_YEAR})(?![\w–-]|[.,]\d)",
        lambda m: f"{year(int(m[1]))} to {year(int(m[2]))}",
    ),
    Rule(rf"(?<![\w,.–-])({_YEAR})[–/-](\d\d)(?![\w–-]|[.,]\d)", _short_span),
    Rule(r"(?<!\w)(1[1-9]\d0|20\d0)'?s(?!\w)", lambda m: decade(int(m[1]))),
    Rule(
        r"(?:(?<=\bthe )|(?<=early )|(?<=late )|(?<=mid-))'?([2-9]0)'?s\b",
        lambda m: decade(int(m[1])),
    ),
    Rule(r"(?<!\w)'([2-9]0)s\b", lambda m: decade(int(m[1]))),
)
"""Everything about when, in the order in which it is tried."""

BARE_YEAR: tuple[Rule, ...] = (
    Rule(
        rf"(?<=\b(?:[Ii]n|[Bb]y|[Oo]f|[Tt]o) )({_YEAR})(?![\w:/]|[.,]\d)",
        lambda m: year(int(m[1])),
    ),
    Rule(
        rf"(?:(?<=\b[Ss]ince )|(?<=\b[Ff]rom )|(?<=\bthe )|(?<=\band ))({_YEAR})(?![\w:/]|[.,]\d)",
        lambda m: year(int(m[1])),
    ),
    Rule(
        rf"(?<![\w,.+×*/=:−$-])({_YEAR})(?![\w:/+=]|[.,]\d| ?[×*+=/]|{THINGS})",
        lambda m: year(int(m[1])),
    ),
    Rule(rf"(?<=\b[Mm]id-)({_YEAR})(?!\w)", lambda m: year(int(m[1]))),
)
"""A year that stands alone; tried after money and units have taken their numbers."""
