"""Levels in decibels, as a show writes them."""

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_PATTERN = r"^[-−](\d{1,2}(\.\d+)?) ?dB$"
_LOWEST = 60.0


def _decibels(value: object) -> float:
    found = re.match(_PATTERN, value) if isinstance(value, str) else None
    if not found or float(found[1]) > _LOWEST:
        told = {"value": repr(value), "hint": "write it like -12dB, down to -60dB"}
        raise PydanticCustomError("bad-level", "{value} does not lower anything", told)
    return -float(found[1])


def factor(decibels: float) -> float:
    """What amplitudes are multiplied by: -6.02 is about a half."""
    return float(10 ** (decibels / 20))


Lowered = Annotated[
    float,
    BeforeValidator(_decibels),
    WithJsonSchema({"type": "string", "pattern": _PATTERN, "examples": ["-12dB"]}),
]
"""By how much something is lowered, decibels below 0: `-12dB`."""
