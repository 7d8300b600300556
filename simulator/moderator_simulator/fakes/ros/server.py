"""A rosbridge server over a graph."""

import asyncio
import json
import socket
from typing import Any

from websockets.asyncio.server import Server as WebSocketServer
from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve as serve_websocket
from websockets.exceptions import ConnectionClosed

from moderator_simulator.fakes.ros.graph import Graph
from moderator_simulator.fakes.ros.session import Session
from moderator_simulator.fakes.ros.wire import Wire


class Server:
    """The server, while it runs. Made by `serve`.

    Attributes:
        wire: what goes wrong between it and its clients.
        port: where it listens.
        clients: how many are connected.
    """

    def __init__(self, graph: Graph, wire: Wire) -> None:
        self._graph = graph
        self.wire = wire
        self.port = 0
        self.clients = 0
        self._server: WebSocketServer | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 for any."""
        self._server = await serve_websocket(
            self._serve, host, port, compression=None, ping_interval=None, max_size=2**24
        )
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def stop(self) -> None:
        """Listen no more, and break what is open."""
        if self._server:
            for connection in self._server.connections:
                connection.transport.abort()
            self._server.close()
            await self._server.wait_closed()

    async def _serve(self, connection: ServerConnection) -> None:
        transport = connection.transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.wire.fault == "cut":
            transport.abort()
            return
        session = Session(self._graph)
        forget = self.wire.on_change(lambda: self._fault(connection))
        tasks = [
            asyncio.create_task(self._write(connection, session)),
            asyncio.create_task(self._read(connection, session)),
            asyncio.create_task(connection.wait_closed()),
        ]
        self.clients += 1
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.clients -= 1
            forget()
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            await session.end()
        for error in ended:
            if isinstance(error, Exception) and not isinstance(error, ConnectionClosed):
                raise error

    async def _read(self, connection: ServerConnection, session: Session) -> None:
        async for text in connection:
            await self.wire.wait()
            try:
                message: dict[str, Any] = json.loads(text)
            except ValueError:
                self._graph.complain(f"no JSON: {str(text)[:100]}")
                continue
            await session.take(message)

    async def _write(self, connection: ServerConnection, session: Session) -> None:
        while True:
            await self.wire.pass_on(await session.outgoing.get(), connection.send)

    def _fault(self, connection: ServerConnection) -> None:
        if self.wire.fault == "cut":
            connection.transport.abort()
        elif self.wire.fault == "half_open":
            connection.transport.pause_reading()
        elif not connection.transport.is_reading():
            connection.transport.resume_reading()


async def serve(graph: Graph, host: str, port: int, wire: Wire | None = None) -> Server:
    """Serve a graph to rosbridge clients; port 0 for any."""
    server = Server(graph, wire or Wire())
    await server.start(host, port)
    return server
