"""The server's HTTP and WebSocket, which nothing that is sent can break or hold up."""

import asyncio
from http import HTTPStatus
from typing import Any, cast

import h11
from typing_extensions import override
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from moderator.console.remote.access import MOST_HEADERS
from moderator.console.remote.connections import Client, Connections

REQUEST_WITHIN_S = 10.0
"""How long a whole request may take, from its first byte or its connection's opening."""

_GONE_WITHIN_S = 5.0
"""How long what is still to be sent over a WebSocket that has ended may take."""


class Settings(Config):
    """A server's settings.

    Args:
        connections: its connections.
        settings: uvicorn's own.
    """

    def __init__(self, connections: Connections, **settings: Any) -> None:  # noqa: ANN401 — as uvicorn has them
        super().__init__(**settings, http=Http, ws=WebSockets)
        self.connections = connections


class Http(H11Protocol):
    """HTTP that gives up on a request that does not come."""

    _late: asyncio.TimerHandle | None = None
    _upgraded = False
    _broken = False

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        _connections(self.config).opened(transport)
        self._expect()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._expect_no_more()
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0] and not self._broken:
            self._break("http: broke off")
        _connections(self.config).closed(self.transport)
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        try:
            super().data_received(data)
        except Exception:  # noqa: BLE001 — whatever hostile bytes do to a library
            self._break("http: broke the parser")
        if self._upgraded or self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._expect_no_more()
        elif self._late is None:
            self._expect()

    @override
    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._upgraded = True
        if len(self.headers) > MOST_HEADERS:
            self._break("live: too many headers")
        else:
            super().handle_websocket_upgrade(event)

    def _expect(self) -> None:
        self._late = self.loop.call_later(
            REQUEST_WITHIN_S, self._break, "http: no whole request in time"
        )

    def _expect_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _break(self, how: str) -> None:
        self._late, self._broken = None, True
        _connections(self.config).broken(_sender(self.client), how)


class WebSockets(WebSocketsSansIOProtocol):
    """WebSocket that ends with whatever breaks it, though the other end reads nothing any more."""

    _ending: asyncio.TimerHandle | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        _connections(self.config).opened(self.transport, watching=True)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._ending is not None:
            self._ending.cancel()
        _connections(self.config).closed(self.transport)
        super().connection_lost(exc)

    @override
    def keepalive_timeout(self) -> None:
        """Whoever does not answer would not read what is still to be sent."""
        _connections(self.config).broken(_sender(self.client), "live: does not answer")

    @override
    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        if not self.disconnected:
            self._ending = self.loop.call_later(_GONE_WITHIN_S, self.transport.abort)

    @override
    def data_received(self, data: bytes) -> None:
        try:
            super().data_received(data)
        except Exception:  # noqa: BLE001 — whatever hostile bytes do to a library
            _connections(self.config).broken(_sender(self.client), "live: broke the parser")
        if not self.handshake_initiated:  # the whole of it was given in one piece
            _connections(self.config).broken(_sender(self.client), "live: no handshake")
        elif self.response.status_code != HTTPStatus.SWITCHING_PROTOCOLS:
            _connections(self.config).count(_sender(self.client), "live: no handshake")


def _connections(config: Config) -> Connections:
    return cast("Settings", config).connections


def _sender(client: Client | None) -> Client:
    return client or ("nowhere", 0)
