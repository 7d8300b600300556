"""Planned, expected and actual times."""

from collections.abc import Callable, Iterable

from moderator.engine.clock import ShowClock
from moderator.engine.expecting import Expected, Offer, UnderWay, expected
from moderator.show.rundown import Called, Rundown


class Timekeeper:
    """Keeps when cues began and ended, and says how far the show is over.

    Args:
        rundown: the cues with their planned times.
        clock: the show's clock.

    Attributes:
        rundown: the same as it stands now: cues that are to come may have been moved.
        standby: position of the cue on standby; the playhead keeps it current.
        waiting: the cues that start when the show is resumed, or at their fixed time.
        passes_over: why a cue does nothing when its turn comes.
    """

    def __init__(self, rundown: Rundown, clock: ShowClock) -> None:
        self.rundown = rundown
        self._clock = clock
        self._begun: dict[str, int | None] = {}
        self._running: dict[str, tuple[Called, int]] = {}
        self._last_over_ns: int | None = None
        self._last_end_ns: int | None = None
        self.standby = 0
        self.waiting: tuple[Called, ...] = ()
        self.passes_over: Callable[[Called], str] = lambda _: ""

    def began(self, called: Called, at_ns: int) -> None:
        """A cue was called."""
        self._begun[called.number] = at_ns
        self._running[called.number] = called, at_ns

    def ended(self, called: Called, at_ns: int) -> None:
        """A cue has ended."""
        if self._running.pop(called.number, None) and called.position >= 0:
            self._last_over_ns = at_ns - self._due(called.planned.end_ns)
            self._last_end_ns = at_ns - self._clock.planned_zero_ns

    def go_on(self, over_ns: int | None, begun: Iterable[str]) -> None:
        """Go on where a run was cut short: its last cue ended so far over, and these had begun."""
        self._last_over_ns = over_ns
        self._begun.update(dict.fromkeys(begun))

    def has_begun(self, called: Called) -> bool:
        """Whether a cue was called in this show."""
        return called.number in self._begun

    def started_ns(self, called: Called) -> int | None:
        """When a cue was called last, from the show's planned start; None where nobody knows."""
        at_ns = self._begun.get(called.number)
        return None if at_ns is None else at_ns - self._clock.planned_zero_ns

    def elapsed_ns(self, called: Called) -> int:
        """How long a cue has been running."""
        _, began_ns = self._running.get(called.number, (called, self._clock.now_ns()))
        return self._clock.now_ns() - began_ns

    def over_ns(self) -> int:
        """How far the show is over its plan now; negative when it is ahead.

        While cues run, they were this late to begin, and by now too long. Between cues, the last
        one ended this late, or the next is overdue.
        """
        cues, now_ns = self.rundown.cues, self._clock.now_ns()
        running = [one for one in self._running.values() if one[0].position >= 0]
        if running:
            return max(
                began_ns
                - self._due(called.planned.start_ns)
                + max(0, now_ns - began_ns - called.planned.length_ns)
                for called, began_ns in running
            )
        if self._last_over_ns is None:  # before the first GO nothing is late
            return 0
        if self.standby >= len(cues):
            return self._last_over_ns
        return max(self._last_over_ns, now_ns - self._due(cues[self.standby].planned.start_ns))

    def to_last_fixed(self) -> Expected:
        """How the show is expected to go on as far as to the last cue with a fixed time."""
        return self.expected(self.rundown.last_fixed + 1)

    def expected(self, before: int | None = None) -> Expected:
        """How the show is expected to go on.

        Args:
            before: the position before which it is looked at; None for all of it.
        """
        now_ns, cues = self._clock.now_ns() - self._clock.planned_zero_ns, self.rundown.cues
        under_way = [
            UnderWay(called, began_ns, max(now_ns, began_ns + called.planned.length_ns))
            for called, at_ns in self._running.values()
            if called.position >= 0
            for began_ns in [at_ns - self._clock.planned_zero_ns]
        ]
        for called in (one for one in self.waiting if one.position >= 0):
            starts_ns = max(now_ns, called.fixed_ns or now_ns)
            under_way.append(UnderWay(called, starts_ns, starts_ns + called.planned.length_ns))
        start_ns = now_ns
        if self._last_end_ns is not None:
            start_ns = max(now_ns, self._last_end_ns + self.rundown.between_ns)
        elif self._last_over_ns is None and self.standby < len(cues):
            start_ns = max(now_ns, cues[self.standby].planned.start_ns)
        return expected(self.rundown, under_way, self.standby, start_ns, self.passes_over, before)

    def offer(self) -> Offer | None:
        """What is missed as it goes now, and what would help; None while nothing is."""
        return self.to_last_fixed().offer(self.rundown.cuttable)

    def to_fixed_ns(self) -> int:
        """How long until the fixed time of what GO starts; 0 where it has none, or has passed."""
        for called in self.rundown.cues[self.standby :]:
            why = self.passes_over(called)
            if why == "disarmed":
                return 0
            if not why:
                due_ns = None if called.fixed_ns is None else self._due(called.fixed_ns)
                return 0 if due_ns is None else max(0, due_ns - self._clock.now_ns())
        return 0

    def is_coming(self, called: Called) -> bool:
        """Whether a cue is still to come, by itself or by GO."""
        return called.number in {each.number for each in self.expected().coming}

    def _due(self, planned_ns: int) -> int:
        """A planned time on the show's clock."""
        return planned_ns + self._clock.planned_zero_ns
