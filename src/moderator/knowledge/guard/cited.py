"""Facts as a draft is held against them: their figures, their times and the words for them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from moderator.knowledge.facts import Facts
from moderator.knowledge.guard.draft import Item, sentences
from moderator.knowledge.guard.times import Form
from moderator.knowledge.guard.vocabulary import BINDING, HEDGES, is_plain, is_superlative, key
from moderator.values.quantity import Count, Date, Period, Text, Value, Year

_YEARLY = key("annual")
_EXPECTED = key("expected")
_NEEDED = frozenset((_YEARLY, _EXPECTED, key("each")))
COMPUTED = "computed from"
"""How the source of a fact begins that is worked out from others."""

_LONGEST_HEDGE = 4
_NEAR = 3


@dataclass(frozen=True)
class Cited:
    """A fact that a draft was given.

    Attributes:
        name: its dotted name on the sheet.
        value: what it is.
        about: what it is a fact of; in brackets, another name for the same.
        times: the times that it holds for.
        as_of: how old it is, as written.
        source: who says so, as written.
        note: what else its keeper has written about it.
    """

    name: str
    value: Value
    about: str
    times: tuple[Value, ...] = ()
    as_of: str = ""
    source: str = ""
    note: str = ""

    @cached_property
    def form(self) -> Form:
        """Its figure; empty for words."""
        read = items_of(self.value.written())
        found = [item.form for item in read if item.form]
        if not found or (isinstance(self.value, Text) and len(read) > 1):
            return ()
        return found[0]

    @property
    def is_time(self) -> bool:
        """Whether it is itself a year, a period or a date."""
        return isinstance(self.value, Year | Period | Date)

    @cached_property
    def held(self) -> tuple[Form, ...]:
        """The times that it holds for; without any, the one that it is as of."""
        times = [time.written() for time in self.times] or [self.as_of]
        return tuple(item.form for time in times for item in items_of(time) if item.kind == "time")

    @cached_property
    def owner(self) -> frozenset[str]:
        """Whose fact it is: who says so, where the source begins with a name."""
        first = self.source.partition(",")[0]
        if first.startswith(COMPUTED):
            return frozenset(item.key for item in items_of(first) if item.name)
        return frozenset(_keys(first) if first[:1].isupper() else ())

    @cached_property
    def namings(self) -> tuple[frozenset[str], ...]:
        """The ways to name what it is a fact of, each as the words that it takes."""
        main, _, rest = self.about.partition("(")
        ways = [frozenset(telling(main)), frozenset(telling(rest)), self.things]
        return tuple(way - self.owner or way for way in ways if way)

    @cached_property
    def things(self) -> frozenset[str]:
        """What is counted, of a count; a unit of measure is part of its figure."""
        return frozenset(telling(self.value.written() if isinstance(self.value, Count) else ""))

    @cached_property
    def subject(self) -> frozenset[str]:
        """The words that name what it is a fact of."""
        return frozenset().union(*self.namings)

    @cached_property
    def pairs(self) -> tuple[frozenset[str], ...]:
        """Two things that it is about together: `imports and exports`."""
        read = items_of(self.about)
        return tuple(
            frozenset((one.key, other.key))
            for one, joint, other in zip(read, read[1:], read[2:], strict=False)
            if joint.text == "and"
        )

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """The words of what it is about, in order."""
        return tuple(telling(self.about))

    @cached_property
    def needed(self) -> frozenset[str]:
        """Words without which its figure would say something else: a growth is yearly."""
        return _NEEDED & set(_keys(self.about))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that may stand with its figure."""
        value = self.value.written() if isinstance(self.value, Count | Text) else ""
        implied = {_YEARLY} if all(time[0] == "year" for time in self.held) else set()
        implied |= {_EXPECTED} if self.is_time else set()
        return self.subject | self.owner | implied | set(_keys(f"{self.about} {value}"))

    @cached_property
    def notes(self) -> tuple[tuple[Item, ...], ...]:
        """The clauses of its note."""
        return tuple(tuple(items_of(clause)) for clause in re.split(r"[;,.] ", self.note))

    @cached_property
    def hedges(self) -> frozenset[tuple[str, object]]:
        """How its note makes figures inexact: `nearly` and the number."""
        return frozenset(
            (hedge, item.form[-1])
            for clause in self.notes
            for at, item in enumerate(clause)
            if item.kind == "figure" and (hedge := hedge_before(clause, at)[0])
        )

    @cached_property
    def whole_clauses(self) -> tuple[frozenset[str], ...]:
        """Clauses with a superlative or a name: said whole or not at all."""
        return tuple(
            frozenset(item.key for item in clause if item.key and not is_plain(item.text))
            for clause in (*self.notes, tuple(items_of(self.about)))
            if any(is_superlative(item.text) for item in clause)
            or any(item.name and item.key not in self.words for item in clause[1:])
        )

    @cached_property
    def loose(self) -> frozenset[str]:
        """Words of its note that may stand alone."""
        bound = frozenset().union(*self.whole_clauses)
        return frozenset(item.key for clause in self.notes for item in clause if item.key) - bound

    @cached_property
    def everything(self) -> frozenset[str]:
        """Every word that is written of it."""
        return frozenset(_keys(f"{self.about} {self.value.written()} {self.source}. {self.note}"))

    def holds_at(self, time: Form) -> bool:
        """Whether it holds for a time, as a draft has it."""
        return any(_same_time(time, held) for held in self.held)

    def is_as_of(self, time: Form) -> bool:
        """Whether it is as old as that."""
        return any(_same_time(time, item.form) for item in items_of(self.as_of) if item.form)

    @cached_property
    def written(self) -> tuple[tuple[list[Item], frozenset[str]], ...]:
        """Each sentence that is written of it, and the words that tell what that is about."""
        texts = (self.about, self.value.written(), *self.note.split(";"), self.source)
        return tuple((read, frozenset(telling(text))) for text in texts for read in sentences(text))

    def mentions(self, items: list[Item], at: int) -> bool:
        """Whether what is written of it has the figure, with the same word beside it.

        `First in Beijing` is said with all that it is first by.
        """
        beside = _beside(items, at)
        said = {item.key for item in items} | self.owner
        return any(
            beside & _beside(read, position)
            and (subject <= said or not _is_first_of(read, position))
            for read, subject in self.written
            for position, item in enumerate(read)
            if item.form and item.form == items[at].form
        )


