"""One place to ask for a fact: the sheet, and the state of the show as it is now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
        now: the time of day now, as `as_of` of what is live.
    """

    facts: Facts
    live: Mapping[str, Callable[[], Value]]
    now: Callable[[], str]

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

    def sources(self, names: tuple[str, ...]) -> tuple[Source, ...]:
        """Where facts are from, in the order given."""
        return tuple(self._source(name) for name in names)

    def _source(self, name: str) -> Source:
        if name in self.live:
            return Source(name, self.now(), LIVE[name])
        fact = self.facts.find(name)
        return Source(name, fact.as_of if fact else "", fact.source if fact else "")
