"""A line of JSON that bears a checksum over its own bytes: what records are made of."""

import json
from collections.abc import Mapping
from typing import Any
from zlib import crc32

_CRC_LENGTH = len(b',"crc":"00000000"}')
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class DamagedLine(ValueError):
    """A line of a record is not what was written; the message says how that shows."""


def write_line(content: Mapping[str, object]) -> bytes:
    """Return content as a line: compact JSON, its CRC-32 last, then a newline.

    Args:
        content: plain data, not empty, without a key `crc`.
    """
    body = _to_json(content).encode("utf-8", "replace")[:-1]
    return body + crc_ending(body) + b"\n"


def read_line(line: bytes) -> dict[str, Any]:
    """Return a line's content, without its checksum.

    Args:
        line: without the newline.

    Raises:
        DamagedLine: it is not exactly what `write_line` wrote.
    """
    body = line[:-_CRC_LENGTH]
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise DamagedLine("it is not UTF-8") from None
    if not body or line[-_CRC_LENGTH:] != crc_ending(body):
        raise DamagedLine("its checksum does not match")
    try:
        content: dict[str, Any] = json.loads(text)
        content.pop("crc")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamagedLine("it is not an entry") from None
    return content


def crc_ending(body: bytes) -> bytes:
    """How a line ends that begins with `body`, without the newline."""
    return b',"crc":"%08x"}' % crc32(body)
