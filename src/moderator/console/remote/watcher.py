"""One who watches the show, and what is yet to be sent to them."""

import asyncio
from collections import deque
from typing import NamedTuple

from moderator.console.remote.frame import Frame

MOST_WAITING = 100
"""Messages that one who watches may be behind; that is three seconds of a busy show."""

_AT_ONCE = 4
"""Sending to so many takes a tenth of a millisecond."""

_WAY_S = 0.01
"""An order's cue has begun by then."""


class Leaving(NamedTuple):
    """Why somebody watches no more.

    Attributes:
        code: of the WebSocket's close. Source: RFC 6455, section 7.4.
        reason: in words.
    """

    code: int
    reason: str


ENDED = Leaving(1001, "the show has ended")
TOO_SLOW = Leaving(1013, "too slow to follow")


class Turns:
    """Wakes those who watch a few at a time, and none while an order has just come."""

    def __init__(self) -> None:
        self._due: deque[asyncio.Event] = deque()
        self._from_s = 0.0

    def give_way(self) -> None:
        """Wake nobody for a moment, and then some before anything else is given way to."""
        now_s = asyncio.get_running_loop().time()
        if now_s >= self._from_s + _WAY_S:
            self._from_s = now_s + _WAY_S

    def wake(self, event: asyncio.Event) -> None:
        """Set an event soon, after those that are due already."""
        if not self._due:
            asyncio.get_running_loop().call_soon(self._some)
        self._due.append(event)

    def _some(self) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() < self._from_s:
            loop.call_at(self._from_s, self._some)
            return
        for _ in range(min(_AT_ONCE, len(self._due))):
            self._due.popleft().set()
        if self._due:
            loop.call_soon(self._some)


class Watcher:
    """What is yet to be sent to one who watches.

    Args:
        name: who it is, for the record.
        turns: wakes whoever sends it.
    """

    def __init__(self, name: str, turns: Turns) -> None:
        self.name = name
        self._turns = turns
        self.leaving: Leaving | None = None
        self._waiting: deque[Frame] = deque()
        self._more = asyncio.Event()

    @property
    def behind(self) -> bool:
        """Whether something is yet to be sent."""
        return bool(self._waiting)

    def put(self, message: Frame) -> None:
        """Have a message sent; one who is too far behind gets no more."""
        if len(self._waiting) >= MOST_WAITING:
            self.leave(TOO_SLOW)
        else:
            if not self._waiting:
                self._turns.wake(self._more)
            self._waiting.append(message)

    def leave(self, leaving: Leaving) -> None:
        """Have them watch no more."""
        self.leaving = self.leaving or leaving
        self._more.set()

    async def take(self) -> Frame | None:
        """Wait for the next message; None when they are to leave."""
        while not self._waiting and self.leaving is None:
            self._more.clear()
            await self._more.wait()
        return None if self.leaving else self._waiting.popleft()
