"""Actions of ROS 1: five topics.

Source: ros/actionlib, `docs/` and wiki.ros.org/actionlib/DetailedDescription; actionlib_msgs.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from moderator.adapters.rosbridge.actions import Action
from moderator.adapters.rosbridge.bridge import Rosbridge
from moderator.adapters.rosbridge.endings import of_ros1
from moderator.adapters.rosbridge.goal import Goal, GoalEnd, GoalResult
from moderator.errors import CannotStart

_TAKEN_WITHIN_S = 2.0
"""By when a goal has to stand in the server's status, which comes at 5 Hz (actionlib, its
`status_frequency`); assumed."""


class Actionlib(Action):
    """An action of ROS 1.

    Args:
        bridge: the link. The topics are advertised and subscribed to when this is made.
        name: such as `/arm_controller/follow_joint_trajectory`.
        kind: such as `control_msgs/FollowJointTrajectoryAction`.

    Raises:
        LinkLost: the link is gone.
    """

    def __init__(self, bridge: Rosbridge, name: str, kind: str) -> None:
        self._bridge = bridge
        self._name = name
        self._there = asyncio.Event()
        self._goals: dict[str, Goal] = {}
        self._seen: set[str] = set()
        self._said = 0, 0
        bridge.advertise(f"{name}/goal", f"{kind}Goal")
        bridge.advertise(f"{name}/cancel", "actionlib_msgs/GoalID")
        bridge.subscribe(f"{name}/status", "actionlib_msgs/GoalStatusArray", self._on_status)
        bridge.subscribe(f"{name}/feedback", f"{kind}Feedback", self._on_feedback)
        bridge.subscribe(f"{name}/result", f"{kind}Result", self._on_result, queue_length=100)

    async def ready(self, within_s: float) -> None:
        """Wait for the server's next status: one that came before says nothing of now."""
        self._there.clear()
        try:
            async with asyncio.timeout(within_s):
                await self._there.wait()
        except TimeoutError:
            raise CannotStart(
                f"the robot has no action server {self._name}",
                "start its controller, or name another action in the config",
            ) from None

    def send(
        self,
        goal: Mapping[str, Any],
        feedback: Callable[[Mapping[str, Any]], None] = lambda _: None,
    ) -> Goal:
        """Send a goal, under an id of ours: the link's number and this machine's clock."""
        ident = f"{self._bridge.fresh_id(self._name)}:{time.time_ns()}"
        sent = Goal(ident, lambda: self._cancel(ident), feedback)
        self._bridge.publish(
            f"{self._name}/goal",
            {"goal_id": {"stamp": {"secs": 0, "nsecs": 0}, "id": ident}, "goal": goal},
        )
        sent.unknown_in(_TAKEN_WITHIN_S, f"{self._name} has not taken the goal")
        self._goals[ident] = sent
        self._bridge.keep(sent)
        return sent

    def _cancel(self, ident: str) -> None:
        """Cancel by id alone: with a stamp the server would cancel all that is older, too."""
        message = {"stamp": {"secs": 0, "nsecs": 0}, "id": ident}
        self._bridge.publish(f"{self._name}/cancel", message)

    def _on_status(self, message: Mapping[str, Any]) -> None:
        stamp = message["header"]["stamp"]
        said = stamp["secs"], stamp["nsecs"]
        if said < self._said:
            return  # it was overtaken
        self._said = said
        self._there.set()
        known = {status["goal_id"]["id"] for status in message["status_list"]}
        for ident, goal in list(self._goals.items()):
            if goal.ended:
                del self._goals[ident]
                self._seen.discard(ident)
            elif ident in known and ident not in self._seen:
                self._seen.add(ident)
                if not goal.cancelled:
                    goal.put_off()
            elif ident in self._seen and ident not in known:
                goal.end(GoalResult(GoalEnd.UNKNOWN, why=f"{self._name} forgot the goal"))

    def _on_feedback(self, message: Mapping[str, Any]) -> None:
        if goal := self._goals.get(message["status"]["goal_id"]["id"]):
            goal.feedback(message["feedback"])

    def _on_result(self, message: Mapping[str, Any]) -> None:
        if goal := self._goals.pop(message["status"]["goal_id"]["id"], None):
            goal.end(of_ros1(message))
