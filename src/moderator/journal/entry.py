"""One entry of the record, and the line of JSON that it is in the file."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from moderator.values.duration import seconds

_DECIMALS = 6
_OWN_KEYS = frozenset({"n", "at", "kind", "cue", "crc"})
_CRC_LENGTH = len(b',"crc":"00000000"}')
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class DamagedLine(ValueError):
    """A line of the record is not what was written; the message says how that shows."""


@dataclass(frozen=True, slots=True)
class Entry:
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
    cue: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


def make_entry(n: int, at_ns: int, kind: str, cue: str | None, data: Mapping[str, object]) -> Entry:
    """Make an entry whose figures have the record's fixed precision.

    Raises:
        TypeError: `data` holds something that is not plain data.
        ValueError: `data` uses a key that every entry has.
    """
    if taken := _OWN_KEYS.intersection(data):
        raise ValueError(f"every entry has its own {sorted(taken)}")
    return Entry(n, round(seconds(at_ns), _DECIMALS), kind, cue, _fixed_mapping(data))


def encode(entry: Entry) -> bytes:
    """Write an entry as its line: compact JSON, its CRC-32 last, then a newline."""
    content = {
        "n": entry.n,
        "at": entry.at_s,
        "kind": entry.kind,
        "cue": entry.cue,
        **entry.data,
    }
    body = _to_json(content).encode("utf-8", "replace")[:-1]
    return body + _crc_ending(body) + b"\n"


def decode(line: bytes) -> Entry:
    """Read an entry from its line, without the newline.

    Raises:
        DamagedLine: it is not exactly what `encode` wrote.
    """
    body = line[:-_CRC_LENGTH]
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise DamagedLine("it is not UTF-8") from None
    if not body or line[-_CRC_LENGTH:] != _crc_ending(body):
        raise DamagedLine("its checksum does not match")
    try:
        content: Any = json.loads(text)
        content.pop("crc")
        n, at_s, kind, cue = (content.pop(key) for key in ("n", "at", "kind", "cue"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamagedLine("it is not an entry") from None
    if type(n) is not int or type(kind) is not str:
        raise DamagedLine("it is not an entry")
    return Entry(n, at_s, kind, cue, content)


def _crc_ending(body: bytes) -> bytes:
    return b',"crc":"%08x"}' % crc32(body)


def _fixed_mapping(data: Mapping[Any, object]) -> dict[str, Any]:
    return {str(key): _fixed(value) for key, value in data.items()}


def _fixed(value: object) -> object:
    """Return plain data with floats rounded, so that equal runs give equal bytes."""
    match value:
        case None | bool():
            return value
        case str():
            return str(value)
        case int():
            return int(value)
        case float():
            # JSON has no NaN; adding zero makes −0.0 into 0.0
            return round(float(value), _DECIMALS) + 0.0 if math.isfinite(value) else None
        case Mapping():
            return _fixed_mapping(value)
        case list() | tuple():
            return [_fixed(item) for item in value]
    raise TypeError(f"{type(value).__name__} is not plain data: {value!r}")
