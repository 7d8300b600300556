"""What goes out to one who watches, over a WebSocket, and how they are seen off."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from moderator.console.remote.connections import Client, Connections
from moderator.console.remote.turned_away import TurnedAway
from moderator.console.remote.watcher import TOO_SLOW, Turns, Watcher

_SEND_WITHIN_S = 5.0


class Outward:
    """Sends what watchers wait for.

    Args:
        turned_away: counts who is too slow.
        connections: theirs.
        turns: whose turn it is.
    """

    def __init__(self, turned_away: TurnedAway, connections: Connections, turns: Turns) -> None:
        self.turns = turns
        self._turned_away = turned_away
        self._connections = connections

    async def send(self, websocket: WebSocket, watcher: Watcher) -> None:
        """Send what comes until the watcher has to leave."""
        client = _client(websocket)
        while (message := await watcher.take()) is not None:
            if self._connections.write(client, message.content):
                continue  # the usual way, an eighth of the other's work
            try:
                async with asyncio.timeout(_SEND_WITHIN_S):
                    await websocket.send_text(message.text)
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
        client = _client(websocket)
        if watcher.leaving is TOO_SLOW:
            self._turned_away.count("live: too slow to follow", client[0])
            self._connections.abort(client)
            return
        try:
            async with asyncio.timeout(_SEND_WITHIN_S):
                await websocket.close(watcher.leaving.code, watcher.leaving.reason)
        except (TimeoutError, WebSocketDisconnect):
            self._connections.abort(client)


def _client(websocket: WebSocket) -> Client:
    assert websocket.client is not None
    return websocket.client.host, websocket.client.port
