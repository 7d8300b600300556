"""Answering one question: found, decided on and said, and never silent for long."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from moderator.cues.answers import Answer, likeliest
from moderator.cues.in_turn import InTurn
from moderator.cues.racing import first
from moderator.cues.stage import HALF_SAID, Stage
from moderator.cues.written import Written
from moderator.errors import SourceSilent
from moderator.knowledge.finding import Found, How, Way, find
from moderator.knowledge.template import Filled, literal
from moderator.people import Asked, Cited, Decision, Draft
from moderator.robot import Outcome
from moderator.values.duration import NS_PER_S
from moderator.values.fields import DurationNs
from moderator.values.language import Language, language_of
from moderator.voice.line import split_marks

Approval = Literal["none", "operator", "operator_unless_scripted"]

SILENT_NS = 700_000_000
"""After so long without a sound, people look up: the first filler is said."""
_AGAIN_NS = 4 * NS_PER_S
"""After so long the next one is."""
_UNRENDERED = ("speech", "source")
"""Codes of a line that could not be made: one that lies rendered is left, the way out."""
_OFFERED = 9
"""So many scripted answers are offered instead: a key each."""


class Undecided(Written):
    """What happens when the operator does not decide in time."""

    called: ClassVar[str] = "undecided"

    after: DurationNs = Field(8_000_000_000, description="how long the operator has")
    then: Literal["deflect"] = Field("deflect", description="the scripted way out")


@dataclass(frozen=True)
class Floor:
    """A dialogue under way.

    Attributes:
        cue: its number.
        stage: the stage.
        go: set by the operator's GO.
        answers: the scripted ones.
        ways: how an answer is looked for, in order.
        ways_out: what is said when there is no answer, in turn.
        fillers: what is said while an answer takes long, in turn.
        approval: whose word an answer needs before it is spoken.
        undecided: what happens without it.
    """

    cue: str
    stage: Stage
    go: asyncio.Event
    answers: Sequence[Answer]
    ways: Sequence[Way]
    ways_out: InTurn
    fillers: InTurn
    approval: Approval
    undecided: Undecided

    async def answer(self, asked: Asked) -> tuple[str | None, Outcome]:
        """Answer one question; returns the id of the scripted answer given, and how it went.

        GO closes a question that nothing has been said to, and whoever asks takes it back by
        taking the floor.
        """
        came, found = await first(self._thought(asked), self.stage.interrupted())
        if came == 1:
            return None, self._interrupted(found)
        if self.go.is_set():
            return None, Outcome.succeeded()
        if isinstance(found, Found):
            sources = [each.as_json() for each in self.stage.knowledge.sources(found.filled.used)]
            self.stage.record("answered", id=found.id, how=found.how, sources=sources)
            outcome = await self.say(found.line, answer=found.id, filled=found.filled)
            if outcome.code == HALF_SAID:
                return found.id, Outcome.succeeded()
            if outcome.code not in _UNRENDERED:
                return found.id, outcome
            self._failed(found.how, outcome.why)
        self.stage.record("answered", id=None, how="deflected", sources=[])
        return None, await self.say(next(self.ways_out.of(language_of(asked.text))))

    async def say(
        self, line: str, *, answer: str | None = None, filled: Filled | None = None
    ) -> Outcome:
        """Say a line, unless the floor is taken from the robot: then it is silent at once."""
        speaking = self.stage.say(line, answer=answer, filled=filled)
        _, outcome = await first(speaking, self.stage.interrupted())
        return outcome if isinstance(outcome, Outcome) else self._interrupted(outcome)

    def _interrupted(self, origin: object) -> Outcome:
        self.stage.record("interrupted", origin=origin)
        return Outcome.succeeded()

    async def _thought(self, asked: Asked) -> Found | None:
        """What is to be said; while that takes long, the robot says that it is at it.

        None also after GO, which lets a filler that has begun be said.
        """
        settling = asyncio.ensure_future(self._settled(asked))
        try:
            await self._fill_silence(settling, language_of(asked.text))
            return await settling if settling.done() else None
        finally:
            settling.cancel()
            await asyncio.gather(settling, return_exceptions=True)

    async def _fill_silence(
        self, settling: "asyncio.Future[Found | None]", language: Language
    ) -> None:
        """Say fillers until the answer is settled, or GO closes the question."""
        due_ns, fillers = self.stage.now_ns() + SILENT_NS, self.fillers.of(language)
        while True:
            waits = (_end_of(settling), self.go.wait(), self.stage.until(due_ns))
            came, _ = await first(*waits)
            if came < len(waits) - 1:
                return
            if (filler := next(fillers, None)) is None:
                break
            heard = asyncio.Event()
            await first(self.stage.say(filler, heard=heard), self._over(settling, heard))
            due_ns = self.stage.now_ns() + _AGAIN_NS
        await first(_end_of(settling), self.go.wait())

    async def _over(self, settling: "asyncio.Future[Found | None]", heard: asyncio.Event) -> None:
        """A filler's words are over, and its gesture is not to hold up what comes now."""
        await heard.wait()
        await first(_end_of(settling), self.go.wait())

    async def _settled(self, asked: Asked) -> Found | None:
        """The answer that may be given; None for the scripted way out."""
        found = await find(asked.text, self.ways, self._failed)
        return await self._decided(asked, found) if self._needs_a_word(found) else found

    def _needs_a_word(self, found: Found | None) -> bool:
        """Whether the operator has to approve it first, or may answer where nothing was found."""
        if self.approval == "none":
            return False
        return self.approval == "operator" or found is None or found.how != "scripted"

    async def _decided(self, asked: Asked, found: Found | None) -> Found | None:
        """What the operator has the robot say; None for the scripted way out."""
        draft = self._draft(asked, found)
        decision = await self.stage.decide(draft)
        if decision is None:
            decision = Decision(approved=False, by="nobody in time")
        own = {key: said for key in ("pick", "text") if (said := getattr(decision, key))}
        approved = decision.approved and bool(found or own)
        self.stage.record("approval", approved=approved, by=decision.by, draft=draft.answer, **own)
        if decision.text:
            line = literal(decision.text)
            return Found("operator", line, Filled(line, line, ()))
        if decision.pick:
            return self._picked(decision.pick, language_of(asked.text))
        return found if approved else None

    def _picked(self, answer_id: str, language: Language) -> Found | None:
        """The scripted answer of that id, unless a source of it is silent."""
        for answer in self.answers:
            if answer.id == answer_id:
                try:
                    line, filled = answer.filled(self.stage.knowledge, language)
                except SourceSilent as error:
                    self._failed("scripted", error.message)
                else:
                    return Found("scripted", line, filled, answer.id)
        return None

    def _draft(self, asked: Asked, found: Found | None) -> Draft:
        """What the operator decides on."""
        knowledge, language = self.stage.knowledge, language_of(asked.text)
        filled = found.filled if found else Filled("", "", ())
        cited = tuple(
            Cited(
                each.fact,
                (filled.values.get(each.fact) or knowledge.value(each.fact)).written(),
                each.as_of,
                each.source,
            )
            for each in knowledge.sources(filled.used)
        )
        ranked = likeliest(asked.text, self.answers, knowledge.facts)
        others = [each for each in ranked if not found or each.id != found.id][:_OFFERED]
        return Draft(
            self.cue,
            asked.text,
            split_marks(filled.written)[0],
            found.how if found else "",
            cited,
            tuple((each.id, self._shown(each, language)) for each in others),
            self.stage.now_ns() + self.undecided.after,
        )

    def _shown(self, answer: Answer, language: Language) -> str:
        """What an answer would say now, as captions show it."""
        try:
            return split_marks(answer.filled(self.stage.knowledge, language)[1].written)[0]
        except SourceSilent:
            return self.stage.materials.shown(answer.say)

    def _failed(self, how: How, why: str) -> None:
        """Tell of a way to an answer that failed."""
        self.stage.record("not_found", how=how, why=why)


async def _end_of(task: "asyncio.Future[Found | None]") -> None:
    await asyncio.wait([task])
