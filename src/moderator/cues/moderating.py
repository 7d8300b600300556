"""A talk from its introduction to the thanks."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from moderator.cues.action import Heading
from moderator.cues.floor import Floor
from moderator.cues.ladder import Ladder, Rules, tried
from moderator.cues.racing import first
from moderator.cues.stage import Stage
from moderator.cues.talk_ends import heard_to_end
from moderator.cues.talk_words import Kind
from moderator.journal.entry import ABSENT
from moderator.people import Talk as TalkAsked
from moderator.robot import Ended, Outcome
from moderator.values.duration import seconds

if TYPE_CHECKING:
    from moderator.cues.talk import Talk

_LASTS_NS = 1_000_000_000
"""What is heard for less, such as a breath between two sentences, is not told."""


class Moderating:
    """Performs one talk.

    Args:
        talk: as written.
        heading: its cue's.
        floor: what it is told meanwhile.
        stage: its cue's.
    """

    def __init__(self, talk: "Talk", heading: Heading, floor: Floor, stage: Stage) -> None:
        self._talk = talk
        self._floor = floor
        self._stage = stage
        self._person = stage.materials.person(talk.by)
        self._bearing = stage.materials.spots[talk.at].bearing if talk.at else 0.0
        self._gestures = talk.gestures_of(heading.gestures, self._bearing)
        self._asked = TalkAsked(heading.cue, self._person, talk.title or "", talk.allotted)

    async def perform(self) -> Outcome:
        """From the introduction to the thanks."""
        if not self._floor.absent.is_set():
            await self._introduce()
        if self._floor.absent.is_set() or not await self._come():
            return await self._without()
        await self._talked()
        await self._say("thanks")
        tried("look", await self._stage.look(0.0), self._stage)
        return Outcome.succeeded()

    async def _introduce(self) -> None:
        """Bring the speaker on, once in a show."""
        if self._floor.moved:
            await self._say(self._floor.moved)
        if not self._floor.introduced and await self._say("introduce"):
            self._stage.record("introduced", by=self._person.name, place=self._floor.place)
        if not self._floor.absent.is_set():
            await self._say("welcome")

    async def _come(self) -> bool:
        """Wait for the speaker; whether they are there."""
        walking = self._stage.people.walk_on(self._asked, self._talk.walk_on)
        _, there = await first(self._floor.absent.wait(), walking)
        return there is True and not self._floor.absent.is_set()

    async def _without(self) -> Outcome:
        self._stage.record("absent", by=self._person.name)
        absent = Outcome(Ended.SUCCEEDED, ABSENT, f"{self._person.name} was not there")
        if self._talk.if_absent is None:
            if self._floor.absent.is_set():  # the operator knows
                return absent
            return Outcome.aborted(ABSENT, f"{self._talk.by} did not come")
        said = await self._stage.say(self._talk.line("if_absent"), gestures=self._gestures)
        if self._talk.if_absent.go_to:
            self._stage.then(self._talk.if_absent.go_to)
        return absent if said.ok else said

    async def _talked(self) -> None:
        """Give the speaker the stage, until the talk has ended."""
        stage, began_ns = self._stage, self._stage.now_ns()
        name, allotted_s = self._person.name, seconds(self._talk.allotted)
        stage.record(
            "talk_started",
            by=name,
            name=name,
            office=self._person.office,
            title=self._asked.title,
            allotted_s=allotted_s,
        )
        rules = Rules(
            self._talk.allotted,
            self._talk.warn,
            self._talk.overtime,
            self._talk.line("remind"),
            self._talk.hand_over == "robot",
            self._bearing,
        )
        ladder = Ladder(rules, began_ns, self._floor, stage)
        self._floor.began_ns, self._floor.allotted_ns = began_ns, self._talk.allotted
        self._floor.speaks = True
        try:
            how, heard = await self._ended(ladder, began_ns)
        finally:
            self._floor.speaks = False
        stage.record(
            "talk_ended",
            by=name,
            allotted_s=seconds(ladder.allotted_ns()),
            actual_s=seconds(stage.now_ns() - began_ns),
            how=how,
            **heard,
        )

    async def _ended(self, ladder: Ladder, began_ns: int) -> tuple[str, dict[str, str]]:
        """Wait for the end of the talk, whoever tells of it; how it is known, what was heard."""

        async def talked() -> str:
            how = await self._stage.people.talk(self._asked)
            await ladder.silent()
            return how

        async def heard() -> str:
            rules, floor = self._talk.ends_on, self._floor
            how = await heard_to_end(rules, began_ns, ladder.allotted_ns, floor, self._stage)
            await ladder.silent()
            return how

        async def noted(way: Callable[[], Awaitable[str]]) -> tuple[str, dict[str, str]]:
            return await way(), ladder.heard()

        with self._stage.on_go("the talk has ended") as go:
            pressed = partial(_when, go, "operator")
            told = partial(_when, self._floor.ended, "message")
            ways = (talked, pressed, told, heard, ladder.climb)
            _, ended = await first(*(noted(way) for way in ways), self._listen())
        return cast("tuple[str, dict[str, str]]", ended)

    async def _listen(self) -> None:
        """Record what the gate hears when that changes, and lasts; until cancelled."""
        gate, told = self._stage.gate, None
        while True:
            if gate.now is not told:
                told = gate.now
                self._stage.record("hall_sound", heard=told)
            await gate.changed()
            await self._stage.until(self._stage.now_ns() + _LASTS_NS)

    async def _say(self, kind: Kind) -> bool:
        """Say a line if the talk has it; whether it was said."""
        line = self._talk.line(kind, self._floor.place)
        if not line:
            return False
        said = await self._stage.say(line, gestures=self._gestures)
        tried(kind, said, self._stage)
        return said.ok


async def _when(told: asyncio.Event, how: str) -> str:
    await told.wait()
    return how