def cite(facts: Facts, names: Iterable[str]) -> tuple[Cited, ...]:
    """Facts of a sheet as a draft is given them.

    A fact holds for its own period or years, or for those of what it is a part of. Two years called
    `from` and `to` are a span.

    Raises:
        KeyError: one is not on the sheet.
    """
    return tuple(_cite(facts, name) for name in names)


def hedge_before(items: tuple[Item, ...] | list[Item], at: int) -> tuple[str, int]:
    """The words that make a figure inexact: what they come down to, and how many they are."""
    for length in range(min(_LONGEST_HEDGE, at), 0, -1):
        text = " ".join(item.text.lower() for item in items[at - length : at] if item.text != '"')
        if text in HEDGES:
            return HEDGES[text], length
    return "", 0


def _cite(facts: Facts, name: str) -> Cited:
    fact = facts.find(name)
    value = facts.value(name)
    assert fact is not None
    names = facts.times_of(name, beside=True)
    times = tuple(_spanned({each: facts.value(each) for each in names}))
    cited = Cited(name, value, fact.about, times, fact.as_of, fact.source, fact.note)
    return replace(cited, times=(*times, value)) if cited.is_time else cited


def _spanned(times: dict[str, Value]) -> Iterator[Value]:
    """Times, two years called `from` and `to` as a span."""
    ends = {name.rpartition(".")[2]: value for name, value in times.items()}
    first, last = ends.get("from"), ends.get("to")
    if isinstance(first, Year) and isinstance(last, Year):
        yield Period(first.number, last.number)
        del ends["from"], ends["to"]
    yield from ends.values()


def items_of(text: str) -> list[Item]:
    """The items of all sentences of a text."""
    return [item for sentence in sentences(text) for item in sentence]


def _keys(text: str) -> Iterator[str]:
    return (item.key for item in items_of(text) if item.key)


def telling(text: str) -> Iterator[str]:
    """The words of a text that tell what it is about."""
    return (
        item.key
        for item in items_of(text)
        if item.key and (item.key in BINDING or not is_plain(item.text))
    )


def _beside(items: list[Item], at: int) -> frozenset[str]:
    after = [item.key for item in items[at + 1 :] if item.key and not is_plain(item.text)]
    before = items[at - 1].key if at and not is_plain(items[at - 1].text) else ""
    return frozenset(after[:_NEAR]) | ({before} if before else set())


def _is_first_of(items: list[Item], at: int) -> bool:
    """Whether a figure says what something is the first of."""
    return at + 1 < len(items) and items[at + 1].text in ("in", "of", "by")


def _same_time(time: Form, held: Form) -> bool:
    if time == held:
        return True
    match time, held:
        case ("since", first), ("span" | "year", begun, *_):
            return first == begun
        case (part,), (other, _):
            return part == other
        case ("date", day, month, year), ("date", *known):
            return (day in (None, known[0])) and month == known[1] and year in (None, known[2])
    return False
