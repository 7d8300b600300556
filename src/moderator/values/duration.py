"""Durations: written with units, kept as integer nanoseconds."""

import re
from functools import lru_cache

NS_PER_S = 1_000_000_000

_UNITS = {"h": 3600 * NS_PER_S, "m": 60 * NS_PER_S, "s": NS_PER_S, "ms": 1_000_000}
_WRITTEN = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d{1,9})?)s)?(?:(\d+)ms)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_LONGEST_NS = 7 * 24 * 3600 * NS_PER_S


@lru_cache(maxsize=1024)
def parse_duration(text: str) -> int:
    """Read a duration such as `90s`, `6m`, `1m30s`, `1h5m`, `250ms`, `2.5s`.

    Returns:
        Nanoseconds, 0 to seven days.

    Raises:
        ValueError: not a duration with units; the message says what to write instead.
    """
    written = text.strip().replace(" ", "")
    match = _WRITTEN.fullmatch(written)
    if written and match:
        hours, minutes, seconds, millis = match.groups()
        total = (
            int(hours or 0) * _UNITS["h"]
            + int(minutes or 0) * _UNITS["m"]
            + _decimal_seconds_to_ns(seconds or "0")
            + int(millis or 0) * _UNITS["ms"]
        )
        if total > _LONGEST_NS:
            raise ValueError(f"{text!r} is longer than seven days; write a shorter time")
        return total
    raise ValueError(_what_to_write(text))


def _decimal_seconds_to_ns(seconds: str) -> int:
    whole, _, fraction = seconds.partition(".")
    return int(whole) * NS_PER_S + int(fraction.ljust(9, "0") or 0)


def _what_to_write(text: str) -> str:
    written = text.strip()
    if clock := _CLOCK.fullmatch(written):
        first, second, third = clock.groups()
        if third:
            return f"{text!r} could be a time of day; write {int(first)}h{second}m{third}s"
        first = str(int(first))
        return f"{text!r} is minutes or hours; write {first}m{second}s or {first}h{second}m"
    if re.fullmatch(r"\d+(\.\d+)?", written):
        return f"{text!r} has no unit; write {written}s or {written}m"
    return f"{text!r} is not a duration; write it like 90s, 6m or 1m30s"


def format_duration(ns: int) -> str:
    """Write a duration the way a show file has it, to the millisecond: `1h2m3.5s`, `30ms`."""
    sign = "-" if ns < 0 else ""
    millis = round(abs(ns) / 1_000_000)
    if 0 < millis < 1000:
        return f"{sign}{millis}ms"
    hours, millis = divmod(millis, 3_600_000)
    minutes, millis = divmod(millis, 60_000)
    seconds = f"{millis / 1000:g}"
    written = f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes)
    return sign + (written + f"{seconds}s" if millis or not written else written)


def format_clock(ns: int, *, signed: bool = False) -> str:
    """Write a length of time as `m:ss` or `h:mm:ss`, with its sign if asked: `+7:00`."""
    seconds = round(abs(ns) / NS_PER_S)
    sign = "-" if ns < 0 and seconds else "+" if signed else ""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{sign}{hours}:{minutes:02}:{seconds:02}" if hours else f"{sign}{minutes}:{seconds:02}"


def seconds(ns: int) -> float:
    """Nanoseconds as seconds, for people and for interfaces that count in them."""
    return ns / NS_PER_S
