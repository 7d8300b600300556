"""Every typed value in Mandarin: how a caption has it, and how it is spoken.

Values of a kind that is not listed are as they are in English.
"""

from decimal import Decimal
from functools import singledispatch

from moderator.values.amounts import Count, Percent, Quantity, Ratio
from moderator.values.dates import Date, Period, Year
from moderator.values.language import Language
from moderator.values.mandarin import cardinal, counted, decimal, grouped, year
from moderator.values.mandarin_units import CURRENCIES, UNITS, Unit
from moderator.values.moment import Moment
from moderator.values.money import Money
from moderator.values.naming import Naming
from moderator.values.quotation import Quotation
from moderator.values.show_time import Left, Standing, Weekday
from moderator.values.units import unit_named
from moderator.values.value import MINUS, Value

_PARTS = {
    "H1": "上半年",
    "H2": "下半年",
    "Q1": "第一季度",
    "Q2": "第二季度",
    "Q3": "第三季度",
    "Q4": "第四季度",
}


def written_in(language: Language, value: Value) -> str:
    """How a caption in a language has a value."""
    return written(value) if language == "zh" else value.written()


def said_in(language: Language, value: Value) -> str:
    """How a value is spoken in a language."""
    return said(value) if language == "zh" else value.said()


@singledispatch
def written(value: Value) -> str:
    """How a caption has a value in Mandarin."""
    return value.written()


@singledispatch
def said(value: Value) -> str:
    """How a value is spoken in Mandarin."""
    return value.said()


@written.register
def _(value: Money) -> str:
    number, group = grouped(value.number, value.scale)
    return f"{_figure(number)}{group}{_currency(value)}"


@said.register
def _(value: Money) -> str:
    """A sum; a price in yuan as a shop says it: `五元五角`."""
    number, group = grouped(value.number, value.scale)
    currency = _currency(value)
    if currency == "元" and not group and number.as_tuple().exponent == -2 and number > 0:
        yuan, rest = divmod(int(number * 100), 100)
        jiao, fen = divmod(rest, 10)
        if rest:
            small = f"{cardinal(jiao)}角" * bool(jiao) + f"{cardinal(fen)}分" * bool(fen)
            zero = "零" * bool(yuan and not jiao)
            return f"{counted(Decimal(yuan))}元" * bool(yuan) + zero + small
        number = Decimal(yuan)
    return f"{counted(number)}{group}{currency}"


@written.register
def _(value: Percent) -> str:
    return f"{'+' * value.plus}{_figure(value.number)}%"


@said.register
def _(value: Percent) -> str:
    sign = "负" * (value.number < 0)
    return f"{sign}百分之{decimal(abs(value.number))}"


@written.register
def _(value: Count) -> str:
    """The number alone: the line says what is counted, with its measure word."""
    number, group = grouped(value.number, value.scale)
    return f"{_figure(number)}{group}"


@said.register
def _(value: Count) -> str:
    number, group = grouped(value.number, value.scale)
    return f"{counted(number)}{group}"


@written.register
def _(value: Quantity) -> str:
    unit = _unit(value)
    return f"{_figure(value.number)}{unit.written or unit.after}"


@said.register
def _(value: Quantity) -> str:
    unit, number = _unit(value), value.number
    below = "零下" * (number < 0 and unit.after.endswith("氏度"))
    return f"{below}{unit.before}{counted(abs(number) if below else number)}{unit.after}"


@written.register
def _(value: Ratio) -> str:
    return value.written()


@said.register
def _(value: Ratio) -> str:
    return "比".join(decimal(part) for part in value.parts)


@written.register
def _(value: Year) -> str:
    return f"{value.number}年"


@said.register
def _(value: Year) -> str:
    return f"{year(value.number)}年"


@written.register
def _(value: Period) -> str:
    years = str(value.first) if value.first == value.last else f"{value.first}—{value.last}"
    return f"{years}年{_PARTS.get(value.part, '')}"


@said.register
def _(value: Period) -> str:
    years = "至".join(year(number) for number in sorted({value.first, value.last}))
    return f"{years}年{_PARTS.get(value.part, '')}"


@written.register
def _(value: Date) -> str:
    return f"{value.year}年" * bool(value.year) + f"{value.month}月{value.day}日"


@said.register
def _(value: Date) -> str:
    day = f"{cardinal(value.month)}月{cardinal(value.day)}日"
    return f"{year(value.year)}年{day}" if value.year else day


@written.register
def _(value: Moment) -> str:
    day = f"{value.at.year}年{value.at.month}月{value.at.day}日" * value.dated
    return f"{day}{value.at:%H:%M}"


@said.register
def _(value: Moment) -> str:
    return written(value)


@written.register
def _(value: Standing) -> str:
    if not value.minutes:
        return "准时"
    return f"{'晚' if value.over_ns > 0 else '提前'}了{value.minutes}分钟"


@said.register
def _(value: Standing) -> str:
    return written(value)


@written.register
def _(value: Left) -> str:
    hours, minutes = value.told
    told = f"{hours}小时" * bool(hours) + f"{minutes}分钟" * bool(minutes)
    return f"大约{told}" if told else "不到一分钟"


@said.register
def _(value: Left) -> str:
    return written(value)


@written.register
def _(value: Weekday) -> str:
    return f"星期{'一二三四五六日'[value.number]}"


@said.register
def _(value: Weekday) -> str:
    return written(value)


@written.register
def _(value: Naming) -> str:
    return value.mandarin


@said.register
def _(value: Naming) -> str:
    return value.mandarin


@said.register
def _(value: Quotation) -> str:
    return f"引文，{value.text}，引文完"


def _figure(number: Decimal) -> str:
    return format(number, "f").replace("-", MINUS)


def _currency(value: Money) -> str:
    return CURRENCIES.get(value.currency.many, value.currency.many)


def _unit(value: Quantity) -> Unit:
    unit = unit_named(value.unit)
    return UNITS.get(unit.many, Unit(value.unit)) if unit else Unit(value.unit)
