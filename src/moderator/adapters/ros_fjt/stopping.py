"""Its stop program: `python -m moderator.adapters.ros_fjt.stopping HOST PORT ROS ACTION…`."""

import argparse
import sys
from collections.abc import Sequence

from moderator.adapters.ros_fjt import wire
from moderator.adapters.rosbridge import Rosbridge
from moderator.adapters.rosbridge.stopping import ANSWERS_WITHIN_S, BridgeStop
from moderator.adapters.wired.stop_program import run
from moderator.robot import Grade


class RosFjtStop(BridgeStop):
    """Cancels every goal.

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
        super().__init__(host, port, ros)
        self._actions = actions
        self._service = service

    def advertise(self, bridge: Rosbridge) -> None:
        """Cancelling, which is a topic of ROS 1."""
        if self._ros == 1:
            for action in self._actions:
                bridge.advertise(f"{action}/cancel", "actionlib_msgs/GoalID")

    async def stop_by(self, bridge: Rosbridge, grade: Grade) -> None:
        """Stop: a relax is left to whoever leads, and with nobody leading joints rest anyway."""
        if grade is Grade.RELAX:
            return
        service = self._service if grade is Grade.ROBOT_STOP else ""
        await wire.stop_all(bridge, self._actions, self._ros, service, ANSWERS_WITHIN_S)


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
