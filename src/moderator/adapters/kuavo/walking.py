"""Kuavo's walk: a velocity that is sent again and again, for the robot knows no end of it."""

import asyncio
from collections.abc import Callable

from moderator.adapters.kuavo import wire

_EVERY_S = 0.05


class Walking:
    """Sends one velocity at a time.

    Args:
        publish: sends a message on a topic.
    """

    def __init__(self, publish: Callable[[str, wire.Message], None]) -> None:
        self._publish = publish
        self._next: asyncio.TimerHandle | None = None

    def begin(self, velocity: wire.Message, ttl_s: float) -> None:
        """Send a velocity until its time-to-live is over; whoever asked for it stands then."""
        self.end()
        self._step(velocity, ttl_s)

    def end(self) -> None:
        """Send it no more."""
        if self._next:
            self._next.cancel()
            self._next = None

    def _step(self, velocity: wire.Message, left_s: float) -> None:
        self._next = None
        self._publish(wire.VELOCITY[0], velocity)
        if left_s > _EVERY_S:
            again = asyncio.get_running_loop().call_later
            self._next = again(_EVERY_S, self._step, velocity, left_s - _EVERY_S)
