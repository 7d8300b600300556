"""Scripted answers: how they are written, and the one that a question wants."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field

from moderator.cues.checking import Checking, Path_
from moderator.cues.written import Spoken, Title, Word, Written
from moderator.errors import SourceSilent
from moderator.knowledge import matching
from moderator.knowledge.facts import Facts
from moderator.knowledge.finding import Found, How
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.otherwise import lacks_a_word
from moderator.knowledge.recalling import Recalled
from moderator.knowledge.sources.source import AS_OF
from moderator.knowledge.template import Filled, names_in
from moderator.knowledge.wording import Offer
from moderator.values.fields import DurationNs
from moderator.values.in_mandarin import written_in
from moderator.values.language import LANGUAGES, Language, has_mandarin, language_of
from moderator.values.moment import moment_told
from moderator.voice.line import split_marks


class InMandarin(Written):
    """A scripted answer in Mandarin."""

    called: ClassVar[str] = "an answer in Mandarin"

    ask: Annotated[tuple[Title, ...], Field(min_length=1)] = Field(
        description="the ways to ask for it"
    )
    say: Spoken = Field(description="what the robot says")
    if_stale: Spoken | None = Field(None, description="said when its facts are too old")

    def check(self, path: Path_, gestures: Mapping[str, str], checking: Checking) -> None:
        """Note every problem; `path` is where it stands in the document."""
        for key, line in (("say", self.say), ("if_stale", self.if_stale)):
            if not line:
                continue
            checking.line((*path, key), line, gestures)
            if language_of(line) != "zh":
                what = "this is not in Mandarin"
                hint = "write it in Chinese characters, or leave zh out"
                checking.error((*path, key), "not-mandarin", what, hint)


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
    zh: InMandarin | None = Field(None, description="the same in Mandarin, to who asks in it")

    def form(self, language: Language) -> "Answer | InMandarin | None":
        """The answer in a language; None when it is not written, or cannot be spoken here."""
        forms = (form for form in (self, self.zh) if form and language_of(form.say) == language)
        form = next(forms, None)
        return form if form and (language == "en" or has_mandarin()) else None

    def lines(self) -> Iterator[str]:
        """Every line of it that can be spoken here."""
        yield from filter(None, (self.say, self.if_stale))
        if self.zh and has_mandarin():
            yield from filter(None, (self.zh.say, self.zh.if_stale))

    def filled(self, knowledge: Knowledge, language: Language = "en") -> tuple[str, Filled]:
        """The line for now, and the same with its facts; stale is also what nobody answers.

        Args:
            knowledge: has the facts.
            language: the one that it is wanted in, where it is written in that.

        Raises:
            SourceSilent: nobody answers, and there is nothing else to say.
        """
        form = self.form(language) or self
        try:
            line = self._line(form, knowledge)
            return line, knowledge.fill(line)
        except SourceSilent:
            if form.if_stale is None:
                raise
            return form.if_stale, knowledge.fill(form.if_stale)

    def _line(self, form: "Answer | InMandarin", knowledge: Knowledge) -> str:
        """What is said, by the age of its facts: of those that are too old, how old they are.

        Raises:
            SourceSilent: nobody answers.
        """
        names = names_in(form.say)
        stale = [name for name in names if knowledge.is_stale(name, self.fresh_for)]
        if not stale or (not form.if_stale and any(n.endswith(f".{AS_OF}") for n in names)):
            return form.say  # news, or told with its time anyway
        return form.if_stale or f"{form.say} {_dated(stale, knowledge, language_of(form.say))}"


def _dated(names: Sequence[str], knowledge: Knowledge, language: Language) -> str:
    """The sentence that says of which time the oldest of some facts are."""
    moments = [(moment, name) for name in names if (moment := knowledge.as_of(name))]
    moment, name = min(moments)
    if knowledge.is_live(name):  # its source may have answered again when this is said
        when = f"{{{name.partition('.')[0]}.{AS_OF}}}"
    else:
        when = written_in(language, moment_told(moment, knowledge.date()))
    return f"这是{when}的情况。" if language == "zh" else f"That is as of {when}."


def offered(
    answers: Iterable[Answer], facts: Facts, language: Language = "en"
) -> tuple[Offer, ...]:
    """Answers as questions in a language find them: those that are written in it."""
    forms = ((each.id, each.form(language)) for each in answers)
    return tuple(
        Offer(answer, form.ask, _worded(form.say, facts)) for answer, form in forms if form
    )


def likeliest(question: str, answers: Sequence[Answer], facts: Facts) -> list[Answer]:
    """Answers by how well a question fits them, in its language, the likeliest first."""
    ranked = matching.ranking(question, offered(answers, facts, language_of(question)))
    by_id = {answer.id: answer for answer in answers}
    return [by_id[match.answer] for match in ranked]


def _worded(line: str, facts: Facts) -> str:
    """A line without its marks, with what the sheet has for each place beside that place."""
    words, _ = split_marks(line)
    for name in names_in(words):
        fact = facts.find(name)
        if fact and fact.value:
            written = written_in(language_of(line), fact.value)
            words = words.replace(f"{{{name}}}", f"{{{name}}} {written}")
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
    def _offered(self) -> dict[Language, tuple[Offer, ...]]:
        facts = self.knowledge.facts
        return {language: offered(self.answers, facts, language) for language in LANGUAGES}

    @cached_property
    def _facts(self) -> Recalled:
        return Recalled(self.knowledge)

    async def find(self, question: str) -> Found | None:
        """The answer in the question's language, with its facts of now or as they were."""
        language = language_of(question)
        match = matching.find(question, self._offered[language])
        if match is None:
            return None
        offer = self._offered[language][match.number]
        if language == "en" and lacks_a_word(question, offer):
            told = await self._facts.find(question)  # it accounts for every word
            if told and told.filled.used[0] not in names_in(offer.line):
                return told
        answer = next(answer for answer in self.answers if answer.id == match.answer)
        line, filled = answer.filled(self.knowledge, language)
        return Found(self.how, line, filled, answer.id)
