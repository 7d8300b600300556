"""One place to ask for a fact: the sheet, and the sources of what is on no sheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from moderator.errors import SourceSilent
from moderator.knowledge.facts import PEOPLE, Facts
from moderator.knowledge.model import Model
from moderator.knowledge.sources.source import Live, Reading
from moderator.knowledge.template import Filled, fill
from moderator.values.duration import format_duration
from moderator.values.moment import moment_told
from moderator.values.quantity import Value
from moderator.values.time_of_day import between_ns


@dataclass(frozen=True)
class Origin:
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


@dataclass
class Knowledge:
    """Facts by name.

    Attributes:
        facts: the sheet; a revised show may bring another.
        live: the sources of what is on no sheet.
        date: the date and time now.
        model: asks a language model; None where none is asked.
    """

    facts: Facts
    live: Live
    date: Callable[[], datetime]
    model: Model | None = None

    def is_live(self, name: str) -> bool:
        """Whether a source is asked for it, and not the sheet."""
        source, _, fact = name.partition(".")
        return source in self.live and fact in self.live[source].knows

    def value(self, name: str) -> Value:
        """The value of a name.

        Raises:
            KeyError: nobody knows it.
            SourceSilent: who knows it does not answer.
        """
        return self._read(name).value if self.is_live(name) else self.facts.value(name)

    def fill(self, text: str) -> Filled:
        """Put the facts into a line.

        Raises:
            KeyError: nobody knows one of them.
            SourceSilent: who knows one does not answer.
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

    def too_old(self, names: Iterable[str]) -> str:
        """Which of some facts are older than is good, in words; empty when none is."""
        told = (self._too_old(name) for name in names if self.is_live(name))
        return next(filter(None, told), "")

    def as_of(self, name: str) -> datetime | None:
        """The moment that a fact holds for; None of one on the sheet that does not age.

        A fact there ages when its `as_of` is a date and time with a time zone.

        Raises:
            SourceSilent: who knows it does not answer.
        """
        if self.is_live(name):
            return self._read(name).as_of
        facts = (self.facts.find(each) for each in self.facts.with_inputs((name,)))
        moments = (_moment(fact.as_of) for fact in facts if fact)
        return min(filter(None, moments), default=None)

    def is_stale(self, name: str, fresh_for_ns: int | None) -> bool:
        """Whether a fact is older than somebody wants it, or than is good.

        Args:
            name: its name.
            fresh_for_ns: how old it may be, nanoseconds; None where only its source says so.

        Raises:
            SourceSilent: who knows it does not answer.
        """
        good_for_ns = self._read(name).good_for_ns if self.is_live(name) else None
        limits = [limit for limit in (fresh_for_ns, good_for_ns) if limit is not None]
        moment = self.as_of(name)
        return bool(limits and moment and self._age_ns(moment) > min(limits))

    def sources(self, names: tuple[str, ...]) -> tuple[Origin, ...]:
        """Where facts are from, in the order given, each with what it is worked out from.

        What people are called is from nowhere.
        """
        told = (name for name in names if not name.startswith(f"{PEOPLE}."))
        return tuple(self._origin(name) for name in self.facts.with_inputs(told))

    def _origin(self, name: str) -> Origin:
        if self.is_live(name):
            try:
                reading = self._read(name)
            except SourceSilent:
                return Origin(name, "", "")
            return Origin(name, moment_told(reading.as_of, self.date()).written(), reading.source)
        fact = self.facts.find(name)
        return Origin(name, fact.as_of if fact else "", fact.source if fact else "")

    def _read(self, name: str) -> Reading:
        source, _, fact = name.partition(".")
        return self.live[source].read(fact)

    def _age_ns(self, moment: datetime) -> int:
        return between_ns(moment, self.date())

    def _too_old(self, name: str) -> str:
        try:
            reading = self._read(name)
        except SourceSilent:
            return ""
        if reading.good_for_ns is None or self._age_ns(reading.as_of) <= reading.good_for_ns:
            return ""
        source, good_for = name.partition(".")[0], format_duration(reading.good_for_ns)
        told = moment_told(reading.as_of, self.date()).written()
        return f"{source} is as of {told}, good for {good_for}"


def _moment(as_of: str) -> datetime | None:
    """A date and time with its zone, if that is what was written."""
    try:
        moment = datetime.fromisoformat(as_of)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
