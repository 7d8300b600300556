"""Money, percentages, quantities, ratios and plain numbers in a line, put into words."""

import re
from decimal import Decimal

from moderator.values.amounts import NUMBER, SCALES, Percent, Quantity, read_number
from moderator.values.money import MONEY, SIGNS, Money
from moderator.values.numerals import cardinal, decimal, digits, ordinal
from moderator.values.units import UNITS
from moderator.voice.moments import BARE_YEAR, THINGS
from moderator.voice.rules import Rule

_SCALE = "|".join(SCALES)
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_PER = [re.escape(unit) for unit in UNITS if "/" in unit and unit.isascii()]
_SIGN = "|".join(re.escape(sign) for sign in SIGNS)
_MINUS = r"(?:(?<![^\s(,;:—])[−-] ?)?"
_GROWTH = re.compile(
    r"(?:up|by|of|to|at|is|was|grew|rose|growth|increase|rate|about|nearly|almost|over|than)\s*$",
    re.IGNORECASE,
)
_FRACTIONS = {
    (1, 2): "a half", (1, 3): "one third", (2, 3): "two thirds", (1, 4): "a quarter",
    (3, 4): "three quarters", (1, 5): "one fifth", (2, 5): "two fifths", (3, 5): "three fifths",
    (4, 5): "four fifths", (1, 6): "one sixth", (5, 6): "five sixths", (1, 8): "one eighth",
    (3, 8): "three eighths", (5, 8): "five eighths", (7, 8): "seven eighths", (1, 10): "one tenth",
}  # fmt: skip


def _number(text: str) -> str:
    read = read_number(text)
    assert read is not None
    whole = text.partition(".")[0]
    if len(whole) > 1 and whole.startswith("0"):
        return digits(whole) + (" point " + digits(text.partition(".")[2])) * ("." in text)
    return decimal(read[1])


def _percent(match: re.Match[str]) -> str:
    """A rise written with + is `up` after a pause, nothing after a word that says so, or plus."""
    said = Percent.parse(match.group()).said()
    if not match.group().startswith("+"):
        return said
    before = match.string[: match.start()].rstrip()
    if _GROWTH.search(before):
        return said
    return f"up {said}" if not before or before[-1] in ",;:(—" else f"plus {said}"


def _money_span(match: re.Match[str]) -> str:
    sign, first, last, scale = match.groups()
    most = Money.parse(f"{sign}{last} {scale or ''}")
    return f"{_number(first)} to {most.said()}"


def _compound_money(match: re.Match[str]) -> str:
    sign, number, scale = match.groups()
    one = Money(Decimal(1), SIGNS[sign]).said().removeprefix("one ")
    return f"{_number(number)} {SCALES.get(scale, scale)} {one}"


def _fraction(match: re.Match[str]) -> str:
    whole, over, under = match.groups()
    part = _FRACTIONS.get((int(over), int(under)))
    if whole:
        joined = (part or f"{cardinal(int(over))} over {cardinal(int(under))}").replace(
            "one ", "a "
        )
        return f"{_number(whole)} and {joined}"
    if (over, under) == ("1", "2") and match.string[match.end() :].startswith(" of"):
        return "half"
    return part or f"{_number(over)} out of {_number(under)}"


def _groups(match: re.Match[str]) -> str:
    """A telephone number or code: every digit by name, a pause between groups."""
    plus = "plus " if match.group().startswith("+") else ""
    return plus + ", ".join(digits(group) for group in re.findall(r"\d+", match.group()))


def _dotted(match: re.Match[str]) -> str:
    parts = match[2].split(".")
    word = "version " if match[1] else ""
    if len(parts) == 4 or any(len(part) > 2 for part in parts):
        return word + " dot ".join(digits(part) for part in parts)
    return word + " point ".join(_number(part) for part in parts)


def _compound(match: re.Match[str]) -> str:
    return f"{_number(match[1])} {match[2].replace('-', ' ')}"


def _place(text: str) -> str:
    return ordinal(int(text.replace(",", "")))


