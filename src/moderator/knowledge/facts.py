"""The facts sheet: every figure that may be spoken, in one place, with its date and source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from moderator.document import Place
from moderator.values.quantity import Date, Period, Value, Year

PEOPLE = "people"
"""What the names of facts about the show's people begin with."""

_TIMES = (Year, Period, Date)


@dataclass(frozen=True)
class Fact:
    """One fact, with whatever belongs to it.

    Attributes:
        value: what is said for it; None where only its parts are facts.
        parts: facts of its own: `growth`, `period`.
        as_of: the time it holds for, as written; empty when it does not age.
        source: where it is from, as written.
        about: what it is a fact of, as a sentence would begin: `the growth of the economy`.
        note: what else its keeper has written about it.
        until: the last day on which it may be said, as written; empty when it does not expire.
        made_of: the facts that it is worked out from.
        place: where it stands on the sheet.
    """

    value: Value | None
    parts: Mapping[str, "Fact"] = field(default_factory=dict)
    as_of: str = ""
    source: str = ""
    about: str = ""
    note: str = ""
    until: str = ""
    made_of: tuple[str, ...] = ()
    place: Place | None = None

    @property
    def is_time(self) -> bool:
        """Whether it is itself a year, a period or a date."""
        return isinstance(self.value, _TIMES)


@dataclass(frozen=True, eq=False)
class Facts:
    """The whole sheet, by name; what is worked out of one is kept for it alone.

    Attributes:
        facts: the facts on it.
        broken: names on it that have a problem.
        readable: whether it could be read at all.
        people: what lines say of the show's people, by key: `people.ji.name`; on no sheet.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    readable: bool = True
    people: Mapping[str, Fact] = field(default_factory=dict)

    def find(self, name: str) -> Fact | None:
        """The fact of a dotted name, or None."""
        first, *rest = name.split(".")
        fact = Fact(None, self.people) if first == PEOPLE else self.facts.get(first)
        for part in rest:
            fact = fact.parts.get(part) if fact else None
        return fact

    def value(self, name: str) -> Value:
        """The value of a dotted name.

        Raises:
            KeyError: it is not on the sheet.
        """
        fact = self.find(name)
        if fact is None or fact.value is None:
            raise KeyError(name)
        return fact.value

    def with_inputs(self, names: Iterable[str]) -> tuple[str, ...]:
        """Facts, each followed by those that it is worked out from; each once."""
        found: dict[str, None] = {}
        for name in names:
            fact = self.find(name)
            inputs = self.with_inputs(fact.made_of) if fact else ()
            found |= dict.fromkeys((name, *inputs))
        return tuple(found)

    def period_of(self, name: str) -> str | None:
        """The name of the time that a figure is of: its own, or that of what it belongs to.

        None of a time itself, and of what has none on the sheet.
        """
        fact, names = self.find(name), name.split(".")
        while names and fact and not fact.is_time:
            period = ".".join((*names, "period"))
            if self.find(period):
                return period
            names.pop()
        return None

    def times_of(self, name: str, *, beside: bool = False) -> tuple[str, ...]:
        """The names of the times that a fact holds for: its own, or those of what it belongs to.

        Args:
            name: the fact's.
            beside: whether times count that are about something else, as `the opening of a bridge`
                is beside its length.
        """
        names = name.split(".")
        while names:
            path = ".".join(names)
            fact = self.find(path) or Fact(None)
            times = {part: its for part, its in fact.parts.items() if its.is_time}
            mine = (part for part, its in times.items() if beside or its.about == fact.about)
            if found := tuple(f"{path}.{part}" for part in mine):
                return found
            names.pop()
        return ()

    def names(self) -> Iterator[str]:
        """Every name that has a value, in order of the sheet."""
        yield from _names(self.facts, "")

    def names_of_people(self) -> Iterator[str]:
        """Every name of what is said of people: `people.ji.name`."""
        yield from _names(self.people, f"{PEOPLE}.")


def _names(facts: Mapping[str, Fact], before: str) -> Iterator[str]:
    for name, fact in facts.items():
        if fact.value is not None:
            yield before + name
        yield from _names(fact.parts, f"{before}{name}.")
