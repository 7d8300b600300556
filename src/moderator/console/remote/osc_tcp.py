"""OSC over TCP: packets in SLIP frames, as OSC 1.1 has them; replies come on the same connection.

Source: Freed and Schmeder 2009, Features and Future of Open Sound Control version 1.1; RFC 1055.
"""

import asyncio
from collections import deque
from typing import cast

from pythonosc import slip
from typing_extensions import override

from moderator.console.remote.connections import Connections
from moderator.console.remote.osc import MOST_BYTES, OscDoor
from moderator.console.remote.osc_words import stop_in

MOST_UNREAD = 65_536
"""Bytes of replies that a client may leave unread."""

_LONGEST = 2 * MOST_BYTES
_AT_ONCE = 64
_BEGINNINGS = (b"/", b"#")


class OscStream(asyncio.Protocol):
    """Hears a connection's OSC packets; the first thing that is none ends it.

    A page in a browser can send this port a request, with packets in its body: it does not begin
    as they do.

    Args:
        door: what they go to.
        connections: all of this kind that are open.
    """

    def __init__(self, door: OscDoor, connections: Connections) -> None:
        self._door = door
        self._connections = connections
        self._transport: asyncio.Transport | None = None
        self._client = ("nowhere", 0)
        self._frames: deque[bytes] = deque()
        self._begun = b""

    @property
    def host(self) -> str:
        """The client's address."""
        return self._client[0]

    @property
    def origin(self) -> str:
        """What the record says of the client."""
        return "osc {}:{}".format(*self._client)

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        host, port, *_ = transport.get_extra_info("peername") or self._client
        self._client = str(host), int(port)
        if not self._door.lets(self.host):
            self._transport.abort()
            return
        self._connections.opened(self._transport)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport:
            self._connections.closed(self._transport)
        if self._begun:
            self._connections.count(self._client, "osc: broke off")
        self._transport = None

    @override
    def data_received(self, data: bytes) -> None:
        *whole, self._begun = (self._begun + data).split(slip.END)
        self._frames.extend(filter(None, whole))
        self._take_some()
        if len(self._begun) > _LONGEST:
            self._end("osc: too long")
        elif self._begun and not self._begun.startswith(_BEGINNINGS):
            self._end("osc: no OSC message")

    def reply(self, packet: bytes) -> None:
        """Send a packet; a client that reads none is left."""
        if self._transport is None or self._transport.is_closing():
            return
        self._transport.write(slip.encode(packet))
        if self._transport.get_write_buffer_size() > MOST_UNREAD:
            self._end("osc: reads no replies")

    def set_reply_port(self, port: int) -> bool:
        """Replies come on the connection."""
        del port
        return False

    def _take_some(self) -> None:
        """Obey some frames, and the rest in the loop's next steps: others come in between."""
        for _ in range(min(len(self._frames), _AT_ONCE)):
            self._take(self._frames.popleft())
            if not self._frames:
                break
        if self._frames:
            asyncio.get_running_loop().call_soon(self._take_some)
        if self._transport is None:
            return  # what was sent before is obeyed all the same
        if self._frames:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()
            self._connections.used(self._transport)

    def _take(self, frame: bytes) -> None:
        """Obey a frame, or end the connection when it is none."""
        try:
            packet = slip.decode(frame)
        except slip.ProtocolError:
            packet = frame if stop_in(frame) else b""
        if packet.startswith(_BEGINNINGS):
            self._door.take(packet, self)
        else:
            self._end("osc: no OSC message")

    def _end(self, how: str) -> None:
        self._frames.clear()
        self._begun = b""
        self._connections.broken(self._client, how)
