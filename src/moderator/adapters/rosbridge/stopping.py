"""A stop program over rosbridge: a link of its own, and what every such one does with it."""

from abc import abstractmethod

from moderator.adapters.rosbridge.bridge import Rosbridge
from moderator.adapters.rosbridge.owned import STOPPED, WORDS
from moderator.adapters.wired.stop_program import StopChannel
from moderator.robot import Grade

_OPENS_WITHIN_S = 2.0
ANSWERS_WITHIN_S = 0.5
"""By when a service that stops has to answer."""


class BridgeStop(StopChannel):
    """Tells the owner of a stop, and then stops the robot itself.

    Args:
        host: of the robot's rosbridge server.
        port: likewise.
        ros: 1 or 2.
    """

    def __init__(self, host: str, port: int, ros: int = 1) -> None:
        self._host, self._port, self._ros = host, port, ros
        self._bridge: Rosbridge | None = None

    @abstractmethod
    def advertise(self, bridge: Rosbridge) -> None:
        """Say on which topics a stop will come; well before one does."""

    @abstractmethod
    async def stop_by(self, bridge: Rosbridge, grade: Grade) -> None:
        """Stop the robot over a link; as `stop`."""

    async def open(self) -> None:
        """Open a link."""
        bridge = await Rosbridge.opened(self._host, self._port, within_s=_OPENS_WITHIN_S)
        self._bridge = bridge
        bridge.advertise(STOPPED, WORDS[self._ros])
        self.advertise(bridge)

    async def lost(self) -> str:
        """Wait until it is gone."""
        assert self._bridge is not None  # it was opened
        return await self._bridge.lost()

    async def stop(self, grade: Grade) -> None:
        """Tell the owner, then the robot."""
        assert self._bridge is not None  # it was opened
        self._bridge.publish(STOPPED, {"data": grade.value})
        await self.stop_by(self._bridge, grade)

    async def close(self) -> None:
        """Close the link."""
        bridge, self._bridge = self._bridge, None
        if bridge:
            await bridge.close()
