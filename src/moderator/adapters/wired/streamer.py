"""Sending where the joints are to be, at a rate that is kept."""

import asyncio
from collections.abc import Callable
from math import floor

from moderator.adapters.wired.far_side import Told


class Streamer:
    """Sends a pose at each tick, each tick at its own absolute time, so that none drifts.

    A tick that the loop comes to late is sent once, late, and not made up for. One that it comes to
    too late is not sent at all: by then the pose is too far from the one before.

    Args:
        rate_hz: ticks a second.
        send: given where the joints are to be, and the loop's time.
        at_most_s: how late a tick may be sent, seconds.
        too_late: told in words that one was later, after which nothing more is sent.

    Attributes:
        latest_s: how late a tick has been at most, seconds.
    """

    def __init__(
        self,
        rate_hz: float,
        send: Callable[[Told, float], object],
        at_most_s: float,
        too_late: Callable[[str], object],
    ) -> None:
        self.latest_s = 0.0
        self._at_most_s = at_most_s
        self._too_late = too_late
        self._period_s = 1.0 / rate_hz
        self._send = send
        self._told: Told | None = None
        self._began_s = 0.0
        self._next: asyncio.TimerHandle | None = None

    @property
    def on(self) -> bool:
        """Whether it sends."""
        return self._next is not None

    def begin(self, told: Told) -> None:
        """Send from now on."""
        self.end()
        self._told = told
        self._began_s = asyncio.get_running_loop().time()
        self._tick(self._began_s)

    def end(self) -> None:
        """Send nothing more."""
        if self._next:
            self._next.cancel()
            self._next = None

    def _tick(self, due_s: float) -> None:
        loop = asyncio.get_running_loop()
        assert self._told is not None
        now_s = loop.time()
        late_s = now_s - due_s
        self.latest_s = max(self.latest_s, late_s)
        if late_s > self._at_most_s:
            self.end()
            self._too_late(f"the show computer stood still for {late_s:.2f} s")
            return
        behind = floor((now_s - self._began_s) / self._period_s)
        next_s = self._began_s + (behind + 1) * self._period_s
        self._next = loop.call_at(next_s, self._tick, next_s)
        self._send(self._told, now_s)
