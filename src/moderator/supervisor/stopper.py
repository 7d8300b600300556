"""Sending the robot its stop, over its own channel."""

import socket
from collections.abc import Mapping

from moderator.supervisor.messages import Sent

_AGAIN_NS = (10_000_000, 50_000_000)
"""When a stop is sent again, after the first time: a datagram may be lost."""
_INSIST_NS = 100_000_000

NOT_CONNECTED = Sent("", "no robot is connected")


class Stopper:
    """Holds the robot's stop channel, ready to be used at once.

    Args:
        host: the channel's address, a numeric one.
        port: its port.
        stops: grade and payload to send, by the grade that is asked for.

    Raises:
        OSError: there is no way to that address.
    """

    def __init__(self, host: str, port: int, stops: Mapping[str, tuple[str, bytes]]) -> None:
        self._stops = stops
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        try:
            self._socket.connect((host, port))
        except OSError:
            self._socket.close()
            raise
        self._payload = b""
        self._due_ns: list[int] = []

    def stop(self, asked: str, now_ns: int) -> Sent:
        """Send a stop now, and twice more within 50 ms."""
        if asked not in self._stops:
            return Sent("", "no grade of stop leaves this robot standing")
        grade, payload = self._stops[asked]
        why = self._send(payload)
        self._payload = payload
        self._due_ns = [now_ns + after for after in _AGAIN_NS]
        return Sent("" if why else grade, why)

    def insist(self, now_ns: int) -> None:
        """Send the last stop again, if there was one, and go on doing so."""
        if self._payload and not self._due_ns:
            self._due_ns = [now_ns + _INSIST_NS]

    def due_ns(self) -> int | None:
        """When something is to be sent again; None when nothing is."""
        return self._due_ns[0] if self._due_ns else None

    def send_due(self, now_ns: int) -> None:
        """Send again what is due."""
        while self._due_ns and self._due_ns[0] <= now_ns:
            del self._due_ns[0]
            self._send(self._payload)

    def close(self) -> None:
        """Give up the channel."""
        self._socket.close()

    def _send(self, payload: bytes) -> str:
        """Send a datagram; why it has not left, or nothing."""
        why = ""
        for _ in range(2):  # the first try may only tell how an earlier datagram fared
            try:
                self._socket.send(payload)
            except OSError as error:
                why = f"the robot's stop channel: {(error.strerror or str(error)).lower()}"
            else:
                return ""
        return why
