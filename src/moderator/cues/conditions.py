"""Conditions: `over > 3m and not heard(42)`, as parsed data, and what it takes for one to hold."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal, cast, get_args

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from moderator.cues.checking import Checking, Path_
from moderator.values.duration import parse_duration

Time = Literal["over", "under", "remaining"]
_TIMES = get_args(Time)
_SIGNS: dict[str, Callable[[int, int], bool]] = {
    ">=": int.__ge__,
    "<=": int.__le__,
    ">": int.__gt__,
    "<": int.__lt__,
}
_WORD = re.compile(r"\s*(>=|<=|[<>()]|[0-9A-Za-z][0-9A-Za-z.-]*|\S)")
_CUE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,11}")
_DEEPEST = 20
_HINT = "write it like: over > 3m, under >= 1m, remaining < 10m, heard(42), and, or, not, ( )"


@dataclass(frozen=True)
class Known:
    """How the show stands.

    Attributes:
        over_ns: how far it is over its plan; negative when it is ahead.
        remaining_ns: how long it still takes, as it goes now.
        heard: whether a cue, by its number, has been heard to its end.
    """

    over_ns: int
    remaining_ns: int
    heard: Callable[[str], bool]


@dataclass(frozen=True)
class Compared:
    """A time that is compared with a duration."""

    time: Time
    sign: str
    duration_ns: int


@dataclass(frozen=True)
class Heard:
    """Whether a cue has been heard."""

    cue: str


@dataclass(frozen=True)
class Not:
    """The contrary."""

    of: "Condition"


@dataclass(frozen=True)
class AllOf:
    """Several that hold at once."""

    of: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """Several of which one holds."""

    of: tuple["Condition", ...]


Condition = Compared | Heard | Not | AllOf | AnyOf


def holds(condition: Condition, known: Known) -> bool:
    """Whether a condition holds."""
    match condition:
        case Compared(time, sign, duration_ns):
            value = {
                "over": known.over_ns,
                "under": -known.over_ns,
                "remaining": known.remaining_ns,
            }[time]
            return _SIGNS[sign](value, duration_ns)
        case Heard(cue):
            return known.heard(cue)
        case Not(of):
            return not holds(of, known)
        case AllOf(parts):
            return all(holds(part, known) for part in parts)
        case AnyOf(parts):
            return any(holds(part, known) for part in parts)


def cues_in(condition: Condition) -> Iterator[str]:
    """The numbers of the cues that a condition asks for."""
    match condition:
        case Heard(cue):
            yield cue
        case Not(of):
            yield from cues_in(of)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from cues_in(part)


@lru_cache(maxsize=1024)
def parse(text: str) -> Condition:
    """Read a condition.

    Raises:
        ValueError: it is none; the message says what is wrong.
    """
    reading = _Reading(text)
    condition = reading.either(_DEEPEST)
    if reading.words:
        raise ValueError(f"{reading.words[0]!r} is too much")
    return condition


class _Reading:
    """The words of a condition that have not been read, and how each form is read."""

    def __init__(self, text: str) -> None:
        self.words = _WORD.findall(text)

    def either(self, deep: int) -> Condition:
        parts = [self._both(deep)]
        while self._next("or"):
            parts.append(self._both(deep))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _both(self, deep: int) -> Condition:
        parts = [self._one(deep)]
        while self._next("and"):
            parts.append(self._one(deep))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self, deep: int) -> Condition:
        if not deep:
            raise ValueError("it is nested too deep")
        if self._next("not"):
            return Not(self._one(deep - 1))
        if self._next("("):
            inner = self.either(deep - 1)
            self._must(")")
            return inner
        word = self._take("a condition")
        if word == "heard":
            self._must("(")
            cue = self._take("a cue's number")
            if not _CUE.fullmatch(cue):
                raise ValueError(f"{cue!r} is no cue's number")
            self._must(")")
            return Heard(cue)
        if word in _TIMES:
            sign = self._take("one of > >= < <=")
            if sign not in _SIGNS:
                raise ValueError(f"{sign!r} compares nothing")
            return Compared(cast("Time", word), sign, parse_duration(self._take("a duration")))
        raise ValueError(f"{word!r} is nothing that a condition can ask")

    def _next(self, word: str) -> bool:
        found = self.words[:1] == [word]
        if found:
            del self.words[0]
        return found

    def _take(self, what: str) -> str:
        if not self.words:
            raise ValueError(f"{what} is missing at the end")
        taken: str = self.words.pop(0)
        return taken

    def _must(self, word: str) -> None:
        if not self._next(word):
            found = f"{self.words[0]!r} stands where" if self.words else "at the end"
            raise ValueError(f"{found} {word!r} is wanted")


def _readable(text: str) -> str:
    try:
        parse(text)
    except ValueError as error:
        what, _, hint = str(error).partition("; ")
        told = {"what": what, "hint": hint or _HINT}
        raise PydanticCustomError("bad-condition", "no condition: {what}", told) from None
    return text


def check_when(path: Path_, when: str, checking: Checking) -> None:
    """Check that the cues exist for which a condition asks."""
    for number in cues_in(parse(when)):
        checking.cue(path, number)


When = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_readable),
    Field(examples=["over > 3m", "remaining < 10m and not heard(42)"]),
]
"""A condition as it is written; `parse` reads it."""
