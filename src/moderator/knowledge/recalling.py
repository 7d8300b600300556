"""Answers from facts alone, where nobody has written one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from moderator.errors import SourceSilent
from moderator.knowledge.asked_for import AskedFor, asked_for
from moderator.knowledge.facts import Facts
from moderator.knowledge.finding import Found, How
from moderator.knowledge.guard.cited import Cited, cite, items_of, telling
from moderator.knowledge.guard.vocabulary import key
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.sources.source import AS_OF
from moderator.knowledge.telling import as_of_now, of_its_time

_PLACE = 3
"""A name in what so many families of facts are about is the place that the sheet is of."""

_MAY_BE_LEFT_OUT = frozenset(map(key, "annual average actual total all".split()))

Ways = tuple[frozenset[str], ...]
"""The words of each way to name a fact."""


@dataclass(frozen=True)
class Recalled:
    """Tells the one fact that a question asks for; none where a word of it is of something else.

    Attributes:
        knowledge: has the facts.
    """

    knowledge: Knowledge
    how: How = "facts"
    within_s: float = 0.5

    async def find(self, question: str) -> Found | None:
        """The fact that is asked for, in a sentence."""
        named = self._sheet | dict(from_sources(self.knowledge))
        if not named:
            return None
        year = self.knowledge.date().year
        known = frozenset().union(*(fact.words for fact in named))
        fact = _nearest(asked_for(question, known, year), named)
        if fact is None:
            return None
        live = self.knowledge.is_live(fact.name)
        line = as_of_now(fact) if live else of_its_time(fact, self.knowledge.facts, year)
        return Found(self.how, line, self.knowledge.fill(line))

    @property
    def _sheet(self) -> dict[Cited, Ways]:
        return from_sheet(self.knowledge.facts)


@lru_cache(maxsize=4)
def from_sheet(facts: Facts) -> dict[Cited, Ways]:
    """The facts of a sheet that can be told alone, and how each is named; worked out once."""
    cited = cite(facts, tellable(facts))
    places = _places(cited)
    return {each: _ways(each, places) for each in cited}


def from_sources(knowledge: Knowledge) -> Iterator[tuple[Cited, Ways]]:
    """The same of the show's own sources that answer; what they know is called by its name."""
    for source in knowledge.live.values():
        if AS_OF not in source.knows:
            continue  # the show's own state: who wants it told writes an answer
        for fact in (fact for fact in source.knows if fact != AS_OF):
            words = fact.replace("_", " ")
            about = f"the {words} ({source.name} {words})"
            try:
                reading = source.read(fact)
            except SourceSilent:
                continue
            cited = Cited(f"{source.name}.{fact}", reading.value, about, source=reading.source)
            yield cited, _ways(cited, frozenset())


def tellable(facts: Facts) -> Iterator[str]:
    """The facts of a sheet that say enough of themselves to be told alone."""
    for name in facts.names():
        fact = facts.find(name)
        if fact and fact.about and fact.source and not (fact.is_time and facts.times_of(name)):
            yield name


def _nearest(asked: AskedFor, named: Mapping[Cited, Ways]) -> Cited | None:
    """The fact that most words name; of the same at several times, the latest and shortest."""
    many = {
        fact: max((len(way) for way in ways if asked.names(way)), default=0)
        for fact, ways in named.items()
        if asked.is_met_by(fact)
    }
    most = max(many.values(), default=0)
    nearest = [fact for fact, its in many.items() if its == most]
    if not most or len({named[fact] for fact in nearest}) > 1:
        return None
    return max(nearest, key=_latest)


def _latest(fact: Cited) -> tuple[int, int]:
    years = [year for form in fact.held for year in form[1:] if isinstance(year, int)]
    return max(years, default=0), min(years, default=0)


def _places(cited: Sequence[Cited]) -> frozenset[str]:
    named: dict[str, set[str]] = {}
    for fact in cited:
        for item in items_of(fact.about):
            if item.name:
                named.setdefault(item.key, set()).add(fact.name.partition(".")[0])
    return frozenset(word for word, families in named.items() if len(families) >= _PLACE)


def _ways(fact: Cited, places: frozenset[str]) -> Ways:
    """How a fact is named; by what is counted where that is called otherwise, with whose it is."""
    main, _, other = fact.about.partition("(")
    ways = [frozenset(telling(main)), frozenset(telling(other))]
    if fact.things and not fact.things & ways[0]:
        whose = {item.key for item in items_of(main.partition(",")[0]) if item.name}
        ways.append(fact.things | whose)
    return tuple(way - places - _MAY_BE_LEFT_OUT or way for way in ways if way)
