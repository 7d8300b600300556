"""One who watches the show, and what is yet to be sent to them."""

import asyncio
from collections import deque
from typing import NamedTuple

MOST_WAITING = 100
"""Messages that one who watches may be behind; that is three seconds of a busy show."""


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


class Watcher:
    """What is yet to be sent to one who watches.

    Args:
        name: who it is, for the record.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.leaving: Leaving | None = None
        self._waiting: deque[str] = deque()
        self._more = asyncio.Event()

    @property
    def behind(self) -> bool:
        """Whether something is yet to be sent."""
        return bool(self._waiting)

    def put(self, message: str) -> None:
        """Have a message sent; one who is too far behind gets no more."""
        if len(self._waiting) >= MOST_WAITING:
            self.leave(TOO_SLOW)
        else:
            self._waiting.append(message)
            self._more.set()

    def leave(self, leaving: Leaving) -> None:
        """Have them watch no more."""
        self.leaving = self.leaving or leaving
        self._more.set()

    async def take(self) -> str | None:
        """Wait for the next message; None when they are to leave."""
        while not self._waiting and self.leaving is None:
            self._more.clear()
            await self._more.wait()
        return None if self.leaving else self._waiting.popleft()
