"""Sums, percentages, units, ratios and counts in a Chinese line, put into characters."""

import re
from decimal import Decimal

from moderator.values.amounts import NUMBER, Quantity, Ratio
from moderator.values.in_mandarin import said
from moderator.values.language import HAN
from moderator.values.mandarin import cardinal, counted, decimal, digits
from moderator.values.mandarin_units import CURRENCIES
from moderator.values.money import MONEY, SIGNS, Money
from moderator.values.units import UNITS
from moderator.voice.mandarin_measures import MEASURE
from moderator.voice.mandarin_moments import TO
from moderator.voice.rules import Rule

_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_SIZE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_MINUS = rf"(?:(?<![\w{HAN}])[−-]|(?<=[{HAN}])[−-](?=\d))"
_GROWTH = re.compile(r"(?:增长|上升|提高|增加|上涨|增幅|增速|涨|增|升)[^，。；]{0,3}$")
_TELEPHONE = r"(?:电话|热线|手机|致电|拨打|拨)[^\d，。]{0,3}"


def _number(text: str) -> str:
    whole = text.replace(",", "")
    if len(whole.partition(".")[0]) > 1 and whole.startswith("0"):
        head, _, rest = whole.partition(".")
        return digits(head) + (f"点{digits(rest)}" if rest else "")
    return decimal(Decimal(whole))


def _counted(text: str) -> str:
    return counted(Decimal(text.replace(",", ""))) if text[0] != "0" else _number(text)


def _percent(match: re.Match[str]) -> str:
    """A rise written with + is 增长, nothing after a word that says so."""
    sign, number, of = match.groups()
    part = f"{'千' if of == '‰' else '百'}分之{_number(number)}"
    if sign == "+":
        return part if _GROWTH.search(match.string[: match.start()]) else f"增长{part}"
    return f"负{part}" if sign else part


def _percents(match: re.Match[str]) -> str:
    return f"百分之{_number(match[1])}到百分之{_number(match[2])}"


def _sum(match: re.Match[str]) -> str:
    sign, number, size = match.groups()
    name = CURRENCIES.get(SIGNS[sign].many, SIGNS[sign].many)
    return f"{_counted(number)}{size}{name}"


def _quantity(match: re.Match[str]) -> str:
    sign = "-" if match[1] else ""
    return said(Quantity.parse(f"{sign}{match[2]} {match[3]}"))


def _fraction(match: re.Match[str]) -> str:
    return f"{_number(match[2])}分之{_number(match[1])}"


def _ratio(match: re.Match[str]) -> str:
    return said(Ratio.parse(match.group()))


def _telephone(match: re.Match[str]) -> str:
    return "，".join(digits(group, "幺") for group in re.findall(r"\d+", match.group()))


def _code(match: re.Match[str]) -> str:
    """A number in a name, as in G20, C919, 5G: long ones digit by digit."""
    number = match.group().strip("-")
    if "." in number or len(number) <= 2:
        return _number(number)
    return digits(number, "幺")


def _dotted(match: re.Match[str]) -> str:
    return "点".join(map(_number, match[1].split(".")))


FIGURES: tuple[Rule, ...] = (
    Rule(r"(?<![\d-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d-])", _telephone),
    Rule(r"(?<![\d-])(?:0\d{2,3}|400|800)[ -]\d{3,4}[ -]?\d{3,4}(?![\d-])", _telephone),
    Rule(rf"({_TELEPHONE})(\d{{3,}})", lambda m: m[1] + digits(m[2], "幺")),
    Rule(r"(?<![A-Za-z\d.])[vV]?(\d+(?:\.\d+){2,})(?![\d.])", _dotted),
    Rule(r"± ?(?=\d)", "正负"),
    Rule(r"(?<!\d)(?<!\d )[~≈∼] ?(?=\d)", "约"),
    Rule(r"(?:≥|>=) ?(?=\d)", "不少于"),
    Rule(r"(?:≤|<=) ?(?=\d)", "不超过"),
    Rule(r"> ?(?=\d)", "超过"),
    Rule(r"< ?(?=\d)", "不到"),
    Rule(rf"({NUMBER}) ?%?{TO}({NUMBER}) ?%", _percents),
    Rule(rf"([+]|{_MINUS})? ?({NUMBER}) ?([%‰])", _percent),
    Rule(rf"({_SIGN}) ?({NUMBER}) ?({_SIZE})(?!元)", _sum),
    Rule(rf"(?:{_SIGN}) ?(?={NUMBER} ?(?:{_SIZE})元)", ""),
    Rule(rf"(?<![A-Za-z])(?:{MONEY})", lambda m: said(Money.parse(m.group()))),
    Rule(rf"({NUMBER}) ?-{{1,2}} ?({NUMBER})(?![\d-])", r"\1至\2"),
    Rule(rf"({NUMBER}) ?[–—~]+ ?({NUMBER})", r"\1至\2"),
    Rule(rf"({_MINUS})?(?<![\d.])({NUMBER}) ?({_UNIT})(?![A-Za-z²³/°])", _quantity),
    Rule(r"(?<![\w:])\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+(?![\d:])", _ratio),
    Rule(rf"(?<=[{HAN}])\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+(?![\d:])", _ratio),
    Rule(
        r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])", lambda m: f"{_number(m[2])}分之{_number(m[1])}"
    ),
    Rule(r"第 ?(\d+)", lambda m: f"第{cardinal(int(m[1])).replace('两', '二')}"),
    Rule(r"(?<=\d) ?[xX×] ?(?=\d)", "乘"),
    Rule(r"(?<=\d) ?\+ ?(?=\d)", "加"),
    Rule(rf"({NUMBER})\+(?=[{HAN}])", r"\1多"),
    Rule(rf"{_MINUS} ?(?=\d)", "负"),
    Rule(rf"(?<![A-Za-z\d.-])({NUMBER})(?= ?(?:{MEASURE}))", lambda m: _counted(m[1])),
    Rule(r"(?<=[A-Za-z])-?\d+(?:\.\d+)?", _code),
    Rule(NUMBER, lambda m: _number(m.group())),
)
"""Everything about how much, in the order in which it is tried."""
