"""Dialogue: the host asks, the robot answers; bounded in time, with a scripted way out."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Annotated, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.answers import Answer, Scripted, offered
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.materials import Materials
from moderator.cues.racing import first
from moderator.cues.stage import Stage
from moderator.cues.written import Spoken, Word, Written
from moderator.knowledge.finding import Found, How, Way, find
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.matching import confusable
from moderator.people import Asked, Cited, Decision, Draft, Turn
from moderator.robot import Outcome
from moderator.values.fields import DurationNs, Flag


class Undecided(Written):
    """What happens when the operator does not decide in time."""

    called: ClassVar[str] = "undecided"

    after: DurationNs = Field(8_000_000_000, description="how long the operator has")
    then: Literal["deflect"] = Field("deflect", description="the scripted way out")


class Dialogue(Action):
    """The host asks and the robot answers from what it knows."""

    called: ClassVar[str] = "a dialogue"
    kind: ClassVar[str] = "dialogue"

    with_: Word = Field(alias="with", description="who asks, a key of `people`")
    at_most: DurationNs = Field(description="the dialogue's time; then it closes")
    max_answers: Annotated[int, Field(ge=1, le=100)] = Field(20, description="then it closes")
    approval: Literal["none", "operator", "operator_unless_scripted"] = Field(
        "operator_unless_scripted", description="whose word an answer needs before it is spoken"
    )
    undecided: Undecided = Undecided()
    keep_questions: Flag = Field(False, description="whether the record keeps what was asked")
    opening: Spoken | None = Field(None, description="said first")
    deflect: Annotated[tuple[Spoken, ...], Field(min_length=1)] = Field(
        description="said when there is no answer, in turn"
    )
    closing: Spoken | None = Field(None, description="said last")
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)] = Field(
        description="the scripted answers"
    )

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset({Resource.VOICE, Resource.ARMS, Resource.HEAD, Resource.WAIST})

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        checking.person((*path, "with"), self.with_)
        for key, line in (("opening", self.opening), ("closing", self.closing)):
            if line:
                checking.line((*path, key), line, heading.gestures)
        for position, line in enumerate(self.deflect):
            checking.line((*path, "deflect", position), line, heading.gestures)
        seen: set[str] = set()
        for position, answer in enumerate(self.answers):
            here = (*path, "answers", position)
            if answer.id in seen:
                checking.error(
                    (*here, "id"), "duplicate-id", f"{answer.id!r} a second time", "rename one"
                )
            seen.add(answer.id)
            checking.line((*here, "say"), answer.say, heading.gestures)
            if (answer.fresh_for is None) != (answer.if_stale is None):
                checking.error(
                    here,
                    "half-stale",
                    "'fresh_for' and 'if_stale' go together",
                    "say how old the facts may be, and what is said when they are older",
                )
            if answer.if_stale:
                checking.line((*here, "if_stale"), answer.if_stale, heading.gestures)
        self._check_clear(path, checking)

    def _check_clear(self, path: Path_, checking: Checking) -> None:
        """Two answers that one question fits equally well leave the robot without a choice."""
        offers = offered(self.answers, checking.materials.facts)
        for answer, way, other in confusable(offers):
            checking.error(
                (*path, "answers", answer, "ask", way),
                "ambiguous-question",
                f"this question fits {self.answers[other].id!r} equally well",
                "word it otherwise, or leave it with one answer",
            )

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.at_most

    @override
    def lines(self) -> Iterator[str]:
        yield from filter(None, (self.opening, self.closing))
        yield from self.deflect
        for answer in self.answers:
            yield from filter(None, (answer.say, answer.if_stale))

    @override
    def must_say(self) -> Iterator[str]:
        """It opens and closes; what else it says is for the host to ask."""
        yield from filter(None, (self.opening, self.closing))

    @override
    def described(self, materials: Materials) -> str:
        return f"dialogue with {materials.people[self.with_].name}"

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        """Answer for as long as it may; the closing is said whatever went wrong before it."""
        outcome = Outcome.succeeded()
        with stage.on_go("close the dialogue, with its closing line") as go:
            if self.opening:
                outcome = await stage.say(self.opening)
            if outcome.ok:
                ways = self.ways(stage.knowledge)
                floor = _Floor(heading.cue, stage, go, ways, cycle(self.deflect))
                outcome = await self._turns(floor)
        closed = await stage.say(self.closing) if self.closing else Outcome.succeeded()
        return closed if outcome.ok else outcome

    async def _turns(self, floor: "_Floor") -> Outcome:
        """Take questions until the host, the operator or the clock says that it is enough.

        An answer that has begun is never cut short.
        """
        stage, go = floor.stage, floor.go
        offered = tuple((answer.id, answer.ask) for answer in self.answers)
        host = stage.materials.person(self.with_)
        deadline = stage.began_ns + self.at_most
        already: tuple[str, ...] = ()
        for number in range(1, self.max_answers + 1):
            left = deadline - stage.now_ns()
            if go.is_set() or left <= 0:
                break
            turn = Turn(floor.cue, host, number, offered, already, left)
            _, asked = await first(stage.hear(turn), go.wait(), stage.until(deadline))
            if not isinstance(asked, Asked):
                break
            kept = {"question": asked.text} if self.keep_questions else {}
            stage.record(
                "asked", by=host.name, **kept, source=asked.source, confidence=asked.confidence
            )
            answered, outcome = await self._answer(asked, floor)
            if not outcome.ok:
                return outcome
            already += answered
        return Outcome.succeeded()

    async def _answer(self, asked: Asked, floor: "_Floor") -> tuple[tuple[str, ...], Outcome]:
        """Answer one question; returns the id of the answer given, if any, and how it went."""
        stage = floor.stage
        found = await find(asked.text, floor.ways, floor.failed)
        if found is None:
            return (), await self._deflect(floor)
        if self._needs_a_word(found):
            draft = self._draft(asked, found, floor)
            decision = await self._decided(draft, floor)
            if decision is None:
                return (), Outcome.succeeded()
            if not decision.approved:
                return (), await self._deflect(floor)
        sources = [source.as_json() for source in stage.knowledge.sources(found.filled.used)]
        stage.record("answered", id=found.id, how=found.how, sources=sources)
        answered = (found.id,) if found.id else ()
        return answered, await stage.say(found.line, answer=found.id)

    def ways(self, knowledge: Knowledge) -> tuple[Way, ...]:
        """How an answer is looked for, in order.

        Args:
            knowledge: has the facts.
        """
        return (Scripted(self.answers, knowledge),)

    def _draft(self, asked: Asked, found: Found, floor: "_Floor") -> Draft:
        """What the operator decides on."""
        knowledge = floor.stage.knowledge
        cited = tuple(
            Cited(each.fact, knowledge.value(each.fact).written(), each.as_of, each.source)
            for each in knowledge.sources(found.filled.used)
        )
        due_ns = floor.stage.now_ns() + self.undecided.after
        return Draft(floor.cue, asked.text, found.filled.written, found.how, cited, (), due_ns)

    def _needs_a_word(self, found: Found) -> bool:
        """Whether the operator has to approve it first."""
        return self.approval == "operator" or (
            self.approval == "operator_unless_scripted" and found.how != "scripted"
        )

    async def _decided(self, draft: Draft, floor: "_Floor") -> Decision | None:
        """The operator's word; None when it is GO, which closes the dialogue unanswered."""
        stage = floor.stage
        waits = (stage.decide(draft), floor.go.wait(), stage.until(draft.due_ns))
        came, decision = await first(*waits)
        if came == 1:
            return None
        if not isinstance(decision, Decision):
            decision = Decision(approved=False, by="nobody in time")
        stage.record("approval", approved=decision.approved, by=decision.by, draft=draft.answer)
        return decision

    async def _deflect(self, floor: "_Floor") -> Outcome:
        floor.stage.record("answered", id=None, how="deflected", sources=[])
        return await floor.stage.say(next(floor.ways_out))


@dataclass(frozen=True)
class _Floor:
    """A dialogue under way.

    Attributes:
        cue: its number.
        stage: the stage.
        go: set by the operator's GO.
        ways: how an answer is looked for, in order.
        ways_out: what is said when there is no answer, in turn.
    """

    cue: str
    stage: Stage
    go: asyncio.Event
    ways: Sequence[Way]
    ways_out: Iterator[str]

    def failed(self, how: How, why: str) -> None:
        """Tell of a way to an answer that failed."""
        self.stage.record("not_found", how=how, why=why)
