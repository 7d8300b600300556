"""What the audience has heard of the programme, and what comes."""

from collections.abc import Iterable

from moderator.cues.conditions import Known, holds, parse
from moderator.engine.book import Book
from moderator.engine.clock import ShowClock
from moderator.engine.timekeeper import Timekeeper
from moderator.errors import SourceSilent
from moderator.journal.entry import Entry
from moderator.show.rundown import Called
from moderator.values.quantity import Text
from moderator.values.show_time import Left, Standing


class Programme:
    """Tells of the show itself, in words.

    Args:
        book: who speaks.
        clock: the show's clock.
        time: the rundown, how far the show is over, and which cue is next.
    """

    def __init__(self, book: Book, clock: ShowClock, time: Timekeeper) -> None:
        self._book = book
        self._clock = clock
        self._time = time
        self._heard: list[str] = []
        self._done: set[str] = set()

    def note(self, entry: Entry) -> None:
        """Follow the show by its record."""
        if entry.kind == "talk_ended" and entry.cue:
            self._heard.append(entry.cue)
        if entry.kind == "cue_ended" and entry.data.get("outcome") == "succeeded":
            self._done.add(entry.cue or "")

    def go_on(self, heard: Iterable[str], done: Iterable[str] = ()) -> None:
        """Go on where these talks have been heard, and these cues have come to their end."""
        self._heard += heard
        self._done.update(done)

    def holds(self, condition: str) -> bool:
        """Whether a condition holds now."""
        over_ns = self._time.over_ns()
        return holds(parse(condition), Known(over_ns, self._left_ns(over_ns), self._has_heard))

    def over(self) -> Standing:
        """How the show stands against its plan."""
        return Standing(self._time.over_ns())

    def left(self) -> Left:
        """How long it still takes, as it goes now."""
        return Left(self._left_ns(self._time.over_ns()))

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
                return Text(self._book.materials.person(called.cue.talk.by).name)
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

    def _left_ns(self, over_ns: int) -> int:
        ends_ns = self._time.rundown.planned_ns + self._clock.planned_zero_ns + over_ns
        return ends_ns - self._clock.now_ns()

    def _has_heard(self, number: str) -> bool:
        """Whether a cue was heard to its end; of a talk, whether its speaker spoke."""
        called = self._time.rundown.find(number)
        talk = called is not None and called.cue.talk is not None
        return number in (self._heard if talk else self._done)

    def _coming(self) -> tuple[Called, ...]:
        return self._time.rundown.cues[self._time.standby :]

    def _talk(self, number: str) -> str:
        """A talk by its speaker and its title; empty when the show has none of that number."""
        called = self._time.rundown.find(number)
        talk = called.cue.talk if called else None
        if talk is None:
            return ""
        name = self._book.materials.person(talk.by).name
        return f"{name}, on {talk.title}" if talk.title else name


def _in_a_row(told: list[str]) -> str:
    """Some things as they are told one after another."""
    *first, last = told
    return f"{'; '.join(first)}; and {last}" if first else last
