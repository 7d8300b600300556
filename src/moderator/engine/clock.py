"""The show's clock: the running loop's, counted from the show's zero."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from moderator.engine.doing import until
from moderator.values.duration import NS_PER_S
from moderator.values.time_of_day import between_ns, later

Wall = Callable[[tzinfo | None], datetime]
"""What the real clock says, in a time zone."""

_SAME_SHOW_NS = 12 * 3600 * NS_PER_S
"""Further from its written start than this, a live show is a dress rehearsal of it."""


@dataclass(frozen=True)
class Anchor:
    """What tied a run's plan to the real clock.

    Attributes:
        zero: the date at the clock's zero.
        planned_zero_ns: when the show was due to start, on the clock.
    """

    zero: datetime
    planned_zero_ns: int


class ShowClock:
    """Nanoseconds since the show's zero, and what the time of day is there.

    Zero is the loop's time when the clock is made. In a rehearsal it is then as late as planned for
    the first cue; a live show's date is the real one, and its first GO ties the plan to it.

    Args:
        starts: the show's written start.
        live: whether the date is the real one.
        first_ns: when the first cue is planned, nanoseconds from the show's start.
        wall: the real clock.
    """

    def __init__(
        self,
        starts: datetime,
        *,
        live: bool = False,
        first_ns: int = 0,
        wall: Wall = datetime.now,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._zero_s = self._loop.time()
        self._starts = starts
        self._wall = wall
        self._to_anchor = live
        self._date_at_zero = later(starts, first_ns)
        self.live = live
        """Whether the date is the real one."""
        self.first_ns = first_ns
        self.planned_zero_ns = -first_ns
        """When the show was due to start, on this clock."""
        if live:
            self._anchor(first_ns)

    def now_ns(self) -> int:
        """Nanoseconds since zero."""
        return round((self._loop.time() - self._zero_s) * NS_PER_S)

    def loop_s(self, when_ns: int) -> float:
        """A moment as the running loop's time, seconds."""
        return self._zero_s + when_ns / NS_PER_S

    def first_go(self, planned_ns: int) -> datetime | None:
        """Tie a live show's plan to the real clock; returns the date then, once.

        Args:
            planned_ns: when the cue that begins now is planned; a dress rehearsal's plan counts
                from it.
        """
        if not self._to_anchor:
            return None
        self._to_anchor = False
        return self._anchor(planned_ns)

    def date(self) -> datetime:
        """The date and time of day, in the show's time zone."""
        return later(self._date_at_zero, self.now_ns())

    async def until(self, when_ns: int) -> None:
        """Wait for a moment; returns at once when it has passed."""
        if when_ns > self.now_ns():
            await until(self.loop_s(when_ns))

    def go_on(self, after_ns: int, anchor: Anchor | None) -> None:
        """Go on with the clock of a run that was cut short; it never runs backwards.

        Args:
            after_ns: the last that was read on it.
            anchor: what tied it to the real clock; None before the first GO, when time stood still.
        """
        now_ns = after_ns
        if anchor:
            passed_ns = between_ns(anchor.zero, self._wall(self._starts.tzinfo))
            now_ns = max(after_ns, passed_ns)
            self._to_anchor = False
            self.planned_zero_ns = anchor.planned_zero_ns + now_ns - passed_ns
        self._zero_s = self._loop.time() - now_ns / NS_PER_S
        date = self._wall(self._starts.tzinfo)
        self._date_at_zero = later(date, -now_ns)

    def _anchor(self, planned_ns: int) -> datetime:
        now, now_ns = self._wall(self._starts.tzinfo), self.now_ns()
        late_ns = between_ns(self._starts, now)
        self._date_at_zero = later(now, -now_ns)
        self.planned_zero_ns = now_ns - (late_ns if abs(late_ns) < _SAME_SHOW_NS else planned_ns)
        return now
