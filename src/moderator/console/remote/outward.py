"""What goes out to one who watches, over a WebSocket, and how they are seen off."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from moderator.console.remote.turned_away import TurnedAway
from moderator.console.remote.watcher import TOO_SLOW, Turns, Watcher

_SEND_WITHIN_S = 5.0


class Outward:
    """Sends what watchers wait for.

    Args:
        turned_away: counts who is too slow.
        abort: ends a client's connection at once, whatever is still to be sent.
    """

    def __init__(self, turned_away: TurnedAway, abort: Callable[[tuple[str, int]], object]) -> None:
        self.turns = Turns()
        self._turned_away = turned_away
        self._abort = abort

    async def send(self, websocket: WebSocket, watcher: Watcher) -> None:
        """Send what comes until the watcher has to leave."""
        while (message := await watcher.take()) is not None:
            try:
                async with asyncio.timeout(_SEND_WITHIN_S):
                    await websocket.send_text(message)
            except TimeoutError:
                watcher.leave(TOO_SLOW)

    async def both_ways(
        self, websocket: WebSocket, watcher: Watcher, receive: Coroutine[Any, Any, None]
    ) -> None:
        """Send and receive side by side until either is over; what goes wrong in one is raised."""
        receiving = asyncio.create_task(receive)
        sending = asyncio.create_task(self.send(websocket, watcher))
        try:
            await asyncio.wait((receiving, sending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (receiving, sending):
                task.cancel()
            results = await asyncio.gather(receiving, sending, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def see_off(self, websocket: WebSocket, watcher: Watcher) -> None:
        """Say why they have to go, if they have to and if they listen."""
        if watcher.leaving is None:
            return
        assert websocket.client is not None
        client = (websocket.client.host, websocket.client.port)
        if watcher.leaving is TOO_SLOW:
            self._turned_away.count("live: too slow to follow", websocket.client.host)
            self._abort(client)
            return
        try:
            async with asyncio.timeout(_SEND_WITHIN_S):
                await websocket.close(watcher.leaving.code, watcher.leaving.reason)
        except (TimeoutError, WebSocketDisconnect):
            self._abort(client)
