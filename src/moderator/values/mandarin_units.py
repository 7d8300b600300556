"""Units of measure and currencies in Mandarin."""

from typing import NamedTuple

CURRENCIES = {
    "yuan": "元",
    "dollars": "美元",
    "US dollars": "美元",
    "euros": "欧元",
    "pounds": "英镑",
    "yen": "日元",
    "won": "韩元",
    "Hong Kong dollars": "港元",
    "Australian dollars": "澳元",
    "New Zealand dollars": "新西兰元",
    "Singapore dollars": "新加坡元",
    "Canadian dollars": "加元",
    "Swiss francs": "瑞士法郎",
}
"""Currencies by their English name after many."""


class Unit(NamedTuple):
    """A unit in Mandarin.

    Attributes:
        after: what is said after the number.
        before: what is said before it.
        written: how it is written after a number, where that is neither.
    """

    after: str
    before: str = ""
    written: str = ""


def _per(unit: str, time: str) -> Unit:
    return Unit(unit, f"每{time}", f"{unit}/{time}")


UNITS = {
    "degrees Celsius": Unit("摄氏度", written="℃"),
    "degrees Fahrenheit": Unit("华氏度", written="℉"),
    "degrees per second": _per("度", "秒"),
    "degrees": Unit("度", written="°"),
    "per mille": Unit("", "千分之", "‰"),
    "radians per second": _per("弧度", "秒"),
    "radians": Unit("弧度"),
    "kilometres per hour": _per("公里", "小时"),
    "miles per hour": _per("英里", "小时"),
    "metres per second": _per("米", "秒"),
    "metres per second squared": Unit("米每二次方秒"),
    "metres per minute": _per("米", "分钟"),
    "square kilometres": Unit("平方公里"),
    "square metres": Unit("平方米"),
    "square centimetres": Unit("平方厘米"),
    "cubic metres": Unit("立方米"),
    "cubic centimetres": Unit("立方厘米"),
    "kilometres": Unit("公里"),
    "metres": Unit("米"),
    "centimetres": Unit("厘米"),
    "millimetres": Unit("毫米"),
    "micrometres": Unit("微米"),
    "nanometres": Unit("纳米"),
    "hectares": Unit("公顷"),
    "kilograms": Unit("公斤"),
    "grams": Unit("克"),
    "milligrams": Unit("毫克"),
    "tonnes": Unit("吨"),
    "litres": Unit("升"),
    "millilitres": Unit("毫升"),
    "hours": Unit("小时"),
    "minutes": Unit("分钟"),
    "seconds": Unit("秒"),
    "milliseconds": Unit("毫秒"),
    "kilowatt-hours": Unit("千瓦时"),
    "megawatt-hours": Unit("兆瓦时"),
    "gigawatt-hours": Unit("吉瓦时"),
    "terawatt-hours": Unit("太瓦时"),
    "kilowatts": Unit("千瓦"),
    "megawatts": Unit("兆瓦"),
    "gigawatts": Unit("吉瓦"),
    "watts": Unit("瓦"),
    "watt-hours": Unit("瓦时"),
    "volts": Unit("伏"),
    "milliamp-hours": Unit("毫安时"),
    "amp-hours": Unit("安时"),
    "hertz": Unit("赫兹"),
    "kilohertz": Unit("千赫兹"),
    "megahertz": Unit("兆赫兹"),
    "gigahertz": Unit("吉赫兹"),
    "newtons": Unit("牛顿"),
    "kilonewtons": Unit("千牛"),
    "newton metres": Unit("牛米"),
    "decibels": Unit("分贝"),
    "kilobytes": Unit("千字节"),
    "megabytes": Unit("兆字节"),
    "gigabytes": Unit("吉字节"),
    "terabytes": Unit("太字节"),
    "megabits per second": _per("兆比特", "秒"),
    "gigabits per second": _per("吉比特", "秒"),
    "frames per second": _per("帧", "秒"),
    "revolutions per minute": _per("转", "分钟"),
    "pixels": Unit("像素"),
    "percentage points": Unit("个百分点"),
    "basis points": Unit("个基点"),
}
"""Units by their English name after many."""
