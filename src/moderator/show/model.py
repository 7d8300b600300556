"""A show as it is written."""

import re
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from moderator.cues.cue import Cue, OnFailure
from moderator.cues.devices import Device
from moderator.cues.materials import SpotWritten
from moderator.cues.person import PersonWritten
from moderator.cues.voices import VoiceWritten
from moderator.cues.written import Title, Word, Written
from moderator.people import Behaviour
from moderator.show.limits import Limits
from moderator.show.preflight import PreflightCheck
from moderator.show.sharing import NEIGHBOUR
from moderator.show.sources import Host, SourceWritten
from moderator.values.fields import DurationNs, OrElse

_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z))"
    r"(\[([A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*)\])?"
)


def _moment(value: object) -> datetime:
    hint = {"hint": "write it like 2025-09-10T14:00+08:00, with the time zone", "of": "text"}
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("bad-moment", "{value} is no date and time with its zone", hint)
    try:
        moment = datetime.fromisoformat(found[1])
    except ValueError:
        raise PydanticCustomError("bad-moment", "there is no such date or time", hint) from None
    return _in_zone(moment, found[5]) if found[5] else moment


def _in_zone(moment: datetime, name: str) -> datetime:
    """A moment in a zone that may put its clocks forward or back. Source of the form: RFC 9557."""
    from zoneinfo import ZoneInfo

    try:
        zone = ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        told = {"zone": name, "hint": "write it like [Europe/Berlin]", "of": "text"}
        raise PydanticCustomError("bad-moment", "no time zone is called {zone}", told) from None
    there = moment.astimezone(zone)
    if there.utcoffset() != moment.utcoffset():
        told = {"zone": name, "hint": f"write {there.isoformat(timespec='minutes')}", "of": "text"}
        raise PydanticCustomError("bad-moment", "{zone} has another offset then", told)
    return there


Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": f"^{_MOMENT.pattern}$"}),
]


Neighbour = Annotated[
    str,
    StringConstraints(pattern=NEIGHBOUR, max_length=200),
    OrElse("{value} is no folder beside this show's", "write it like ../another-show"),
]


class RobotWritten(Written):
    """The robot that the show is for."""

    called: ClassVar[str] = "robot"
    short: ClassVar[str] = "name"

    name: Title = Field(description="what it is called on stage")
    needs: tuple[Literal["voice", "arms", "head", "waist", "legs", "hands"], ...] = Field(
        (), description="what the robot must have"
    )


class Defaults(Written):
    """What holds for every cue that says nothing else."""

    called: ClassVar[str] = "defaults"

    voice: VoiceWritten = VoiceWritten()
    go: Literal["operator", "auto_follow"] = Field(
        "operator", description="whether cues wait for GO or follow by themselves"
    )
    on_failure: OnFailure = Field("hold", description="hold, skip, or go to another cue")
    guard: DurationNs = Field(300_000_000, description="a second GO within this does nothing")
    remote_go: Literal["any", "named"] = Field(
        "any", description="whether a GO over OSC has to name the cue that it expects"
    )
    between: DurationNs = Field(
        2_000_000_000, description="planned time from a cue's end to the operator's GO"
    )


class Act(Written):
    """A stretch of the show."""

    called: ClassVar[str] = "an act"

    act: Title = Field(description="what it is called")
    at_most: DurationNs | None = Field(None, description="the time it has; longer is a problem")
    approved_by: Title | None = Field(
        None, description="who approves its words, where that is not who approves the show's"
    )
    cues: Annotated[tuple[Cue, ...], Field(min_length=1)]


class Show(Written):
    """A run-of-show."""

    called: ClassVar[str] = "a show"

    show: Title = Field(description="the event's name")
    shares: Neighbour | None = Field(
        None, description="a show beside this one: what it says of people, facts and the like"
    )
    starts: Moment = Field(
        description="date and time of the first cue, with its offset, and [zone] if clocks change"
    )
    robot: RobotWritten
    defaults: Defaults = Defaults()
    voices: dict[Word, VoiceWritten] = Field(
        {}, description="voices that lines name; zh is that of all lines in Mandarin"
    )
    people: dict[Word, PersonWritten] = Field({}, description="everybody who is named")
    spots: dict[Word, SpotWritten] = Field({}, description="places on stage")
    devices: dict[Word, Device] = Field({}, description="what messages are sent to")
    lexicon: dict[Title, Title] = Field({}, description="how words are pronounced")
    facts: Title | None = Field(None, description="the facts sheet, a file beside this one")
    hosts: tuple[Host, ...] = Field((), description="the only hosts that sources may ask")
    sources: dict[Word, SourceWritten] = Field(
        {}, description="where facts come from that are on no sheet"
    )
    preflight: tuple[PreflightCheck, ...] = Field(
        (), description="what a person confirms before the robot may move"
    )
    limits: Limits = Field(Limits(), description="what the robot must not pass in this show")
    approved_by: Title | None = Field(
        None, description="who approves all that is spoken; without that it is not run"
    )
    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
    hot: tuple[Cue, ...] = Field((), description="cues outside the rundown, callable at any time")
    rehearsal: Behaviour = Field(Behaviour(), description="how people behave in a rehearsal")
