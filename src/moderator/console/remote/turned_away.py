"""What came in and was no order: counted, and told without filling the record."""

from collections import Counter

from moderator.engine.causes import in_a_line
from moderator.journal.journal import Journal


class TurnedAway:
    """Counts what is turned away; the first of each kind is a warning in the record.

    The kinds are words of this program, never of whoever sent it, so that they are few.

    Args:
        journal: the record.
        counts: how often, by kind; the record's end tells it.
    """

    def __init__(self, journal: Journal, counts: Counter[str]) -> None:
        self._journal = journal
        self.counts = counts
        self._telling = True

    def count(self, kind: str, sender: str = "") -> None:
        """Count one.

        Args:
            kind: by which input it came, and what was wrong: `osc: no OSC message`.
            sender: where it came from, if that is known.
        """
        self.counts[kind] += 1
        if self._telling and self.counts[kind] == 1:
            whose = f", from {sender}" if sender else ""
            self._journal.write("warning", what=f"turned away: {kind}{whose}; more are counted")

    def defect(self, error: BaseException) -> None:
        """Count an exception that should not have been; the first of each kind is a fault."""
        kind = f"defect: {type(error).__name__}"
        self.counts[kind] += 1
        if self._telling and self.counts[kind] == 1:
            self._journal.write("fault", what=f"defect: {in_a_line(error)}")

    def close(self) -> None:
        """Tell no more: the record has ended."""
        self._telling = False
