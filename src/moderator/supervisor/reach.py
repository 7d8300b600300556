"""How the supervisor reaches the robot, once the engine has told it how."""

from collections.abc import Callable

from moderator.supervisor.arming import Arming
from moderator.supervisor.channels import Channel, Datagrams, Program
from moderator.supervisor.stopper import Stopper

_READY_NS = 4_000_000_000


class Reach:
    """Opens the robot's stop channel, and tells the engine whether the robot can be reached.

    Args:
        tell: told why it cannot, or nothing, once for each arming.

    Attributes:
        stopper: what stops the robot; None before there is a channel.
    """

    def __init__(self, tell: Callable[[str], object]) -> None:
        self.stopper: Stopper | None = None
        self._tell = tell
        self._armed_ns: int | None = None

    def open(self, arming: Arming, now_ns: int) -> str:
        """Open a channel; one that is open already is kept.

        Returns:
            Why there is none; empty when there is.
        """
        try:
            self.stopper = Stopper(self._channel(arming), arming.stops)
        except OSError as error:
            self.stopper = None
            why = f"there is no way to the robot's stop channel: {error.strerror or error}"
            self._tell(why)
            return why
        self._armed_ns = now_ns
        self.look(now_ns)
        return ""

    def look(self, now_ns: int) -> None:
        """Send again what is due, and tell once it is known whether the robot can be reached."""
        if not self.stopper:
            return
        self.stopper.send_due(now_ns)
        if self._armed_ns is None:
            return
        trouble = self.stopper.channel.trouble
        if trouble is None and now_ns - self._armed_ns >= _READY_NS:
            trouble = "the robot's stop program does not get ready"
        if trouble is not None:
            self._armed_ns = None
            self._tell(trouble)

    def close(self) -> None:
        """Give the channel up."""
        if self.stopper:
            self.stopper.channel.close()

    def _channel(self, arming: Arming) -> Channel:
        there = self.stopper.channel if self.stopper else None
        if isinstance(there, Program) and there.holds(arming.command):
            return there
        self.close()
        return Program(arming.command) if arming.command else Datagrams(arming.host, arming.port)
