"""How a cue's place in time is written: a fixed time, and whether it may be dropped."""

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from moderator.values.time_of_day import TimeOfDay

_TIME = r"^(\d{4}-\d\d-\d\d[T ])?([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"
_NUMBER = re.compile(r"[1-9]\d{0,3}")


def _fixed(value: object) -> TimeOfDay:
    if isinstance(value, TimeOfDay):
        return value
    try:
        return TimeOfDay.parse(value if isinstance(value, str) else "")
    except ValueError:
        hint = 'write it like "15:30", in quotation marks, or "2025-09-10 15:30"'
        told = {"hint": hint, "of": "text"}
        raise PydanticCustomError("bad-time", "{value} is no time of day", told) from None


def _cuttable(value: object) -> bool | int:
    if isinstance(value, (bool, int)):
        return value
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    told = {"hint": "write true, or a number: 1 is dropped first", "of": "text"}
    raise PydanticCustomError("bad-cuttable", "{value} says not when it may be dropped", told)


FixedTime = Annotated[
    TimeOfDay,
    BeforeValidator(_fixed),
    WithJsonSchema({"type": "string", "pattern": _TIME, "examples": ["15:30"]}),
]
"""A time of day before which a cue does not start by itself, and at which it is to start."""

Cuttable = Annotated[
    bool | int,
    BeforeValidator(_cuttable),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "integer", "minimum": 1}]}),
]
"""Whether a cue may be dropped: those with a number first, in its order, then those with `true`."""
