"""Goals of an action, as a robot's controller sees them, and the action servers of ROS 2."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from moderator_simulator.fakes.ros.graph import Graph

End: TypeAlias = Literal["succeeded", "canceled", "aborted", "rejected"]

_STATUS = {"succeeded": 4, "canceled": 5, "aborted": 6}
"""Source: action_msgs/msg/GoalStatus."""


@dataclass
class Asked:
    """A goal that was asked for.

    Attributes:
        ident: its id.
        goal: what is asked.
        feedback: tells who asked how it goes.
        finish: ends it: how, the result, and words. The first end counts.
        over: whether it has ended.
        asked_s: when, seconds of the monotonic clock.
    """

    ident: str
    goal: Mapping[str, Any]
    feedback: Callable[[Mapping[str, Any]], None]
    finish: Callable[[End, Mapping[str, Any], str], None]
    over: bool = False
    asked_s: float = field(default_factory=time.monotonic)

    def end(self, end: End, result: Mapping[str, Any], text: str = "") -> None:
        """End it."""
        if not self.over:
            self.over = True
            self.finish(end, result, text)


class Ros2ActionServer:
    """An action server of ROS 2, as rosbridge reaches it.

    Args:
        graph: where it is.
        name: such as `/arm_controller/follow_joint_trajectory`.
        kind: such as `control_msgs/action/FollowJointTrajectory`.
        on_goal: told each goal; ends it sooner or later, or rejects it at once.
        on_cancel: told that one is to end before its time.
    """

    def __init__(
        self,
        graph: Graph,
        name: str,
        kind: str,
        on_goal: Callable[[Asked], None],
        on_cancel: Callable[[Asked], None],
    ) -> None:
        self.kind = kind
        self._name = name
        self._on_goal = on_goal
        self._on_cancel = on_cancel
        self._asked: list[Asked] = []
        graph.actions[name] = self
        graph.service(f"{name}/_action/cancel_goal", "action_msgs/srv/CancelGoal", self._answer)
        graph.topic(f"{name}/_action/status", "action_msgs/msg/GoalStatusArray")
        graph.topic(f"{name}/_action/feedback", f"{kind}_FeedbackMessage")

    def send(
        self,
        ident: str,
        goal: Mapping[str, Any],
        feedback: Callable[[Mapping[str, Any]], None],
        done: Callable[[Mapping[str, Any]], None],
    ) -> Asked:
        """Take a goal from rosbridge; one that is rejected is never answered, as in 2.1.0."""

        def finish(end: End, result: Mapping[str, Any], text: str) -> None:
            del text
            if end != "rejected":
                done({"values": result, "status": _STATUS[end], "result": True})

        asked = Asked(ident, goal, feedback, finish)
        self._asked = [one for one in self._asked if not one.over] + [asked]
        self._on_goal(asked)
        return asked

    def cancel_all(self) -> int:
        """Somebody cancels every goal; how many there were."""
        going = [asked for asked in self._asked if not asked.over]
        for asked in going:
            self._on_cancel(asked)
        return len(going)

    def _answer(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """A zero id and a zero stamp are all goals. Source: action_msgs/srv/CancelGoal."""
        info = told.get("goal_info", {})
        if any(info.get("goal_id", {}).get("uuid", ())) or any(info.get("stamp", {}).values()):
            return {"return_code": 2, "goals_canceling": []}  # no goal of that id is known here
        return {"return_code": 0, "goals_canceling": [{}] * self.cancel_all()}

    def cancel(self, asked: Asked) -> None:
        """Ask for the end of a goal."""
        if not asked.over:
            self._on_cancel(asked)
