"""The stage that the engine builds for one cue."""

import asyncio
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from typing_extensions import override

from moderator.cues.action import Heading
from moderator.cues.cue import Cue
from moderator.cues.floor import Floor
from moderator.cues.playback import Playback
from moderator.cues.racing import first
from moderator.cues.stage import Stage
from moderator.engine.desk import Desk
from moderator.engine.doing import until_ended
from moderator.engine.orders import MOST_WORDS, Verb
from moderator.engine.parts import Parts
from moderator.engine.turning import TURN_S, turned
from moderator.errors import SendFailed
from moderator.knowledge.template import Filled
from moderator.outputs.message import Message
from moderator.people import Asked, Decision, Draft, Turn
from moderator.robot import Outcome
from moderator.values.duration import NS_PER_S

_AGAIN_S = 1.0
"""After that, a word on a draft that was refused is given again."""


@dataclass(frozen=True)
class _OfChild:
    """What is other on the stage of a group's child."""

    place: str
    gestures: Mapping[str, str]
    moment_ns: int | None


class CueStage(Stage):
    """One cue's stage.

    Args:
        parts: the run's parts.
        cue: the cue.
        desk: the conductor.
        began_ns: when it was due to act.
        of: one action of a child of the cue's group, if it is not the whole cue's.
    """

    def __init__(
        self, parts: Parts, cue: Cue, desk: Desk, began_ns: int, of: "_OfChild | None" = None
    ) -> None:
        self.materials = parts.materials
        self.knowledge = parts.knowledge
        self.people = parts.people
        self.gate = parts.gate
        self.began_ns = began_ns
        self.cue = cue
        self.ended_ns: int | None = None
        """Its exact end, where it said so."""
        self.next_number: str | None = None
        """The cue it wants on standby next, if any."""
        self._parts = parts
        self._desk = desk
        self._ends: list[int] = []
        self._awaited = 1 if of else len(cue.actions())
        self.lengths = parts.lengths
        self.place = of.place if of else ""
        self.moment_ns = of.moment_ns if of else None
        self._gestures = of.gestures if of else cue.gestures

    @override
    def now_ns(self) -> int:
        return self._parts.clock.now_ns()

    @override
    async def until(self, when_ns: int) -> None:
        await self._parts.clock.until(when_ns)

    @override
    def ends_at(self, when_ns: int) -> None:
        self._ends.append(when_ns)
        if len(self._ends) == self._awaited:
            self.ended_ns = max(self._ends)

    @override
    def holds(self, condition: str) -> bool:
        return self._parts.programme.holds(condition)

    @override
    async def say(
        self,
        text: str,
        *,
        answer: str | None = None,
        filled: Filled | None = None,
        heard: asyncio.Event | None = None,
        gestures: Mapping[str, str] | None = None,
    ) -> Outcome:
        moment_ns, speaker = self.moment_ns, self._parts.speaker
        first_word_s = None if moment_ns is None else self._parts.clock.loop_s(moment_ns)
        return await speaker.say(
            text, gestures or self._gestures, answer, self.record, filled, heard, first_word_s
        )

    @override
    async def hear(self, turn: Turn) -> Asked | None:
        _, asked = await first(self._parts.people.ask(turn), self._heard())
        return asked if isinstance(asked, Asked) else None

    async def _heard(self) -> Asked:
        """What a listener makes of what is said; where it makes nothing of it, it listens on."""
        while True:
            ears = self._parts.ears
            heard = await ears.hear()
            words = " ".join(heard.text.split())[:MOST_WORDS]
            if words:
                return Asked(words, heard.source, heard.confidence)
            self.record(
                "not_heard",
                source=heard.source,
                confidence=heard.confidence,
                what=f"{heard.source} made nothing of it; {ears.trouble or 'have it asked again'}",
            )
            self._desk.turn()

    @override
    async def interrupted(self) -> str:
        return await self._parts.ears.interrupted()

    @override
    async def decide(self, draft: Draft) -> Decision | None:
        """From whichever input the word comes first; the people's own is an order as any is."""
        dialogue = self.cue.dialogue
        keep = dialogue is not None and dialogue.keep_questions
        due = self.until(draft.due_ns)
        deciding = self._desk.deciding.decide(draft, due, keep_question=keep)
        try:
            _, decision = await first(deciding, self._answered(draft))
        finally:
            self._desk.turn()
        return decision if isinstance(decision, Decision) else None

    async def _answered(self, draft: Draft) -> None:
        """Give the people's word, again when it comes too soon after another."""
        self._desk.turn()
        deciding = self._desk.deciding
        while deciding.asked is draft:
            decision = await self._parts.people.approve(draft)
            verb, named = _word(decision)
            await self._desk.order(verb, decision.by, named, deciding.since, decision.text)
            await asyncio.sleep(_AGAIN_S)

    @override
    async def move(self, motion: str, *, apex: bool = False) -> Outcome:
        self._desk.may_begin()
        found = self.materials.motion(self._parts.variants.pick(motion))
        if apex and self.moment_ns is not None:
            await self.until(self.moment_ns - self.lengths.apex_ns(found.name))
            self._desk.may_begin()
        self.record("motion", motion=found.name, duration_s=found.manifest.duration_s)
        moving = self._parts.robot.play(found)
        return await self._parts.moves.until_ended(self.cue.cue, found.name, moving)

    @override
    async def look(
        self, bearing_deg: float, *, down_deg: float = 0.0, in_s: float = TURN_S
    ) -> Outcome:
        """Head first, the waist for what is beyond it."""
        self._desk.may_begin()
        now = self._parts.robot.state().joints_rad
        way = turned(self.materials.robot, now, bearing_deg, down_deg, in_s)
        if way is None:
            return Outcome.succeeded()
        down = {"down_deg": down_deg} if down_deg else {}
        self.record("look", bearing_deg=bearing_deg, **down)
        return await until_ended(self._parts.robot.follow(way))

    @override
    async def play(self, file: str, how: Playback) -> Outcome:
        self._desk.may_begin()
        parts, moment_ns = self._parts, self.moment_ns
        at_s = None if moment_ns is None else parts.clock.loop_s(moment_ns)
        sound = self.materials.sound(file)
        return await parts.speaker.mixing.play(self.cue.cue, file, sound, how, self.record, at_s)

    @override
    async def fade(self, cue: str | None, level: float, over_ns: int, *, ends: bool) -> Outcome:
        over_s = over_ns / NS_PER_S
        if not await self._parts.speaker.mixing.fade(cue, level, over_s, ends=ends):
            self.record("warning", what="nothing plays that could be faded")
        return Outcome.succeeded()

    @override
    async def send(self, device: str, message: Message) -> Outcome:
        self._desk.may_begin()
        try:
            await self._parts.outputs.send(message)
        except SendFailed as error:
            self.record("send_failed", to=device, why=error.message)
            return Outcome.aborted("send", error.message)
        self.record("sent", to=device, message=message.told)
        return Outcome.succeeded()

    @override
    def record(self, kind: str, **data: object) -> None:
        self._parts.journal.write(kind, self.cue.cue, **data)

    @override
    def stream(self, purpose: str) -> random.Random:
        of = f"{self.cue.cue}/{self.place}" if self.place else self.cue.cue
        return self._parts.chance.stream(f"cue/{of}/{purpose}")

    @override
    def child(
        self, place: str, heading: Heading, began_ns: int, moment_ns: int | None
    ) -> "CueStage":
        of = _OfChild(place, heading.gestures, moment_ns)
        return CueStage(self._parts, self.cue, self._desk, began_ns, of)

    @override
    @contextmanager
    def on_go(self, means: str) -> Iterator[asyncio.Event]:
        event = self._desk.open_go(self.cue.cue, means)
        try:
            yield event
        finally:
            self._desk.close_go(event)

    @override
    @contextmanager
    def floor(self) -> Iterator[Floor]:
        with self._parts.speakers.on_stage(self.cue.cue) as floor:
            yield floor

    @override
    def then(self, number: str) -> None:
        self.next_number = number


def _word(decision: Decision) -> tuple[Verb, str | None]:
    """A decision as an order, and what it names."""
    if decision.pick:
        return Verb.PICK, decision.pick
    if decision.text:
        return Verb.ANSWER, None
    return (Verb.APPROVE if decision.approved else Verb.REFUSE), None
