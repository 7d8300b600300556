"""One entry of the record, and the line of JSON that it is in the file."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from moderator.values.checked_line import DamagedLine, read_line, write_line
from moderator.values.duration import seconds

__all__ = ["ABSENT", "DamagedLine", "Entry", "counted_as", "decode", "encode", "make_entry"]

ABSENT = "absent"
"""The code of a cue whose speaker was not there."""
_DECIMALS = 6
_OWN_KEYS = frozenset({"n", "at", "kind", "cue", "crc"})
_PLAIN = frozenset({str, int, bool, type(None)})
"""Types whose values stay as they are; every entry goes through here, between GO and action."""


def counted_as(outcome: str, code: str) -> str:
    """The outcome as which a cue is counted: a talk without its speaker was passed over."""
    return "skipped" if (outcome, code) == ("succeeded", ABSENT) else outcome


class Entry(NamedTuple):
    """One thing that happened.

    Attributes:
        n: its number in the record, from 1.
        at_s: seconds since the show's start.
        kind: what happened, in a word: `go`, `said`, `cue_ended`.
        cue: the number of the cue it belongs to, or None.
        data: the rest, as plain JSON values, in the order in which it was given.
    """

    n: int
    at_s: float
    kind: str
    cue: str | None
    data: dict[str, Any]


def make_entry(n: int, at_ns: int, kind: str, cue: str | None, data: Mapping[str, object]) -> Entry:
    """Make an entry whose figures have the record's fixed precision.

    Raises:
        TypeError: `data` holds something that is not plain data.
        ValueError: `data` uses a key that every entry has.
    """
    if not _OWN_KEYS.isdisjoint(data):
        raise ValueError(f"every entry has its own {sorted(_OWN_KEYS.intersection(data))}")
    return Entry(n, round(seconds(at_ns), _DECIMALS), kind, cue, _fixed_mapping(data))


def encode(entry: Entry) -> bytes:
    """Write an entry as its line: compact JSON, its CRC-32 last, then a newline."""
    own = {"n": entry.n, "at": entry.at_s, "kind": entry.kind, "cue": entry.cue}
    return write_line(own | entry.data)


def decode(line: bytes) -> Entry:
    """Read an entry from its line, without the newline.

    Raises:
        DamagedLine: it is not exactly what `encode` wrote.
    """
    content = read_line(line)
    try:
        n, at_s, kind, cue = (content.pop(key) for key in ("n", "at", "kind", "cue"))
    except KeyError:
        raise DamagedLine("it is not an entry") from None
    if type(n) is not int or type(kind) is not str:
        raise DamagedLine("it is not an entry")
    return Entry(n, at_s, kind, cue, content)


def _fixed_mapping(data: Mapping[Any, object]) -> dict[str, Any]:
    return {
        str(key): value if type(value) in _PLAIN else _fixed(value) for key, value in data.items()
    }


def _fixed(value: object) -> object:
    """Return plain data with floats rounded, so that equal runs give equal bytes."""
    match value:
        case float():
            # JSON has no NaN; adding zero makes −0.0 into 0.0
            return round(float(value), _DECIMALS) + 0.0 if math.isfinite(value) else None
        case list() | tuple():
            return [item if type(item) in _PLAIN else _fixed(item) for item in value]
        case str():
            return str(value)
        case int():
            return int(value)
        case dict() | Mapping():  # the quick question first
            return _fixed_mapping(value)
    raise TypeError(f"{type(value).__name__} is not plain data: {value!r}")
