"""An action server of ROS 1: five topics.

Source: ros/actionlib, `action_server_base.py`: 5 Hz of status, 5 s for which an ended goal stays
in it (`status_frequency`, `status_list_timeout`), and what a cancel's id and stamp mean.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from moderator_simulator.fakes.ros.actions import Asked, End
from moderator_simulator.fakes.ros.graph import Graph

_EVERY_S = 0.2
_STAYS_S = 5.0
_ACTIVE, _PREEMPTING = 1, 6
_STATUS = {"canceled": 2, "succeeded": 3, "aborted": 4, "rejected": 5}
"""Source: actionlib_msgs/msg/GoalStatus."""


@dataclass
class _Known:
    """A goal in the status."""

    asked: Asked
    stamp: Mapping[str, int]
    status: int = _ACTIVE
    text: str = ""
    ended_s: float | None = None

    def told(self) -> dict[str, object]:
        """As it is published."""
        goal_id = {"stamp": self.stamp, "id": self.asked.ident}
        return {"goal_id": goal_id, "status": self.status, "text": self.text}


class ActionlibServer:
    """An action server of ROS 1.

    Args:
        graph: where it is.
        name: such as `/arm_controller/follow_joint_trajectory`.
        kind: such as `control_msgs/FollowJointTrajectoryAction`.
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
        self._graph = graph
        self._name = name
        self._on_goal = on_goal
        self._on_cancel = on_cancel
        self._known: dict[str, _Known] = {}
        graph.topic(f"{name}/status", "actionlib_msgs/GoalStatusArray")
        graph.topic(f"{name}/feedback", f"{kind}Feedback")
        graph.topic(f"{name}/result", f"{kind}Result")
        graph.on_message(f"{name}/goal", self._goal, f"{kind}Goal")
        graph.on_message(f"{name}/cancel", self._cancel, "actionlib_msgs/GoalID")

    async def run(self) -> None:
        """Publish the status for ever."""
        while True:
            self._publish_status()
            await asyncio.sleep(_EVERY_S)

    def forget(self) -> None:
        """Know of no goal any more, as a controller that was started again."""
        self._known.clear()
        self._publish_status()

    def cancel_all(self) -> None:
        """Somebody cancels every goal."""
        self._cancel({})

    def _goal(self, message: Mapping[str, Any]) -> None:
        goal_id = message["goal_id"]
        ident = goal_id["id"]
        if ident in self._known:
            return  # it came twice
        known = _Known(
            Asked(
                ident,
                message["goal"],
                lambda feedback: self._publish("feedback", known, feedback=feedback),
                lambda end, result, text: self._finish(known, end, result, text),
            ),
            goal_id.get("stamp") or {"secs": 0, "nsecs": 0},
        )
        self._known[ident] = known
        self._on_goal(known.asked)
        self._publish_status()

    def _cancel(self, message: Mapping[str, Any]) -> None:
        ident = message.get("id", "")
        stamp = _seconds(message.get("stamp"))
        for known in list(self._known.values()):
            everything = not ident and not stamp
            older = bool(stamp) and _seconds(known.stamp) <= stamp
            if known.ended_s is None and (everything or known.asked.ident == ident or older):
                known.status = _PREEMPTING
                self._on_cancel(known.asked)
        self._publish_status()

    def _finish(self, known: _Known, end: End, result: Mapping[str, Any], text: str) -> None:
        known.status, known.text = _STATUS[end], text
        known.ended_s = time.monotonic()
        self._publish_status()
        self._publish("result", known, result=result)

    def _publish(self, topic: str, known: _Known, **rest: object) -> None:
        message = {"header": self._header(), "status": known.told(), **rest}
        self._graph.publish(f"{self._name}/{topic}", message)

    def _publish_status(self) -> None:
        now_s = time.monotonic()
        for ident, known in list(self._known.items()):
            if known.ended_s is not None and now_s - known.ended_s > _STAYS_S:
                del self._known[ident]
        statuses = [known.told() for known in self._known.values()]
        message = {"header": self._header(), "status_list": statuses}
        self._graph.publish(f"{self._name}/status", message)

    def _header(self) -> dict[str, object]:
        seconds, nanoseconds = divmod(time.time_ns(), 10**9)
        return {"seq": 0, "stamp": {"secs": seconds, "nsecs": nanoseconds}, "frame_id": ""}


def _seconds(stamp: Mapping[str, int] | None) -> float:
    return stamp["secs"] + stamp["nsecs"] / 1e9 if stamp else 0.0
