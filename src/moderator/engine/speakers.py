"""The speakers of a show: who has been introduced, heard or missed, and who has the stage."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from moderator.cues.floor import Floor, Moved
from moderator.journal.entry import Entry
from moderator.show.rundown import Called, Rundown

TOLD = ("introduced", "talk_started", "absent", "order", "cue_ended")
"""The kinds of entry that tell of them."""


class Speakers:
    """Follows the talks by the record, and hands each the floor.

    Args:
        written: the rundown as it is written: places count from it.
    """

    def __init__(self, written: Rundown) -> None:
        self.written = written
        self._introduced: set[str] = set()
        self._heard: set[str] = set()
        self._absent: set[str] = set()
        self._passed: set[str] = set()
        self._floors: dict[str, Floor] = {}

    def note(self, entry: Entry) -> None:
        """Follow the show by its record."""
        number = entry.cue or ""
        match entry.kind:
            case "introduced":
                self._introduced.add(number)
            case "talk_started":
                self._heard.add(number)
            case "order" if entry.data.get("order") == "absent":
                self._absent.add(number)
            case "order" if entry.data.get("order") == "present":
                self._absent.discard(number)
            case "absent":
                self._passed.add(number)
            case "cue_ended" if entry.data.get("outcome") == "skipped":
                self._passed.add(number)

    def go_on(self, told: Iterable[Entry]) -> None:
        """Go on where a run was cut short, of whose speakers these entries tell."""
        for entry in told:
            self.note(entry)

    def heard(self, number: str) -> bool:
        """Whether a talk has begun, now or before."""
        return number in self._heard

    def absent(self, number: str) -> bool:
        """Whether the operator has said that its speaker is not there."""
        return number in self._absent

    def floor(self, number: str | None) -> tuple[str, Floor] | None:
        """The floor of a talk that is performed now; of any, when none is named."""
        floors = self._floors.items()
        return next(((one, floor) for one, floor in floors if number in (None, one)), None)

    @contextmanager
    def on_stage(self, number: str) -> Iterator[Floor]:
        """The floor of a talk, while it is performed."""
        others = self._others(number)
        place = 1 + sum(other.number in self._heard for other in others)
        self._floors[number] = floor = Floor(
            place,
            self._moved(number, others),
            introduced=number in self._introduced,
            absent=number in self._absent,
        )
        try:
            yield floor
        finally:
            del self._floors[number]

    def _others(self, number: str) -> list[Called]:
        """The other talks of its act, as they are written; another act may have its title."""
        for _, cues in self.written.acts():
            if any(called.number == number for called in cues):
                return [c for c in cues if c.cue.talk and c.number != number]
        return []

    def _moved(self, number: str, others: list[Called]) -> Moved:
        this = self.written.find(number)
        at = this.position if this else -1
        gone = self._heard | self._absent | self._passed
        if any(other.position > at and other.number in self._heard for other in others):
            return "later"
        waits = (other for other in others if other.position < at and other.number not in gone)
        return "earlier" if any(waits) else ""
