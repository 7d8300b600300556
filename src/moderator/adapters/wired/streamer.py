"""Sending where the joints are to be, at a rate that is kept."""

import asyncio
from collections.abc import Callable, Mapping
from math import floor

from moderator.adapters.wired.far_side import Told


class Streamer:
    """Sends a pose at each tick, each tick at its own absolute time, so that none drifts.

    A tick that the loop comes to too late is sent once, late, and not made up for.

    Args:
        rate_hz: ticks a second.
        send: given where the joints are to be, radians by joint.

    Attributes:
        latest_s: how late a tick has been at most, seconds.
    """

    def __init__(self, rate_hz: float, send: Callable[[Mapping[str, float]], object]) -> None:
        self.latest_s = 0.0
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
        self.latest_s = max(self.latest_s, now_s - due_s)
        pose = self._told.pose(now_s)
        behind = floor((now_s - self._began_s) / self._period_s)
        next_s = self._began_s + (behind + 1) * self._period_s
        self._next = loop.call_at(next_s, self._tick, next_s)
        self._send(pose)
