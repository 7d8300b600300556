"""Keeping a speaker to their time: colours before it is up, then courtesies, gentlest first."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from moderator.cues.attention import Attention
from moderator.cues.floor import Floor
from moderator.cues.racing import first
from moderator.cues.stage import Stage
from moderator.cues.talk_written import Courtesy
from moderator.robot import Outcome
from moderator.values.duration import NS_PER_S, seconds
from moderator.values.hall_sound import HallSound

COLOURS = ("amber", "red")
"""Of the monitor before the time is up; after it `over`, and `green` when time was given."""

_LAST_PAUSE_NS = 20 * NS_PER_S
"""A speaker from whom the stage is taken back is reminded in a pause that comes within this."""


@dataclass(frozen=True)
class Rules:
    """How a speaker is kept to time.

    Attributes:
        allotted_ns: their time.
        warn: colours, by the time left.
        overtime: courtesies, by the time over.
        remind: the words of the reminder, as spoken; empty for none.
        robot_ends: whether the robot takes the stage back at the last grade by itself.
        bearing: where the speaker stands, degrees to the left.
    """

    allotted_ns: int
    warn: Mapping[int, str]
    overtime: Mapping[int, Courtesy]
    remind: str
    robot_ends: bool
    bearing: float


class Ladder:
    """Climbs while somebody talks, and pays attention between two grades.

    Args:
        rules: how the speaker is kept to time.
        began_ns: when they began.
        floor: what the operator says meanwhile.
        stage: the talk's.
    """

    def __init__(self, rules: Rules, began_ns: int, floor: Floor, stage: Stage) -> None:
        self._rules = rules
        self._began_ns = began_ns
        self._floor = floor
        self._stage = stage
        self._attention = Attention(stage, rules.bearing)
        self._silent = asyncio.Event()
        self._silent.set()
        warn = ((-left, colour) for left, colour in rules.warn.items())
        self._steps = sorted((*warn, *rules.overtime.items()), key=lambda step: step[0])
        self._next = 0
        self._given_ns = 0
        self._colour = ""

    def allotted_ns(self) -> int:
        """The speaker's time with what was given."""
        return self._rules.allotted_ns + self._floor.given_ns

    async def silent(self) -> None:
        """Wait until the robot says nothing: a courtesy is said to its end."""
        await self._silent.wait()

    async def climb(self) -> str:
        """Turn to the speaker, and keep them to their time; how the robot took the stage back."""
        tried("look", await self._stage.look(self._rules.bearing), self._stage)
        while not self._floor.taken_back.is_set():
            self._take_in()
            if not await self._comes(self._next_over()):
                continue
            _, step = self._steps[self._next]
            self._next += 1
            if step in COLOURS:
                self._show(step)
            elif await self._courtesy(step, self._next_over()):
                return "handed over"
        await self._courtesy("look", None)
        if self._rules.remind:
            await self._courtesy("remind", self._over_ns() + _LAST_PAUSE_NS)
        self._stage.record("courtesy", grade="hand_over", **self.heard())
        return "taken back"

    def _over_ns(self) -> int:
        """How far they are over their time; negative while they are not."""
        return self._stage.now_ns() - self._began_ns - self.allotted_ns()

    def _next_over(self) -> int | None:
        """How far over the time the next grade comes; None where none comes."""
        return self._steps[self._next][0] if self._next < len(self._steps) else None

    async def _comes(self, over: int | None) -> bool:
        """Wait until a grade is due; False where time was given, or the stage is taken back."""
        due = None if over is None else self._began_ns + self.allotted_ns() + over
        which, _ = await first(
            self._stage.until(due) if due is not None else _never(),
            self._floor.given(),
            self._floor.taken_back.wait(),
            self._attention.pay(due),
        )
        return which == 0

    def _take_in(self) -> None:
        """Where time was given, what is not due any more comes again."""
        if self._floor.given_ns == self._given_ns:
            return
        self._given_ns = self._floor.given_ns
        over = self._over_ns()
        come = [step for step in self._steps[: self._next] if step[0] <= over]
        self._next = len(come)
        if self._colour:
            self._show(next((colour for _, colour in come[::-1] if colour in COLOURS), "green"))

    def _show(self, colour: str) -> None:
        if colour != self._colour:
            self._stage.record("monitor", colour=colour, left_s=seconds(-self._over_ns()))
            self._colour = colour

    async def _courtesy(self, grade: str, next_over: int | None) -> bool:
        """One grade of the ladder; whether it ends the talk.

        Args:
            grade: which.
            next_over: how far over the time the next one comes.
        """
        if grade == "remind":
            await self._remind(next_over)
            return False
        self._stage.record("courtesy", grade=grade, **self.heard())
        match grade:
            case "monitor":
                self._show("over")
            case "look":
                tried(grade, await self._stage.look(self._rules.bearing), self._stage)
            case "gesture":
                turned = await self._stage.look(self._rules.bearing)
                tried(grade, turned, self._stage)
                palm = open_palm(self._rules.bearing)
                tried(grade, await self._stage.move(palm), self._stage)
            case _ if self._rules.robot_ends:
                return True
            case _:
                self._stage.record("notice", text="time to take the stage back: press GO")
        return False

    async def _remind(self, next_over: int | None) -> None:
        """Speak in the next pause; where none comes before the next grade, leave it out."""
        which, _ = await first(self._pause(), self._gone(next_over))
        if which:
            self._stage.record("courtesy_left_out", grade="remind", **self.heard())
            return
        self._stage.record("courtesy", grade="remind", **self.heard())
        self._silent.clear()
        try:
            tried("remind", await self._stage.say(self._rules.remind), self._stage)
        finally:
            self._silent.set()

    async def _pause(self) -> None:
        """Wait until nobody is heard, nor applauded; where nobody listens, that is now."""
        while self._stage.gate.now in (HallSound.SPEECH, HallSound.APPLAUSE):
            await self._stage.gate.changed()

    async def _gone(self, next_over: int | None) -> None:
        """Wait until it is of no use any more: the next grade is due, or all is changed."""
        due = None if next_over is None else self._began_ns + self.allotted_ns() + next_over
        changes: list[Coroutine[Any, Any, object]] = [self._floor.given()]
        if not self._floor.taken_back.is_set():
            changes.append(self._floor.taken_back.wait())
        await first(*changes, self._stage.until(due) if due is not None else _never())

    def heard(self) -> dict[str, str]:
        """What the gate hears now, for the record."""
        now = self._stage.gate.now
        return {"heard": now.value} if now else {}


def open_palm(bearing: float) -> str:
    """The gesture that opens a hand to somebody there."""
    return "open_palm_left" if bearing >= 0 else "open_palm_right"


def tried(what: str, outcome: Outcome, stage: Stage) -> None:
    """Record what the robot could not do: it never cuts a speaker short."""
    if not outcome.ok:
        stage.record("warning", what=f"{what}: {outcome.why or outcome.ended}")


async def _never() -> None:
    await asyncio.get_running_loop().create_future()
