"""Talk: a human speaker has the stage for an allotted time, and the robot keeps it."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.materials import Materials
from moderator.cues.racing import first
from moderator.cues.stage import Stage
from moderator.cues.written import CueNumber, Spoken, Title, Word, Written
from moderator.people import Talk as TalkAsked
from moderator.robot import Outcome
from moderator.values.duration import format_duration, parse_duration, seconds
from moderator.values.fields import DurationNs

Courtesy = Literal["look", "gesture", "remind", "hand_over"]

_OPEN_PALMS = ("open_palm_left", "open_palm_right")

_GRAVITY: Mapping[str, int] = {"look": 0, "gesture": 1, "remind": 2, "hand_over": 3}


class IfAbsent(Written):
    """What happens when the speaker is not there."""

    called: ClassVar[str] = "if_absent"

    say: Spoken = Field(description="what the robot says instead")
    go_to: CueNumber | None = Field(None, description="the cue on standby after that")


class Talk(Action):
    """A human speaker's time on stage."""

    called: ClassVar[str] = "a talk"
    kind: ClassVar[str] = "talk"

    by: Word = Field(description="who speaks, a key of `people`")
    title: Title | None = Field(None, description="of the talk")
    at: Word | None = Field(None, description="where they stand, a key of `spots`")
    walk_on: DurationNs = Field(30_000_000_000, description="time they have to reach their place")
    allotted: DurationNs = Field(description="their time")
    warn: dict[DurationNs, Literal["amber", "red"]] = Field(
        {}, description="colours on the confidence monitor, by the time left"
    )
    overtime: dict[DurationNs, Courtesy] = Field(
        {}, description="what the robot does, by the time over, gentlest first"
    )
    remind: Spoken | None = Field(None, description="the spoken courtesy of the overtime ladder")
    hand_over: Literal["operator", "robot"] = Field(
        "operator", description="who ends the talk at the ladder's last grade"
    )
    if_absent: IfAbsent | None = Field(None, description="when they do not come")

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset({Resource.VOICE, Resource.HEAD, Resource.WAIST, Resource.ARMS})

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        checking.person((*path, "by"), self.by)
        if self.at and checking.known(
            (*path, "at"), self.at, checking.materials.spots, "spot", "unknown-spot"
        ):
            self._check_reach(path, checking)
        self._check_ladder(path, checking)
        if self.remind:
            checking.line((*path, "remind"), self.remind, heading.gestures)
        if self.if_absent:
            absent = (*path, "if_absent")
            checking.line((*absent, "say"), self.if_absent.say, heading.gestures)
            if self.if_absent.go_to:
                checking.cue((*absent, "go_to"), self.if_absent.go_to)

    def _check_reach(self, path: Path_, checking: Checking) -> None:
        import math

        bearing = checking.materials.spots[self.at or ""].bearing
        reach = 0.0
        for name in ("head_yaw", "waist_yaw"):
            if joint := checking.materials.robot.joint(name):
                reach += math.degrees(joint.upper_rad if bearing > 0 else -joint.lower_rad)
        if abs(bearing) > reach:
            checking.error(
                (*path, "at"),
                "beyond-reach",
                f"{self.at!r} is {abs(bearing):g}° to the side; head and waist reach {reach:.0f}°",
                "turn the robot's mark, or move the spot",
            )

    def _check_ladder(self, path: Path_, checking: Checking) -> None:
        gravest = ""
        for key, _ in self._times((*path, "overtime"), checking):
            courtesy = self.overtime[parse_duration(key)]
            here = (*path, "overtime", key)
            if gravest and _GRAVITY[courtesy] < _GRAVITY[gravest]:
                what = f"{courtesy!r} comes later than {gravest!r}, which is graver"
                hint = "gentlest first: look, gesture, remind, hand_over"
                checking.key_error(here, "ladder-order", what, hint)
            gravest = max(gravest or courtesy, courtesy, key=lambda grade: _GRAVITY[grade])
            if courtesy == "gesture":
                for motion in _OPEN_PALMS:
                    checking.motion(here, motion)
            if courtesy == "remind" and not self.remind:
                what = "'remind' without the words to say"
                checking.error(here, "no-reminder", what, "add remind: … to the talk")
        for key, left in self._times((*path, "warn"), checking):
            if left >= self.allotted:
                what = f"{key} before the end of {format_duration(self.allotted)} is no warning"
                checking.key_error(
                    (*path, "warn", key), "warn-too-early", what, "warn later, or allot more"
                )

    @staticmethod
    def _times(path: Path_, checking: Checking) -> list[tuple[str, int]]:
        """Times as they are written and what they are, in order; one is not there twice."""
        written = checking.document.at(*path)
        times = [
            (key, parse_duration(key)) for key in (written if isinstance(written, dict) else ())
        ]
        seen: dict[int, str] = {}
        for key, time in times:
            if time in seen:
                what = f"{key} is the same time as {seen[time]}"
                checking.key_error((*path, key), "same-time", what, "leave one out")
            seen.setdefault(time, key)
        return sorted(times, key=lambda pair: pair[1])

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.walk_on + self.allotted

    @override
    def lines(self) -> Iterator[str]:
        if self.remind:
            yield self.remind
        if self.if_absent:
            yield self.if_absent.say

    @override
    def must_say(self) -> Iterator[str]:
        """It is the speaker who speaks."""
        yield from ()

    @override
    def motions(self, heading: Heading) -> Iterator[str]:
        yield from heading.gestures.values()
        yield from _OPEN_PALMS

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        person = stage.materials.person(self.by)
        asked = TalkAsked(heading.cue, person, self.title or "", self.allotted)
        if not await stage.people.walk_on(asked, self.walk_on):
            return await self._without(stage)
        began = stage.now_ns()
        stage.record(
            "talk_started",
            by=person.name,
            name=person.name,
            office=person.office,
            title=asked.title,
            allotted_s=seconds(self.allotted),
        )
        with stage.on_go("the talk has ended") as go:
            _, how = await first(
                stage.people.talk(asked), _pressed(go), self._keep_time(began, stage)
            )
        stage.record(
            "talk_ended",
            by=person.name,
            allotted_s=seconds(self.allotted),
            actual_s=seconds(stage.now_ns() - began),
            how=how,
        )
        _tried("look", await stage.look(0.0), stage)
        return Outcome.succeeded()

    async def _without(self, stage: Stage) -> Outcome:
        stage.record("absent", by=stage.materials.person(self.by).name)
        if self.if_absent is None:
            return Outcome.aborted("absent", f"{self.by} did not come")
        said = await stage.say(self.if_absent.say)
        if self.if_absent.go_to:
            stage.then(self.if_absent.go_to)
        return said

    async def _keep_time(self, began_ns: int, stage: Stage) -> str:
        """Turn to the speaker, warn, then climb the ladder; end only when it hands over."""
        _tried("look", await stage.look(self._bearing(stage)), stage)
        end = began_ns + self.allotted
        for left, colour in sorted(self.warn.items(), reverse=True):
            await stage.until(end - left)
            stage.record("monitor", colour=colour, left_s=seconds(left))
        for over, courtesy in sorted(self.overtime.items()):
            await stage.until(end + over)
            if await self._courtesy(courtesy, stage):
                return "handed over"
        await asyncio.get_running_loop().create_future()
        raise AssertionError

    async def _courtesy(self, grade: Courtesy, stage: Stage) -> bool:
        """One grade of the ladder; whether it ends the talk."""
        stage.record("courtesy", grade=grade)
        bearing = self._bearing(stage)
        match grade:
            case "look":
                _tried(grade, await stage.look(bearing), stage)
            case "gesture":
                palm = "open_palm_left" if bearing >= 0 else "open_palm_right"
                _tried(grade, await stage.move(palm), stage)
            case "remind":
                _tried(grade, await stage.say(self.remind or ""), stage)
            case _ if self.hand_over == "robot":
                return True
            case _:
                stage.record("notice", text="time to take the stage back: press GO")
        return False

    def _bearing(self, stage: Stage) -> float:
        """Where the speaker stands, degrees to the left."""
        return stage.materials.spots[self.at].bearing if self.at else 0.0

    @override
    def described(self, materials: Materials) -> str:
        """The speaker and the talk's title."""
        name = materials.people[self.by].name if self.by in materials.people else self.by
        return f"{name}: {self.title}" if self.title else f"{name} speaks"


async def _pressed(go: asyncio.Event) -> str:
    await go.wait()
    return "operator"


def _tried(courtesy: str, outcome: Outcome, stage: Stage) -> None:
    """Record what the robot could not do: it never cuts a speaker short."""
    if not outcome.ok:
        stage.record("warning", what=f"{courtesy}: {outcome.why or outcome.ended}")