FIGURES: tuple[Rule, ...] = (
    Rule(r"# ?(?=\d)", "number "),
    Rule(r"± ?(?=\d)", "plus or minus "),
    Rule(r"[~≈∼] ?(?=\d)", "about "),
    Rule(r"(?:≥|>=) ?(?=\d)", "at least "),
    Rule(r"(?:≤|<=) ?(?=\d)", "at most "),
    Rule(r"> ?(?=\d)", "over "),
    Rule(r"< ?(?=\d)", "under "),
    Rule(
        r"(?<![\w/.,-])([1-9]0)[/-]\1(?![\w/-]|[.,]\d)",
        lambda m: _number(m[1]) + "-" + _number(m[1]),
    ),
    Rule(r"(?<!\w)24/7(?!\w)", "twenty-four seven"),
    Rule(r"(?<=\d)( ?[kcm]?m)([23])(?!\w)", lambda m: m[1] + {"2": "²", "3": "³"}[m[2]]),
    Rule(r"(?<![\w+])\+\d{1,3}(?:[ -]\(?\d{1,5}\)?){2,}(?!\w)", _groups),
    Rule(r"(?<![\w-])0\d{2,3}[ -]\d{3,4}[ -]?\d{3,4}(?!\w)", _groups),
    Rule(r"(?<![\w-])\d{3}-\d{3,4}-\d{4}(?![\w-])", _groups),
    Rule(r"(?<![\w.])([vV])(?:\. ?)?(\d+(?:\.\d+)*)(?!\w)", _dotted),
    Rule(r"(?<![\w.])()(\d+(?:\.\d+){2,})(?!\w)", _dotted),
    Rule(r"(?<![\w-])\d+(?:-\d+){2,}(?![\w-])", lambda m: m.group().replace("-", " ")),
    Rule(r"(?<![\w+])\d+(?:\+\d+)+(?![\w+])", lambda m: m.group().replace("+", " plus ")),
    Rule(
        rf"({_SIGN}) ?({NUMBER}) ?[–-] ?(?:{_SIGN})?({NUMBER})(?: ?({_SCALE}))?(?!\w)", _money_span
    ),
    Rule(rf"({_SIGN})({NUMBER})-({_SCALE})(?!\w)", _compound_money),
    Rule(rf"(?<![\w.,])({NUMBER})-((?:{_SCALE})(?:-[a-z]+)*)(?!\w)", _compound),
    Rule(r"(?<=%) ?[–-] ?(?=\d)", " to "),
    Rule(
        rf"(?<![\w.,–-])({NUMBER})(?: ?– ?|-)({NUMBER})(?![\w–-]*[–-]\d)(?!\d)",
        lambda m: f"{m[1]} to {m[2]}",
    ),
    Rule(r"(?<=\d) ?[x×] ?(?=\d)", " by "),
    Rule(rf"(?<!\w)({NUMBER})m(?={THINGS})", r"\1 million"),
    Rule(rf"(?<!\w)(?:{MONEY})", lambda m: Money.parse(m.group()).said()),
    Rule(rf"(?<![\w.])(?:[+] ?|{_MINUS}){NUMBER} ?%", _percent),
    Rule(
        rf"(?<![\w.,])({NUMBER})-({_UNIT})(?![\w/²³])",
        lambda m: f"{_number(m[1])}-{UNITS[m[2]].one}",
    ),
    Rule(
        rf"(?<![\w.,])({_MINUS}{NUMBER}) ?({_UNIT})(?![\w/²³°]|\.\w)",
        lambda m: Quantity.parse(f"{m[1]} {m[2]}").said(),
    ),
    Rule(r"(?<=\d:\d) to (?=\d+:\d)", ", to "),
    Rule(
        r"(?<![\w:])\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+(?![\w:])",
        lambda m: m.group().replace(":", " to "),
    ),
    Rule(r"(?<![\w/.,])(?:(\d+) )?(\d{1,3})/(\d{1,3})(?![\w/]|[.,]\d)", _fraction),
    Rule(r"(?<![\w.])(\d[\d,]{0,18})(?:st|nd|rd|th)(?!\w)", lambda m: _place(m[1])),
    Rule(rf"({NUMBER}) ?({_SCALE})(?!\w)", lambda m: f"{_number(m[1])} {SCALES[m[2]]}"),
    Rule(rf"(?<!\w)({NUMBER}(?:k|(?<=\d\d)K))(?!\w)", lambda m: f"{_number(m[1][:-1])} thousand"),
    Rule(rf"(?<!\w)({NUMBER})[x×](?!\w)", lambda m: f"{_number(m[1])} times"),
    Rule(rf"(?<![\w/])({'|'.join(_PER)})(?![\w/²³])", lambda m: UNITS[m[1]].many),
    *BARE_YEAR,
    Rule(rf"(?<![\w.])({NUMBER})\+(?![\w+])", lambda m: f"over {_number(m[1])}"),
    Rule(rf"(?<![^\s(,;:—])[−-] ?(?={NUMBER})", "minus "),
    Rule(r"(?<=[\d\s])−(?=\s?\d)", " minus "),
    Rule(r"(?<![^\s(,;:—])\.(\d+)", lambda m: f"point {digits(m[1])}"),
    Rule(rf"(?<=[A-Za-z])-?({NUMBER})(?=[A-Za-z])", lambda m: f"-{_number(m[1])}-"),
    Rule(rf"(?<=[A-Za-z])({NUMBER})", lambda m: f"-{_number(m[1])}"),
    Rule(rf"({NUMBER})(?=[A-Za-z])", lambda m: f"{_number(m[1])}-"),
    Rule(NUMBER, lambda m: f"{_number(m.group())}"),
)
"""Everything about how much, in the order in which it is tried."""
