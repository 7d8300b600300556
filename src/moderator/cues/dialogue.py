"""Dialogue: the host asks, the robot answers; bounded in time, with a scripted way out."""

import asyncio
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.answering import Approval, Floor, Undecided
from moderator.cues.answers import Answer, Scripted, offered
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.in_turn import InTurn, speakable
from moderator.cues.materials import Materials
from moderator.cues.model_written import ModelWritten
from moderator.cues.racing import first
from moderator.cues.stage import Lost, Stage
from moderator.cues.written import Spoken, Word
from moderator.knowledge.drafting import Drafted
from moderator.knowledge.finding import Way
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.matching import confusable
from moderator.knowledge.recalling import Recalled
from moderator.people import Asked, Turn
from moderator.robot import Outcome
from moderator.values.duration import format_duration
from moderator.values.fields import DurationNs, Flag
from moderator.values.language import LANGUAGES


class Dialogue(Action):
    """The host asks and the robot answers from what it knows."""

    called: ClassVar[str] = "a dialogue"
    kind: ClassVar[str] = "dialogue"

    with_: Word = Field(alias="with", description="who asks, a key of `people`")
    at_most: DurationNs = Field(description="the dialogue's time; then it closes")
    max_answers: Annotated[int, Field(ge=1, le=100)] = Field(20, description="then it closes")
    approval: Approval = Field(
        "operator_unless_scripted", description="whose word an answer needs before it is spoken"
    )
    undecided: Undecided = Undecided()
    warn: DurationNs = Field(
        30_000_000_000, description="so long before its time is up the operator is told"
    )
    keep_questions: Flag = Field(False, description="whether the record keeps what was asked")
    opening: Spoken | None = Field(None, description="said first")
    deflect: Annotated[tuple[Spoken, ...], Field(min_length=1)] = Field(
        description="said when there is no answer, in turn"
    )
    thinking: tuple[Spoken, ...] = Field(
        (),
        description="said in turn while an answer takes long, so that the hall is not left alone",
    )
    closing: Spoken | None = Field(None, description="said last")
    model: ModelWritten | None = Field(
        None, description="drafts an answer from facts where nothing else has one"
    )
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
        for key, lines in (("deflect", self.deflect), ("thinking", self.thinking)):
            for position, line in enumerate(lines):
                checking.line((*path, key, position), line, heading.gestures)
        seen: set[str] = set()
        for position, answer in enumerate(self.answers):
            here = (*path, "answers", position)
            if answer.id in seen:
                checking.error(
                    (*here, "id"), "duplicate-id", f"{answer.id!r} a second time", "rename one"
                )
            seen.add(answer.id)
            checking.line((*here, "say"), answer.say, heading.gestures)
            unfresh = answer.fresh_for is None and "fresh_for" not in checking.document.lost
            if answer.if_stale and unfresh:
                what, hint = "nothing says when it is stale", "add fresh_for: how old facts may be"
                checking.error((*here, "if_stale"), "half-stale", what, hint)
            if answer.if_stale:
                checking.line((*here, "if_stale"), answer.if_stale, heading.gestures)
            if answer.zh:
                answer.zh.check((*here, "zh"), heading.gestures, checking)
        self._check_clear(path, checking)

    def _check_clear(self, path: Path_, checking: Checking) -> None:
        """Two answers that one question fits equally well leave the robot without a choice."""
        positions = {answer.id: position for position, answer in enumerate(self.answers)}
        for language in LANGUAGES:
            offers = offered(self.answers, checking.materials.facts, language)
            for number, way, other in confusable(offers):
                position = positions[offers[number].answer]
                answer = self.answers[position]
                form = () if answer.form(language) is answer else (language,)
                checking.error(
                    (*path, "answers", position, *form, "ask", way),
                    "ambiguous-question",
                    f"this question fits {offers[other].answer!r} equally well",
                    "word it otherwise, or leave it with one answer",
                )

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.at_most

    @override
    def lines(self) -> Iterator[str]:
        yield from filter(None, (self.opening, self.closing))
        yield from (*speakable(self.deflect), *speakable(self.thinking))
        for answer in self.answers:
            yield from answer.lines()

    @override
    def must_say(self) -> Iterator[str]:
        """It opens and closes; what else it says is for the host to ask."""
        yield from filter(None, (self.opening, self.closing))

    @override
    def in_order(self) -> Iterator[str]:
        """Until it is asked."""
        yield from filter(None, (self.opening,))

    @override
    def described(self, materials: Materials) -> str:
        return f"dialogue with {materials.person(self.with_).name}"

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        """Answer for as long as it may; the closing is said whatever went wrong before it."""
        try:
            outcome = await self._open(heading, stage)
        except Lost:
            raise
        except Exception:
            await self._close(stage)
            raise
        closed = await self._close(stage)
        return closed if outcome.ok else outcome

    async def _open(self, heading: Heading, stage: Stage) -> Outcome:
        with stage.on_go("close the dialogue, with its closing line") as go:
            floor = self._floor(heading, stage, go)
            outcome = await floor.say(self.opening) if self.opening else Outcome.succeeded()
            if not outcome.ok:
                return outcome
            due_ns = stage.began_ns + self.at_most
            _, ended = await first(self._turns(floor, due_ns), self._warned(stage, due_ns))
            assert isinstance(ended, Outcome)
            return ended

    async def _close(self, stage: Stage) -> Outcome:
        return await stage.say(self.closing) if self.closing else Outcome.succeeded()

    def _floor(self, heading: Heading, stage: Stage, go: asyncio.Event) -> Floor:
        return Floor(
            cue=heading.cue,
            stage=stage,
            go=go,
            answers=self.answers,
            ways=self.ways(stage.knowledge),
            ways_out=InTurn(self.deflect),
            fillers=InTurn(self.thinking),
            approval=self.approval,
            undecided=self.undecided,
        )

    async def _turns(self, floor: Floor, due_ns: int) -> Outcome:
        """Take questions until the host, the operator or the clock says that it is enough.

        An answer that has begun is cut short only by whoever asked.
        """
        stage, go = floor.stage, floor.go
        offered = tuple((answer.id, answer.ask) for answer in self.answers)
        host = stage.materials.person(self.with_)
        already: tuple[str, ...] = ()
        for number in range(1, self.max_answers + 1):
            left = due_ns - stage.now_ns()
            if go.is_set() or left <= 0:
                break
            turn = Turn(floor.cue, host, number, offered, already, left)
            _, asked = await first(stage.hear(turn), go.wait(), stage.until(due_ns))
            if not isinstance(asked, Asked):
                break
            kept = {"question": asked.text} if self.keep_questions else {}
            stage.record(
                "asked", by=host.name, **kept, source=asked.source, confidence=asked.confidence
            )
            answered, outcome = await floor.answer(asked)
            if not outcome.ok:
                return outcome
            already += (answered,) if answered else ()
        return Outcome.succeeded()

    async def _warned(self, stage: Stage, due_ns: int) -> None:
        """Tell the operator shortly before the time is up; ends only when it is cancelled."""
        if self.warn < self.at_most:
            await stage.until(due_ns - self.warn)
            stage.record("notice", text=f"the dialogue closes in {format_duration(self.warn)}")
        await asyncio.Event().wait()

    def ways(self, knowledge: Knowledge) -> tuple[Way, ...]:
        """How an answer is looked for, in order.

        Args:
            knowledge: has the facts.
        """
        ways: tuple[Way, ...] = (Scripted(self.answers, knowledge), Recalled(knowledge))
        return (*ways, Drafted(knowledge, self.model.asked())) if self.model else ways
