"""Years, dates and times of day in a Chinese line, put into characters."""

import re

from moderator.values.dates import Date
from moderator.values.in_mandarin import said
from moderator.values.mandarin import cardinal, year
from moderator.voice.mandarin_measures import MEASURE
from moderator.voice.rules import Rule

TO = r"\s?(?:[-–—~〜至到]|--|——)\s?"
"""What joins the ends of a span, as a pattern."""

_YEAR = r"(?<![\d.,])([12]\d{3})"
_LONG = r"(?:近|约|过去|长达|超过|将近|历时|历经|有着?|已有|整整)\s?$"
_RATIO_BEFORE = re.compile(r"(?:比例|比分|比值|比率|之比|配比)[^\d]{0,4}$")


def _date(match: re.Match[str]) -> str:
    number, _, month, day = match.groups()
    try:
        return said(Date(int(day), int(month), int(number)))
    except ValueError:
        return match.group()


def _years(match: re.Match[str]) -> str:
    first, sign, last = match.groups()
    return f"{year(int(first))}{sign}至{year(int(last))}年"


def _year(match: re.Match[str]) -> str:
    """A year digit by digit, but not a number of years: 近1000年."""
    if re.search(_LONG, match.string[: match.start()]):
        return match.group()
    return f"{year(int(match[1]))}年"


def _days(match: re.Match[str]) -> str:
    month, first, last, sign = match.groups()
    days = f"{cardinal(int(first))}{sign}至{cardinal(int(last))}{sign}"
    return f"{cardinal(int(month))}月{days}"


def _time(match: re.Match[str]) -> str:
    if _RATIO_BEFORE.search(match.string[: match.start()]):
        return match.group()
    hour, minute, second = match.groups()
    return clock(int(hour), int(minute)) + (f"{_two_places(int(second))}秒" if second else "")


def clock(hour: int, minute: int) -> str:
    """A time of day: `十五点三十分`, `两点零五分`, `十五点`."""
    said_hour = "两" if hour == 2 else cardinal(hour)
    return f"{said_hour}点" + (f"{_two_places(minute)}分" if minute else "")


def _two_places(number: int) -> str:
    return "零" * (number < 10) + cardinal(number)


def _named(match: re.Match[str]) -> str:
    number = int(match[1])
    return year(number) if 1900 <= number < 2100 else match.group()


MOMENTS: tuple[Rule, ...] = (
    Rule(r"(?<!\d)([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d./-])", _date),
    Rule(rf"{_YEAR}(年?){TO}([12]\d{{3}})年", _years),
    Rule(rf"{_YEAR}年(?![多来间代]|以上|左右|的历史)", _year),
    Rule(r"(?<!\d)(\d)0年代", lambda m: f"{cardinal(int(m[1]) * 10)}年代"),
    Rule(rf"(?<!\d)(1[0-2]|0?[1-9])月(\d{{1,2}})[日号]?{TO}(\d{{1,2}})([日号])", _days),
    Rule(r"(?<!\d)(1[0-2]|0?[1-9])月", lambda m: f"{cardinal(int(m[1]))}月"),
    Rule(r"(?<![\d.])(3[01]|[12]\d|0?[1-9])([日号])", lambda m: f"{cardinal(int(m[1]))}{m[2]}"),
    Rule(r"(?<=\d:\d\d)\s?[-–—~]\s?(?=\d{1,2}:\d\d)", "至"),
    Rule(r"(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])", _time),
    # A year that stands before what it names: 2025服贸会.
    Rule(rf"{_YEAR}(?=[届版]|(?!{MEASURE})[\u4e00-\u9fff])", _named),
)
"""Dates and times, in the order in which they are tried."""
