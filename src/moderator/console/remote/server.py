"""The HTTP server on the show's own loop."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from typing_extensions import override
from uvicorn import Server

from moderator.console.remote.access import MOST_HEAD_BYTES
from moderator.console.remote.connections import Connections
from moderator.console.remote.gate import Application
from moderator.console.remote.live import MOST_BYTES
from moderator.console.remote.protocols import Settings

_GRACE_S = 1
_LONGEST_END_S = 2.5
_PING_EVERY_S, _PING_WITHIN_S = 10.0, 10.0


class ShowServer(Server):
    """uvicorn's, which leaves the signals to the show."""

    @override
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class HttpServer:
    """Serves an application on a socket, until it is closed.

    Args:
        application: what is served.
        listening: where; it is closed with the server.
        connections: the connections.
        encrypted: with which certificate; None where nothing is.
    """

    def __init__(
        self,
        application: Application,
        listening: socket.socket,
        connections: Connections,
        encrypted: ssl.SSLContext | None,
    ) -> None:
        self._listening = listening
        self._connections = connections
        self._server = ShowServer(
            Settings(
                connections,
                app=application,
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                h11_max_incomplete_event_size=MOST_HEAD_BYTES,
                timeout_graceful_shutdown=_GRACE_S,
                ws_max_size=MOST_BYTES,
                ws_ping_interval=_PING_EVERY_S,
                ws_ping_timeout=_PING_WITHIN_S,
                ws_per_message_deflate=False,
                ssl_context_factory=(lambda *_: encrypted) if encrypted else None,
            )
        )
        self._serving: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to serve; returns at once."""
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._listening]))

    async def close(self) -> None:
        """Answer what is being answered, for a moment, and end every connection."""
        self._server.should_exit = True
        if self._serving:
            await asyncio.wait((self._serving,), timeout=_LONGEST_END_S)
            self._serving.cancel()
            await asyncio.gather(self._serving, return_exceptions=True)
        self._connections.abort_all()
        self._listening.close()
