"""Text from a recogniser that is not ours: it is told over HTTP or WebSocket."""

import asyncio

from typing_extensions import override

from moderator.hearing.contract import Heard, Listener


class Elsewhere(Listener):
    """Hears what it is told, one text at a time, which stands until it is forgotten."""

    name = "elsewhere"

    def __init__(self) -> None:
        self._told: Heard | None = None
        self._came = asyncio.Event()

    @property
    def full(self) -> bool:
        """Whether a text stands, and no other is taken."""
        return self._told is not None

    @override
    async def hear(self) -> Heard:
        while self._told is None:
            await self._came.wait()
        return self._told

    def tell(self, heard: Heard) -> None:
        """Something was heard."""
        self._told = heard
        self._came.set()

    @override
    def forget(self) -> None:
        self._told = None
        self._came.clear()
