"""Units of measure: how each is written and what it is called."""

from typing import NamedTuple


class Unit(NamedTuple):
    """One unit of measure.

    Attributes:
        one: what is said after one of it.
        many: what is said after any other number.
    """

    one: str
    many: str

    def after(self, number: object) -> str:
        """Return the name that goes with a number: one of it only after exactly 1 or −1."""
        return self.one if number in (1, -1) and str(number) in ("1", "-1") else self.many


def _s(one: str) -> Unit:
    return Unit(one, one + "s")


def _per(unit: str, per: str) -> Unit:
    return Unit(f"{unit} per {per}", f"{unit}s per {per}")


UNITS: dict[str, Unit] = {
    "°C": Unit("degree Celsius", "degrees Celsius"),
    "°F": Unit("degree Fahrenheit", "degrees Fahrenheit"),
    "°/s": Unit("degree per second", "degrees per second"),
    "°": _s("degree"),
    "deg": _s("degree"),
    "‰": Unit("per mille", "per mille"),
    "rad/s": _per("radian", "second"),
    "rad": _s("radian"),
    "km/h": _per("kilometre", "hour"),
    "kph": _per("kilometre", "hour"),
    "mph": Unit("mile per hour", "miles per hour"),
    "m/s": _per("metre", "second"),
    "m/s²": _per("metre", "second squared"),
    "m/min": _per("metre", "minute"),
    "km²": _s("square kilometre"),
    "sq km": _s("square kilometre"),
    "m²": _s("square metre"),
    "sq m": _s("square metre"),
    "sqm": _s("square metre"),
    "cm²": _s("square centimetre"),
    "m³": _s("cubic metre"),
    "cm³": _s("cubic centimetre"),
    "km": _s("kilometre"),
    "m": _s("metre"),
    "cm": _s("centimetre"),
    "mm": _s("millimetre"),
    "µm": _s("micrometre"),
    "nm": _s("nanometre"),
    "ha": _s("hectare"),
    "kg": _s("kilogram"),
    "g": _s("gram"),
    "mg": _s("milligram"),
    "t": _s("tonne"),
    "l": _s("litre"),
    "L": _s("litre"),
    "ml": _s("millilitre"),
    "h": _s("hour"),
    "hr": _s("hour"),
    "hrs": _s("hour"),
    "min": _s("minute"),
    "mins": _s("minute"),
    "s": _s("second"),
    "sec": _s("second"),
    "ms": _s("millisecond"),
    "kWh": _s("kilowatt-hour"),
    "MWh": _s("megawatt-hour"),
    "GWh": _s("gigawatt-hour"),
    "TWh": _s("terawatt-hour"),
    "kW": _s("kilowatt"),
    "MW": _s("megawatt"),
    "GW": _s("gigawatt"),
    "W": _s("watt"),
    "Wh": _s("watt-hour"),
    "V": _s("volt"),
    "mAh": _s("milliamp-hour"),
    "Ah": _s("amp-hour"),
    "Hz": Unit("hertz", "hertz"),
    "kHz": Unit("kilohertz", "kilohertz"),
    "MHz": Unit("megahertz", "megahertz"),
    "GHz": Unit("gigahertz", "gigahertz"),
    "N": _s("newton"),
    "kN": _s("kilonewton"),
    "Nm": _s("newton metre"),
    "N·m": _s("newton metre"),
    "dB": _s("decibel"),
    "KB": _s("kilobyte"),
    "kB": _s("kilobyte"),
    "MB": _s("megabyte"),
    "GB": _s("gigabyte"),
    "TB": _s("terabyte"),
    "Mbps": _per("megabit", "second"),
    "Mbit/s": _per("megabit", "second"),
    "Gbps": _per("gigabit", "second"),
    "Gbit/s": _per("gigabit", "second"),
    "fps": _per("frame", "second"),
    "rpm": Unit("revolution per minute", "revolutions per minute"),
    "px": _s("pixel"),
    "pp": _s("percentage point"),
    "bps": _s("basis point"),
}

_BY_NAME = {name: unit for unit in UNITS.values() for name in unit}


def unit_named(text: str) -> Unit | None:
    """Return the unit that is written or called so, or None."""
    return UNITS.get(text) or _BY_NAME.get(text)
