"""Text from a recogniser that is not ours: it is told over HTTP or WebSocket."""

import asyncio

from typing_extensions import override

from moderator.hearing.contract import Heard, Listener


class Elsewhere(Listener):
    """Hears what it is told while somebody waits for it; what comes at other times is dropped."""

    name = "elsewhere"

    def __init__(self) -> None:
        self._next: asyncio.Future[Heard] | None = None

    @override
    async def hear(self) -> Heard:
        self._next = asyncio.get_running_loop().create_future()
        try:
            return await self._next
        finally:
            self._next = None

    def tell(self, heard: Heard) -> None:
        """Something was heard."""
        if self._next and not self._next.done():
            self._next.set_result(heard)
