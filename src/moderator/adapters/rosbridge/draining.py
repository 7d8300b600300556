"""Whether what is written to a socket really leaves."""

import asyncio
import fcntl
import socket
import struct
from collections import deque
from dataclasses import dataclass

_SIOCOUTQ = 0x5411
"""Bytes of a socket that its peer has not acknowledged. Source: Linux, tcp(7), `SIOCOUTQ`."""

SEND_BUFFER_BYTES = 65_536
"""What the kernel may hold of a link, so that a line that is stuck shows early."""


@dataclass(frozen=True)
class Patience:
    """After what a link counts as lost, while nobody has told its end.

    Attributes:
        unsent_bytes: more than so many that the kernel does not take.
        unsent_s: some that it has not taken for so long, seconds.
        unacknowledged_s: some that the other machine has not acknowledged for so long, seconds.
        unanswered_s: a ping that the other program has not answered for so long, seconds.
        ping_every_s: how often one is sent, seconds.
    """

    unsent_bytes: int = 65_536
    unsent_s: float = 0.1
    unacknowledged_s: float = 0.5
    unanswered_s: float = 1.0
    ping_every_s: float = 0.1


class Draining:
    """Counts what leaves.

    Args:
        transport: of a TCP connection.
        patience: after what it counts as stuck.
    """

    def __init__(self, transport: asyncio.Transport, patience: Patience) -> None:
        self._transport = transport
        self._patience = patience
        self._socket: socket.socket = transport.get_extra_info("socket")
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._written = 0
        self._underway: deque[tuple[int, float]] = deque()
        self._unsent_since_s: float | None = None

    def write(self, data: bytes, now_s: float) -> None:
        """Hand some bytes to the transport."""
        self._transport.write(data)
        self._written += len(data)
        self._underway.append((self._written, now_s))

    def stuck(self, now_s: float) -> str:
        """What does not leave, in words; empty when all is well."""
        unsent = self._transport.get_write_buffer_size()
        if unsent > self._patience.unsent_bytes:
            return f"{unsent} bytes do not leave this machine"
        if not unsent:
            self._unsent_since_s = None
        elif self._unsent_since_s is None:
            self._unsent_since_s = now_s
        elif now_s - self._unsent_since_s > self._patience.unsent_s:
            return f"nothing leaves this machine for {self._patience.unsent_s:g} s"
        acknowledged = self._written - unsent - self._unacknowledged()
        while self._underway and self._underway[0][0] <= acknowledged:
            self._underway.popleft()
        if self._underway and now_s - self._underway[0][1] > self._patience.unacknowledged_s:
            return f"nothing arrives on the robot for {self._patience.unacknowledged_s:g} s"
        return ""

    def _unacknowledged(self) -> int:
        """Bytes that the kernel holds until the other machine has them."""
        if self._transport.is_closing():
            return 0
        answer = fcntl.ioctl(self._socket.fileno(), _SIOCOUTQ, struct.pack("i", 0))
        return int(struct.unpack("i", answer)[0])
