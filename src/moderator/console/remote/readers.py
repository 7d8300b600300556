"""Those who only read, over a WebSocket: captions for the hall, the prompter for the host."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from moderator.console.remote.access import Refused
from moderator.console.remote.frame import frame
from moderator.console.remote.json_text import to_json
from moderator.console.remote.outward import Outward
from moderator.console.remote.watcher import ENDED, Leaving, Watcher

PULSE_EVERY_S = 0.25
"""Whoever hears nothing for a second knows that what they see is old."""

_FOR_READING = Leaving(1008, "this is for reading only")

Told = dict[str, Any]


class Readers:
    """Sends the same to everybody who reads along.

    Args:
        protocol: the WebSocket's subprotocol.
        outward: sends to them.
        most: how many may read along.
        first: what whoever comes is told first of all.
    """

    def __init__(
        self, protocol: str, outward: Outward, most: int, first: Callable[[], Iterable[Told]]
    ) -> None:
        self._protocol = protocol
        self._outward = outward
        self._most = most
        self._first = first
        self._readers: list[Watcher] = []

    def __bool__(self) -> bool:
        """Whether anybody reads along."""
        return bool(self._readers)

    def tell(self, told: Told) -> None:
        """Tell everybody."""
        message = frame(to_json(told))
        for reader in self._readers:
            reader.put(message)

    def show(self, told: Told) -> None:
        """Tell everybody what the next will be worth more than: who is behind is not told."""
        message = frame(to_json(told))
        for reader in self._readers:
            if not reader.behind:
                reader.put(message)

    def close(self) -> None:
        """Have everybody leave: the show has ended."""
        for reader in self._readers:
            reader.leave(ENDED)

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one who reads along, until they go or have to.

        Raises:
            Refused: too many read along already.
        """
        if len(self._readers) >= self._most:
            raise Refused(503, "too_many_watch", f"{self._most} read along already")
        assert websocket.client is not None
        reader = Watcher(websocket.client.host, self._outward.turns)
        for told in self._first():
            reader.put(frame(to_json(told)))
        with self._joined(reader):
            try:
                offered = websocket.scope["subprotocols"]
                await websocket.accept(self._protocol if self._protocol in offered else None)
                await self._outward.both_ways(websocket, reader, _until_gone(websocket, reader))
            except WebSocketDisconnect:
                return
        await self._outward.see_off(websocket, reader)

    @contextmanager
    def _joined(self, reader: Watcher) -> Iterator[None]:
        self._readers.append(reader)
        try:
            yield
        finally:
            self._readers.remove(reader)


async def _until_gone(websocket: WebSocket, reader: Watcher) -> None:
    """Take what a reader sends, which is nothing but their going."""
    message = await websocket.receive()
    if message["type"] != "websocket.disconnect":
        reader.leave(_FOR_READING)


async def pulsing(readers: Readers, every_s: float, look: Callable[[], None]) -> None:
    """Look for what is new and tell it, with a pulse now and then, until the task is cancelled.

    Args:
        readers: who is told.
        every_s: how often it is looked.
        look: looks.
    """
    loop = asyncio.get_running_loop()
    pulse_at = loop.time()
    while True:
        await asyncio.sleep(every_s)
        look()
        if loop.time() >= pulse_at:
            pulse_at = loop.time() + PULSE_EVERY_S
            readers.tell({"type": "pulse"})
