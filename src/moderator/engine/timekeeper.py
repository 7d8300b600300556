"""Planned, expected and actual times."""

from moderator.show.rundown import Called, Rundown


class Timekeeper:
    """Keeps when cues began and ended, and says how far the show is over.

    Args:
        rundown: the cues with their planned times.
    """

    def __init__(self, rundown: Rundown) -> None:
        self._rundown = rundown
        self._running: dict[int, int] = {}
        self._slack_ns: int | None = None

    def began(self, called: Called, at_ns: int) -> None:
        """A cue was called."""
        if called.position >= 0:
            self._running[called.position] = at_ns

    def ended(self, called: Called, at_ns: int) -> None:
        """A cue has ended."""
        if self._running.pop(called.position, None) is not None:
            self._slack_ns = at_ns - called.planned.end_ns

    def over_ns(self, now_ns: int, planned_zero_ns: int, standby: int) -> int:
        """How far the show is over its plan now; negative when it is ahead.

        While cues run, they were this late to begin, and by now too long. Between cues, the last
        one ended this late, or the next is overdue.

        Args:
            now_ns: now, on the show's clock.
            planned_zero_ns: when the show was due to start, on the same clock.
            standby: position of the cue on standby.
        """
        cues = self._rundown.cues
        if self._running:
            return max(
                began_ns
                - planned_zero_ns
                - cues[position].planned.start_ns
                + max(0, now_ns - began_ns - cues[position].planned.length_ns)
                for position, began_ns in self._running.items()
            )
        overdue = 0
        if standby < len(cues):
            overdue = now_ns - planned_zero_ns - cues[standby].planned.start_ns
        if self._slack_ns is None:
            return max(0, overdue)
        return max(self._slack_ns - planned_zero_ns, overdue)
