"""One place to ask for a fact: the sheet, and the state of the show as it is now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderator.errors import SourceSilent
from moderator.knowledge.facts import Facts
from moderator.knowledge.template import Filled, fill
from moderator.values.quantity import Value

LIVE: Mapping[str, str] = {
    "clock.time": "the time of day in the show's time zone",
    "clock.date": "the date in the show's time zone",
    "show.over": "how the show stands against its plan: 'on time', '3 minutes late'",
    "robot.battery": "the charge left in the robot's battery",
}
"""Facts that are not on any sheet: read when they are spoken, never rendered beforehand."""


Live = Mapping[str, Callable[[], Value]]
"""What reads each of them now."""


@dataclass(frozen=True)
class Source:
    """Where a spoken fact is from.

    Attributes:
        fact: its name.
        as_of: the time it holds for.
        source: who says so.
    """

    fact: str
    as_of: str
    source: str

    def as_json(self) -> dict[str, object]:
        """As plain data, for the record."""
        return {"fact": self.fact, "as_of": self.as_of, "source": self.source}


@dataclass(frozen=True)
class Knowledge:
    """Facts by name.

    Attributes:
        facts: the sheet.
        live: reads one of LIVE now, by its name.
        date: the date and time now.
    """

    facts: Facts
    live: Live
    date: Callable[[], datetime]

    def value(self, name: str) -> Value:
        """The value of a name.

        Raises:
            KeyError: nobody knows it.
        """
        if name in self.live:
            return self.live[name]()
        return self.facts.value(name)

    def fill(self, text: str) -> Filled:
        """Put the facts into a line.

        Raises:
            KeyError: nobody knows one of them.
        """
        return fill(text, self.value)

    def wrong_with(self, names: Iterable[str]) -> str:
        """Who does not answer for some facts, in words; empty when all do."""
        try:
            for name in names:
                self.value(name)
        except SourceSilent as error:
            return error.message
        return ""

    def oldest_ns(self, names: tuple[str, ...]) -> int:
        """The age of the oldest of some facts, nanoseconds; 0 for what does not age.

        A fact ages when its `as_of` is a date and time with a time zone.
        """
        facts = (self.facts.find(name) for name in names if name not in self.live)
        moments = (_moment(fact.as_of) for fact in facts if fact)
        ages = (self.date() - moment for moment in moments if moment)
        return max((age // timedelta(microseconds=1) * 1000 for age in ages), default=0)

    def sources(self, names: tuple[str, ...]) -> tuple[Source, ...]:
        """Where facts are from, in the order given."""
        return tuple(self._source(name) for name in names)

    def _source(self, name: str) -> Source:
        if name in self.live:
            return Source(name, f"{self.date():%H:%M}", LIVE[name])
        fact = self.facts.find(name)
        return Source(name, fact.as_of if fact else "", fact.source if fact else "")


def _moment(as_of: str) -> datetime | None:
    """A date and time with its zone, if that is what was written."""
    try:
        moment = datetime.fromisoformat(as_of)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
