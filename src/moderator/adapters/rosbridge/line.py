"""One WebSocket to a robot, that says at once when it is not draining, and never comes back.

Over the Sans-I/O half of `websockets`, because a message has to leave, or fail, in the call that
sends it: its asyncio client waits for a full buffer, which is a queue that moves a robot late.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from typing_extensions import override

from moderator.adapters.rosbridge.draining import Draining, Patience
from moderator.adapters.rosbridge.trouble import LinkLost

if TYPE_CHECKING:
    from websockets.client import ClientProtocol
    from websockets.frames import Frame

LARGEST_BYTES = 16 * 2**20
"""Above the 10,000,000 at which rosbridge fragments (`max_message_size`, websocket_handler.py)."""

_LOOK_EVERY_S = 0.05
_CLOSING_S = 0.2
_CLOSED = "the link was closed"


class Line(asyncio.Protocol):
    """The WebSocket, once the TCP connection is there.

    Args:
        protocol: the client's half of the WebSocket protocol.
        patience: after what it counts as lost.

    Attributes:
        heard: given each message's text.
    """

    def __init__(self, protocol: "ClientProtocol", patience: Patience) -> None:
        self.heard: Callable[[str], None] = lambda _: None
        self._loop = asyncio.get_running_loop()
        self._protocol = protocol
        self._patience = patience
        self._parts: list[bytes] = []
        self._ping: tuple[bytes, float] | None = None
        self._pings = 0
        self._pinged_s = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._gone: asyncio.Future[str] = self._loop.create_future()
        self._closing = False
        self._released = asyncio.Event()

    @property
    def why_lost(self) -> str:
        """Why the link is gone, in words; empty while it is there."""
        return self._gone.result() if self._gone.done() else ""

    async def opened(self) -> None:
        """Wait for the handshake, or for its failure."""
        await asyncio.wait((self._opened, self._gone), return_when=asyncio.FIRST_COMPLETED)

    async def lost(self) -> str:
        """Wait until the link is gone; return why. Any number may wait."""
        return await asyncio.shield(self._gone)

    def send(self, text: bytes) -> None:
        """Send one message now, or not at all.

        Raises:
            LinkLost: the link is gone, or it is not draining, and counts as gone from now on.
        """
        if not self._gone.done() and (stuck := self._draining.stuck(self._loop.time())):
            self.lose(stuck)
        if self._gone.done() or self._closing:
            raise LinkLost(self.why_lost or _CLOSED)
        self._protocol.send_text(text)
        self._flush()

    async def closed(self) -> None:
        """Say goodbye, close the link and wait until its socket is given back; idempotent."""
        self._close()
        await self._released.wait()

    def _close(self) -> None:
        if self._gone.done() or self._closing:
            return
        if not self._opened.done():
            self.lose(_CLOSED)
            return
        self._closing = True
        self._protocol.send_close(1000)
        self._flush()
        self._time(_CLOSING_S, lambda: self.lose(_CLOSED))

    def lose(self, why: str) -> None:
        """Count the link as lost; what has not left is thrown away, lest it arrives late."""
        if self._gone.done():
            return
        self._gone.set_result(_CLOSED if self._closing else why)
        if self._timer:
            self._timer.cancel()
        if self._transport:
            self._transport.abort()

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # of a TCP connection
        self._transport = transport
        self._draining = Draining(transport, self._patience)
        self._protocol.send_request(self._protocol.connect())
        self._flush()

    @override
    def data_received(self, data: bytes) -> None:
        from websockets.frames import Frame

        self._protocol.receive_data(data)
        for happened in self._protocol.events_received():
            if isinstance(happened, Frame):
                self._framed(happened)
            elif self._protocol.handshake_exc is None:
                self._opened.set_result(None)
                self._watch()
        if self._gone.done():
            return
        self._flush()
        if self._protocol.handshake_exc:
            self.lose(f"it speaks no WebSocket ({self._protocol.handshake_exc})")
        elif self._opened.done() and self._protocol.close_expected() and not self._closing:
            self.lose(self._why_closed())

    @override
    def eof_received(self) -> None:
        self.lose(self._why_closed())

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.lose(f"the connection broke: {exc}" if exc else self._why_closed())
        self._released.set()

    def _framed(self, frame: "Frame") -> None:
        from websockets.frames import Opcode

        if frame.opcode is Opcode.PONG:
            if self._ping and self._ping[0] == bytes(frame.data):
                self._ping = None
        elif frame.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT) and not self._closing:
            self._parts.append(bytes(frame.data))
            if frame.fin:
                whole, self._parts = b"".join(self._parts), []
                self.heard(whole.decode(errors="replace"))

    def _flush(self) -> None:
        now_s = self._loop.time()
        for data in self._protocol.data_to_send():
            if data:
                self._draining.write(data, now_s)

    def _watch(self) -> None:
        """Look now and then whether all leaves and the robot answers."""
        if self._gone.done() or self._closing:
            return
        now_s = self._loop.time()
        if stuck := self._draining.stuck(now_s) or self._unanswered(now_s):
            self.lose(stuck)
            return
        if self._ping is None and now_s - self._pinged_s >= self._patience.ping_every_s:
            self._pings += 1
            self._pinged_s = now_s
            self._ping = str(self._pings).encode(), now_s
            self._protocol.send_ping(self._ping[0])
            self._flush()
        self._time(_LOOK_EVERY_S, self._watch)

    def _unanswered(self, now_s: float) -> str:
        if self._ping and now_s - self._ping[1] > self._patience.unanswered_s:
            return f"the robot's rosbridge has not answered for {self._patience.unanswered_s:g} s"
        return ""

    def _time(self, in_s: float, then: Callable[[], None]) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self._loop.call_later(in_s, then)

    def _why_closed(self) -> str:
        if not self._opened.done():
            return "it closed the connection before the WebSocket was open"
        said = self._protocol.close_rcvd
        return f"the robot closed the link{f': {said.reason}' if said and said.reason else ''}"
