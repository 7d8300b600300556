"""What a board is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

Phase = Literal["called", "acting", "ended"]
"""Called and in its pre-wait; acting; ended and in its post-wait, or about to leave."""


@dataclass(frozen=True, slots=True)
class Playhead:
    """Where the show is, and what GO does there.

    Attributes:
        cue: the cue that a GO has to expect: the talk or dialogue that it closes, or the standby.
        says: what GO does, in words.
        standby: the cue at the playhead, which starts when GO starts a cue; None after the last.
    """

    cue: str
    says: str
    standby: str | None


@dataclass(frozen=True, slots=True)
class RunningCue:
    """A cue that was called and is not over.

    Attributes:
        cue: its number.
        since_s: when it was called; once it acts, when it began to; seconds.
        phase: how far it is.
    """

    cue: str
    since_s: float
    phase: Phase = "called"


@dataclass(frozen=True, slots=True)
class Stopped:
    """The last stop.

    Attributes:
        at_s: when, seconds.
        grade: relax, freeze or robot stop.
        origin: which input it came from.
        sent: whether the request has left for the robot.
        why: why it has not.
    """

    at_s: float
    grade: str
    origin: str
    sent: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The last fault or warning."""

    at_s: float
    cue: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A check of preflight that waits for a person.

    Attributes:
        check: its name.
        ask: the question.
    """

    check: str
    ask: str


@dataclass(frozen=True, slots=True)
class Caller:
    """The console from which the show is called.

    Attributes:
        console: what the console calls itself.
        origin: where it is.
        since_s: since when, seconds.
    """

    console: str
    origin: str
    since_s: float


def nothing() -> Mapping[str, Any]:
    """An empty mapping that stays so."""
    return MappingProxyType({})
