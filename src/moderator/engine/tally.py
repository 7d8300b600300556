"""How many cues ended which way."""

from collections import Counter
from collections.abc import Mapping

from moderator.journal.journal import Journal
from moderator.show.rundown import Called
from moderator.values.duration import seconds


class Tally:
    """Counts the ends of cues.

    Args:
        journal: the record.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._ended: Counter[str] = Counter()

    def count(self, outcome: str) -> None:
        """A cue has ended."""
        self._ended[outcome] += 1

    def go_on(self, ended: Mapping[str, int]) -> None:
        """Go on where a run was cut short, in which so many cues had ended which way."""
        self._ended.update(ended)

    def pass_over(self, called: Called, why: str) -> None:
        """Record that a cue does nothing this time."""
        self.count("skipped")
        self._journal.write(
            "cue_ended",
            called.number,
            outcome="skipped",
            why=why,
            planned_s=seconds(called.acting.length_ns),
            actual_s=0.0,
        )

    def as_counts(self) -> dict[str, int]:
        """How many were done, skipped, failed, unknown."""
        done, skipped, unknown = (self._ended[k] for k in ("succeeded", "skipped", "unknown"))
        failed = self._ended.total() - done - skipped - unknown
        return {"done": done, "skipped": skipped, "failed": failed, "unknown": unknown}
