"""Its stop program: `python -m moderator.adapters.ros_fjt.stopping HOST PORT ROS ACTION…`."""

import argparse
import sys
from collections.abc import Sequence

from moderator.adapters.ros_fjt import wire
from moderator.adapters.rosbridge import Rosbridge
from moderator.adapters.wired.stop_program import StopChannel, run
from moderator.robot import Grade

_OPENS_WITHIN_S = 2.0
_ANSWERS_WITHIN_S = 0.5


class RosFjtStop(StopChannel):
    """Cancels every goal, and tells whoever leads the joints.

    Args:
        host: of the robot's rosbridge server.
        port: likewise.
        ros: 1 or 2.
        actions: names of its action servers.
        service: the robot's own stop; empty for none.
    """

    def __init__(
        self, host: str, port: int, ros: int, actions: Sequence[str], service: str
    ) -> None:
        self._host, self._port, self._ros = host, port, ros
        self._actions = actions
        self._service = service
        self._bridge: Rosbridge | None = None

    async def open(self) -> None:
        """Open a link."""
        bridge = await Rosbridge.opened(self._host, self._port, within_s=_OPENS_WITHIN_S)
        self._bridge = bridge
        bridge.advertise(wire.STOPPED[0], wire.STOPPED[1][self._ros])
        if self._ros == 1:
            for action in self._actions:
                bridge.advertise(f"{action}/cancel", "actionlib_msgs/GoalID")

    async def lost(self) -> str:
        """Wait until it is gone."""
        assert self._bridge is not None  # it was opened
        return await self._bridge.lost()

    async def stop(self, grade: Grade) -> None:
        """Stop: a relax is left to whoever leads, and with nobody leading joints rest anyway."""
        assert self._bridge is not None
        self._bridge.publish(wire.STOPPED[0], {"data": grade.value})
        if grade is Grade.RELAX:
            return
        for action in self._actions:
            await wire.cancel_all(self._bridge, action, self._ros, _ANSWERS_WITHIN_S)
        if grade is Grade.ROBOT_STOP and self._service:
            await self._bridge.call(self._service, {}, _ANSWERS_WITHIN_S)

    async def close(self) -> None:
        """Close the link."""
        bridge, self._bridge = self._bridge, None
        if bridge:
            await bridge.close()


def _told() -> RosFjtStop:
    reads = argparse.ArgumentParser(prog="moderator.adapters.ros_fjt.stopping")
    reads.add_argument("host")
    reads.add_argument("port", type=int)
    reads.add_argument("ros", type=int, choices=(1, 2))
    reads.add_argument("actions", nargs="+")
    reads.add_argument("--service", default="")
    told = reads.parse_args()
    return RosFjtStop(told.host, told.port, told.ros, told.actions, told.service)


if __name__ == "__main__":
    sys.exit(run(_told()))
