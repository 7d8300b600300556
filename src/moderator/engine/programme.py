"""What the audience has heard of the programme, and what comes."""

from collections.abc import Iterable

from moderator.cues.materials import Materials
from moderator.engine.clock import ShowClock
from moderator.engine.timekeeper import Timekeeper
from moderator.errors import SourceSilent
from moderator.journal.entry import Entry
from moderator.show.rundown import Called, Rundown
from moderator.values.duration import NS_PER_S
from moderator.values.quantity import Text

_MINUTE_NS = 60 * NS_PER_S
_ON_TIME_NS = 30 * NS_PER_S


class Programme:
    """Tells of the show itself, in words.

    Args:
        rundown: its cues.
        materials: who speaks.
        clock: the show's clock.
        time: how far the show is over, and which cue is next.
    """

    def __init__(
        self, rundown: Rundown, materials: Materials, clock: ShowClock, time: Timekeeper
    ) -> None:
        self._rundown = rundown
        self._materials = materials
        self._clock = clock
        self._time = time
        self._heard: list[str] = []

    def note(self, entry: Entry) -> None:
        """Follow the show by its record."""
        if entry.kind == "talk_ended" and entry.cue:
            self._heard.append(entry.cue)

    def go_on(self, heard: Iterable[str]) -> None:
        """Go on where these talks, by the numbers of their cues, have been heard."""
        self._heard += heard

    def over(self) -> Text:
        """How the show stands against its plan."""
        return Text(over_in_words(self._time.over_ns()))

    def left(self) -> Text:
        """How long it still takes, as it goes now."""
        ends_ns = self._rundown.planned_ns + self._clock.planned_zero_ns + self._time.over_ns()
        return Text(left_in_words(ends_ns - self._clock.now_ns()))

    def next(self) -> Text:
        """The cue that comes next.

        Raises:
            SourceSilent: none does.
        """
        for called in self._coming():
            return Text(called.title)
        raise SourceSilent("no cue comes any more")

    def next_speaker(self) -> Text:
        """Who speaks next.

        Raises:
            SourceSilent: nobody does.
        """
        for called in self._coming():
            if called.cue.talk:
                return Text(self._materials.person(called.cue.talk.by).name)
        raise SourceSilent("nobody speaks any more")

    def heard(self) -> Text:
        """Whose talks have been heard.

        Raises:
            SourceSilent: nobody's.
        """
        talks = [self._talk(number) for number in dict.fromkeys(self._heard)]
        if told := [talk for talk in talks if talk]:
            return Text(_in_a_row(told))
        raise SourceSilent("nobody has spoken yet")

    def _coming(self) -> tuple[Called, ...]:
        return self._rundown.cues[self._time.standby :]

    def _talk(self, number: str) -> str:
        """A talk by its speaker and its title; empty when the show has none of that number."""
        called = self._rundown.find(number)
        talk = called.cue.talk if called else None
        if talk is None:
            return ""
        name = self._materials.person(talk.by).name
        return f"{name}, on {talk.title}" if talk.title else name


def over_in_words(over_ns: int) -> str:
    """How the show stands against its plan: `on time`, `3 minutes late`, `1 minute ahead`."""
    if abs(over_ns) < _ON_TIME_NS:
        return "on time"
    minutes = max(1, round(abs(over_ns) / _MINUTE_NS))
    return f"{_minutes(minutes)} {'late' if over_ns > 0 else 'ahead'}"


def left_in_words(left_ns: int) -> str:
    """How long something still takes: `about 25 minutes`, `about 1 hour and 10 minutes`."""
    minutes = round(left_ns / _MINUTE_NS)
    if minutes < 1:
        return "less than a minute"
    hours, minutes = divmod(minutes, 60)
    told = [f"{hours} hour{'s' * (hours > 1)}"] if hours else []
    told += [_minutes(minutes)] if minutes else []
    return f"about {' and '.join(told)}"


def _minutes(minutes: int) -> str:
    return f"{minutes} minute{'s' * (minutes > 1)}"


def _in_a_row(told: list[str]) -> str:
    """Some things as they are told one after another."""
    *first, last = told
    return f"{'; '.join(first)}; and {last}" if first else last
