"""What a draft says that is not in its facts.

Every figure must be one of the facts', stand with the words for that fact and with its time; every
name must be written there. What cannot be told for sure is objected to: a draft is dropped rather
than spoken wrongly.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from moderator.knowledge.guard.binding import CLEARLY, bind, is_figure_of, said_in
from moderator.knowledge.guard.cited import Cited, hedge_before
from moderator.knowledge.guard.draft import Item, sentences
from moderator.knowledge.guard.segments import (
    Segment,
    When,
    around_time,
    segments,
    times_of,
    word_before,
)
from moderator.knowledge.guard.subjects import Subjects
from moderator.knowledge.guard.times import Form
from moderator.knowledge.guard.vocabulary import (
    ATTRIBUTIONS,
    BINDING,
    GROWTH,
    MEASURES,
    is_claim,
    is_plain,
    is_word,
)

_STRANGE = re.compile(r"(?:(?![A-Za-zÀ-ɏḀ-ỿ])[^\W\d_])+")
"""Letters other than Latin ones: figures in them would not be seen."""

_SHORTEST_ADVERB = 6


def objections(
    draft: str, cited: Sequence[Cited], question: str = "", names: Sequence[str] = ()
) -> tuple[str, ...]:
    """What a draft says that is not in its facts, in words.

    Args:
        draft: whole sentences.
        cited: the facts that it was given.
        question: what it answers; `it` may be what was asked for, and its names may be said in a
            sentence without a figure.
        names: others that may be said so: of the show, its robot, its people.

    Returns:
        One sentence for each objection; none when it may be spoken.
    """
    return tuple(dict.fromkeys(_Guard(cited, (*names, question)).objections(draft, question)))


@dataclass(frozen=True)
class _Before:
    """What the sentences before have been about.

    Attributes:
        subject: the words for it.
        times: the times in the sentence before.
        meant: the facts whose figures were in it.
    """

    subject: frozenset[str] = frozenset()
    times: tuple[Form, ...] = ()
    meant: tuple[Cited, ...] = ()


class _Guard:
    def __init__(self, cited: Sequence[Cited], names: Sequence[str]) -> None:
        self.cited = cited
        self.subjects = Subjects(cited)
        measured = {fact.about for fact in cited if not fact.is_time}
        self.dates = [fact for fact in cited if fact.is_time and fact.about not in measured]
        self.names = frozenset(
            item.key for text in names for items in sentences(text) for item in items
        ).union(*(fact.everything for fact in cited))

    def objections(self, draft: str, question: str) -> Iterator[str]:
        if strange := _STRANGE.search(draft):
            yield f"{strange.group()!r} cannot be read"
        before = self.asked(question)
        for read in sentences(draft):
            items = [self.as_word(read, at) for at in range(len(read))]
            if any(item.kind == "figure" for item in items):
                before = yield from self.with_figures(items, before)
            else:
                before = yield from self.without_figures(items)

    def asked(self, question: str) -> _Before:
        """What was asked for, where the facts have every word of it."""
        items = [item for sentence in sentences(question) for item in sentence]
        keys = frozenset(item.key for item in items if item.key and not is_plain(item.text))
        if not all(self.may_say(self.cited, word, keys) for word in keys):
            return _Before()
        return _Before(self.subjects.named_in(items), _times_in(items))

    def as_word(self, items: list[Item], at: int) -> Item:
        """A figure that is part of what is written of a fact: the `15th Five-Year Plan`."""
        item = items[at]
        if item.kind != "figure" or any(is_figure_of(fact, item, items) for fact in self.cited):
            return item
        mentioned = any(fact.mentions(items, at) for fact in self.cited)
        return Item("word", item.text, item.form) if mentioned else item

    def may_say(self, facts: Sequence[Cited], word: str, sentence: frozenset[str]) -> bool:
        """Whether a word may stand with one of some facts, in a sentence of these words."""
        attributed = bool(sentence & ATTRIBUTIONS)
        return any(
            word in fact.words
            or (word in fact.loose and word not in self.subjects.vocabulary)
            or (attributed and word in fact.everything)
            or any(word in clause <= sentence | fact.owner for clause in fact.whole_clauses)
            for fact in facts
        )

    def without_figures(self, items: list[Item]) -> Generator[str, None, _Before]:
        """Names, times and claims of a sentence that has no figure."""
        keys = _keys(items)
        times = _times_in(items)
        for at, item in enumerate(items):
            if item.form:
                yield from self.alone(items, at)
            elif _is_name(item, first=not at) and item.key not in self.names:
                yield f"{item.text!r} is not a name in the facts"
            elif (
                item.key
                and (is_claim(item.text) or (times and not is_plain(item.text)))
                and not self.may_say(self.cited, item.key, keys)
            ):
                yield f"{item.text!r} is not in the facts"
        return _Before(self.subjects.named_in(items), times)

    def alone(self, items: list[Item], at: int) -> Iterator[str]:
        """A time without a figure, or a name with one: whose it is, by the words around it."""
        item = items[at]
        if item.text.lower().startswith("this "):
            return
        its = [fact for fact in self.cited if fact.holds_at(item.form) or fact.mentions(items, at)]
        told = self.subjects.named_in(around_time(items, at))
        if not its:
            yield f"{item.text!r} is not a time in the facts"
        elif not told and item.kind == "time":
            if not any(fact.is_as_of(item.form) for fact in self.cited):
                yield f"{item.text!r} is not the time of the facts"
        else:
            best = max(self.subjects.fit(fact, told) for fact in its)
            rival = max(self.cited, key=lambda fact: self.subjects.fit(fact, told))
            if self.subjects.fit(rival, told) > best + CLEARLY:
                yield f"{item.text!r} is not of {rival.about}"

    def with_figures(self, items: list[Item], before: _Before) -> Generator[str, None, _Before]:
        """Figures, and all that is said with them."""
        parts = segments(items, self.subjects)
        held_on = When(before.times[0], own=not before.meant) if len(before.times) == 1 else None
        figures = [item for item in items if item.kind == "figure"]
        stated = [f for f in self.cited if any(is_figure_of(f, item, items) for item in figures)]
        times = times_of(parts, held_on, stated, self.subjects)
        subject = before.subject
        bound: list[tuple[Segment, list[Cited]]] = []
        for part, whens in zip(parts, times, strict=True):
            found = [
                bind(said, items, self.cited, self.subjects)
                for said in said_in(part, whens, subject, _keys(items), self.subjects)
            ]
            yield from (wrong for wrong in found if isinstance(wrong, str))
            bound.append((part, [fact for fact in found if isinstance(fact, Cited)]))
            told = self.subjects.named_in(part.items)
            subject = told - BINDING - MEASURES or subject
        meant = tuple(fact for _, facts in bound for fact in facts)
        if len(meant) == sum(len(part.figures) for part in parts):
            grows = _grows(items, meant) or _grew(before.meant, meant)
            for part, facts in bound:
                yield from self.words_of(part, facts, _keys(items), grows)
            yield from _of_none(items, meant)
        return _Before(subject, _times_in(items), meant)

    def words_of(
        self, part: Segment, meant: list[Cited], sentence: frozenset[str], grows: bool
    ) -> Iterator[str]:
        """Words that stand with figures and that none of their facts has."""
        hedged = {
            at - back
            for at in part.figures
            for back in range(1, hedge_before(part.items, at)[1] + 1)
        }
        facts = [*meant, *(fact for fact in self.dates if fact.form in part.times)]
        for at, item in enumerate(part.items):
            if not item.key or at in hedged or (is_plain(item.text) and not is_claim(item.text)):
                continue
            if self.may_say(facts, item.key, sentence) or (grows and item.key == GROWTH):
                continue
            yield f"{item.text!r} is not said of {meant[0].about}"


def _keys(items: list[Item]) -> frozenset[str]:
    return frozenset(item.key for item in items if item.key)


def _times_in(items: list[Item]) -> tuple[Form, ...]:
    return tuple(item.form for item in items if item.kind == "time")


def _is_name(item: Item, *, first: bool) -> bool:
    """Whether a word is a name, and not one that only begins a sentence."""
    adverb = first and item.text.endswith("ly") and len(item.text) >= _SHORTEST_ADVERB
    return item.name and bool(item.key) and not is_word(item.text) and not adverb


def _grows(items: list[Item], meant: Sequence[Cited]) -> bool:
    """Whether a sentence tells of one thing at two times, and it was more at the later."""
    figures = [at for at, item in enumerate(items) if item.kind == "figure"]
    leads = [word_before(items, at) for at in figures]
    return any(
        (after != "from" and _grew([one], [other])) or (lead != "from" and _grew([other], [one]))
        for (one, lead), (other, after) in pairwise(zip(meant, leads, strict=True))
    )


def _grew(earlier: Sequence[Cited], later: Sequence[Cited]) -> bool:
    """Whether a figure is a later and a larger one than one before, of the same thing."""
    return any(
        one.about == other.about
        and str(one.held) < str(other.held)
        and one.form[0] == other.form[0]
        and isinstance(less := one.form[-1], Decimal)
        and isinstance(more := other.form[-1], Decimal)
        and less < more
        for one in earlier
        for other in later
    )


def _of_none(items: list[Item], meant: Sequence[Cited]) -> Iterator[str]:
    """Times that no fact in a sentence holds for, and names with figures that none has."""
    for at, item in enumerate(items):
        if not item.form or item.kind == "figure" or any(f.mentions(items, at) for f in meant):
            continue
        kind, *ends = item.form
        if item.kind == "word":
            yield f"{item.text!r} is not said of {meant[0].about}"
        elif not any(fact.holds_at(item.form) for fact in meant) and not (
            kind == "span"
            and all(any(fact.holds_at(("year", end)) for fact in meant) for end in ends)
        ):
            yield f"{item.text!r} is not a time of {meant[0].about}"
