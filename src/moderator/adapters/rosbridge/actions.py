"""Actions: what both kinds have in common, and those of ROS 2.

Source: ROSBRIDGE_PROTOCOL.md 3.3.12 to 3.3.15; capabilities/send_action_goal.py of branch `ros2`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from moderator.adapters.rosbridge.bridge import Rosbridge
from moderator.adapters.rosbridge.goal import Goal
from moderator.adapters.rosbridge.trouble import NoSuchService
from moderator.errors import CannotStart

_PARAMETERS = "/rosbridge_websocket/get_parameters"
_IN_NEW_THREAD = "send_action_goals_in_new_thread"
"""Source: rosbridge_server/scripts/rosbridge_websocket.py, declare_parameter."""


class Action(ABC):
    """An action server of the robot."""

    @abstractmethod
    async def ready(self, within_s: float) -> None:
        """Wait until goals can be sent and cancelled; sends none.

        Raises:
            CannotStart: there is no such server, or it cannot be cancelled.
            LinkLost: the link is gone.
        """

    @abstractmethod
    def send(
        self,
        goal: Mapping[str, Any],
        feedback: Callable[[Mapping[str, Any]], None] = lambda _: None,
    ) -> Goal:
        """Send a goal; returns at once.

        Raises:
            LinkLost: it could not leave.
        """


class Ros2Action(Action):
    """An action of ROS 2.

    rosbridge tells neither that a goal was taken nor, up to 2.1.0, that it was rejected: one that
    is rejected never ends. Who sends goals has to know by when they must have.

    Args:
        bridge: the link.
        name: such as `/arm_controller/follow_joint_trajectory`.
        kind: such as `control_msgs/action/FollowJointTrajectory`.
    """

    def __init__(self, bridge: Rosbridge, name: str, kind: str) -> None:
        self._bridge = bridge
        self._name = name
        self._kind = kind

    async def ready(self, within_s: float) -> None:
        """Ask whether the server is there, and whether rosbridge can cancel while a goal runs.

        The server is asked to cancel a goal that nobody has; rosbridge is asked for its parameter.
        With its own default it reads nothing more of a client that has a goal under way, neither
        a cancel nor the next goal (rosbridge_suite issue 909).
        """
        nobody = {"goal_info": {"goal_id": {"uuid": [255] * 16}}}
        try:
            await self._bridge.call(f"{self._name}/_action/cancel_goal", nobody, within_s)
        except NoSuchService:
            raise CannotStart(
                f"the robot has no action server {self._name}",
                "start its controller, or name another action in the config",
            ) from None
        told = await self._bridge.call(_PARAMETERS, {"names": [_IN_NEW_THREAD]}, within_s)
        if not any(value.get("bool_value") for value in told.get("values", ())):
            raise CannotStart(
                "this rosbridge cannot cancel a goal while it runs",
                "start it with send_action_goals_in_new_thread:=true",
            )

    def send(
        self,
        goal: Mapping[str, Any],
        feedback: Callable[[Mapping[str, Any]], None] = lambda _: None,
    ) -> Goal:
        """Send a goal."""
        return self._bridge.send_goal(self._name, self._kind, goal, feedback)
