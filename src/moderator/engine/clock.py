"""The show's clock: the running loop's, counted from the show's zero."""

import asyncio
from datetime import datetime, timedelta

from moderator.values.duration import NS_PER_S


class ShowClock:
    """Nanoseconds since the show's zero, and what the time of day is there.

    Zero is the loop's time when the clock is made. A rehearsal's zero is the show's written start;
    a live show's first GO ties the clock to the real one.

    Args:
        starts: the show's written start.
        live: whether the first GO ties it to the real clock.
    """

    def __init__(self, starts: datetime, *, live: bool = False) -> None:
        self._loop = asyncio.get_running_loop()
        self._zero_s = self._loop.time()
        self._starts = starts
        self._to_anchor = live
        self.planned_zero_ns = 0
        """When the show was due to start, on this clock."""

    def now_ns(self) -> int:
        """Nanoseconds since zero."""
        return round((self._loop.time() - self._zero_s) * NS_PER_S)

    def first_go(self) -> datetime | None:
        """Tie a live show's clock to the real one; returns the date then, once."""
        if not self._to_anchor:
            return None
        self._to_anchor = False
        now = datetime.now(self._starts.tzinfo)
        late_us = (now - self._starts) // timedelta(microseconds=1)
        self.planned_zero_ns = self.now_ns() - late_us * 1000
        return now

    def date(self) -> datetime:
        """The date and time of day, in the show's time zone."""
        since = self.now_ns() - self.planned_zero_ns
        return self._starts + timedelta(microseconds=since // 1000)

    async def until(self, when_ns: int) -> None:
        """Wait for a moment; returns at once when it has passed."""
        if when_ns <= self.now_ns():
            return
        reached = asyncio.Event()
        timer = self._loop.call_at(self._zero_s + when_ns / NS_PER_S, reached.set)
        try:
            await reached.wait()
        finally:
            timer.cancel()
