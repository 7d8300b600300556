"""Sending the robot its stop, over its own channel."""

from collections.abc import Mapping

from moderator.supervisor.channels import Channel
from moderator.supervisor.messages import Sent

_AGAIN_NS = (10_000_000, 50_000_000)
"""When a stop is sent again, after the first time: a datagram may be lost."""
_INSIST_NS = 100_000_000

NOT_CONNECTED = Sent("", "no robot is connected")


class Stopper:
    """Holds the robot's stop channel, ready to be used at once.

    Args:
        channel: the robot's, open.
        stops: grade and payload to send, by the grade that is asked for.
    """

    def __init__(self, channel: Channel, stops: Mapping[str, tuple[str, bytes]]) -> None:
        self.channel = channel
        self._stops = stops
        self._payload = b""
        self._due_ns: list[int] = []

    def stop(self, asked: str, now_ns: int) -> Sent:
        """Send a stop now, and twice more within 50 ms."""
        if asked not in self._stops:
            return Sent("", "no grade of stop leaves this robot standing")
        grade, payload = self._stops[asked]
        why = self.channel.send(payload)
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
            self.channel.send(self._payload)
