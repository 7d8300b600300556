"""Scripted answers: how they are written, and the one that a question wants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field

from moderator.cues.written import Spoken, Title, Word, Written
from moderator.errors import SourceSilent
from moderator.knowledge import matching
from moderator.knowledge.facts import Facts
from moderator.knowledge.finding import Found, How
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.sources.source import AS_OF, in_words
from moderator.knowledge.template import Filled, names_in
from moderator.knowledge.wording import Offer
from moderator.values.fields import DurationNs
from moderator.voice.line import split_marks


class Answer(Written):
    """One scripted answer."""

    called: ClassVar[str] = "an answer"

    id: Word = Field(description="its name, unique in the dialogue")
    ask: Annotated[tuple[Title, ...], Field(min_length=1)] = Field(
        description="the ways to ask for it"
    )
    say: Spoken = Field(description="what the robot says")
    fresh_for: DurationNs | None = Field(
        None, description="how old its facts may be, by their as_of where that is a date and time"
    )
    if_stale: Spoken | None = Field(None, description="said when they are older")

    def filled(self, knowledge: Knowledge) -> tuple[str, Filled]:
        """The line for now, and the same with its facts; stale is also what nobody answers.

        Raises:
            SourceSilent: nobody answers, and there is nothing else to say.
        """
        try:
            line = self._line(knowledge)
            return line, knowledge.fill(line)
        except SourceSilent:
            if self.if_stale is None:
                raise
            return self.if_stale, knowledge.fill(self.if_stale)

    def _line(self, knowledge: Knowledge) -> str:
        """What is said, by the age of its facts: of those that are too old, how old they are.

        Raises:
            SourceSilent: nobody answers.
        """
        stale = [n for n in names_in(self.say) if knowledge.is_stale(n, self.fresh_for)]
        if not stale:
            return self.say
        return self.if_stale or f"{self.say} {_dated(stale, knowledge)}"


def _dated(names: Sequence[str], knowledge: Knowledge) -> str:
    """The sentence that says of which time the oldest of some facts are."""
    moments = [(moment, name) for name in names if (moment := knowledge.as_of(name))]
    moment, name = min(moments)
    if knowledge.is_live(name):  # its source may have answered again when this is said
        return f"That is as of {{{name.partition('.')[0]}.{AS_OF}}}."
    return f"That is as of {in_words(moment, knowledge.date())}."


def offered(answers: Iterable[Answer], facts: Facts) -> tuple[Offer, ...]:
    """Answers, as questions find them."""
    return tuple(Offer(each.id, each.ask, _worded(each.say, facts)) for each in answers)


def _worded(line: str, facts: Facts) -> str:
    """A line without its marks, with what the sheet has for each place beside that place."""
    words, _ = split_marks(line)
    for name in names_in(words):
        fact = facts.find(name)
        if fact and fact.value:
            words = words.replace(f"{{{name}}}", f"{{{name}}} {fact.value.written()}")
    return words


@dataclass(frozen=True)
class Scripted:
    """Finds the answer that was written for a question.

    Attributes:
        answers: those of the dialogue.
        knowledge: has their facts.
    """

    answers: Sequence[Answer]
    knowledge: Knowledge
    how: How = "scripted"
    within_s: float = 0.5

    @cached_property
    def _offered(self) -> tuple[Offer, ...]:
        return offered(self.answers, self.knowledge.facts)

    async def find(self, question: str) -> Found | None:
        """The answer, with its facts of now, or what is said when they are too old."""
        match = matching.find(question, self._offered)
        if match is None:
            return None
        answer = next(answer for answer in self.answers if answer.id == match.answer)
        line, filled = answer.filled(self.knowledge)
        return Found(self.how, line, filled, answer.id)
