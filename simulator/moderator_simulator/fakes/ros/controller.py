"""A joint trajectory controller: follows one goal at a time, the newest.

A new goal replaces the one under way, which ends canceled, from where the joints are led to then.
Cancelled, it holds where they are at once. Source: joint_trajectory_controller of ros_controllers
and of ros2_controllers, whose documentation has both ("Decelerate on cancel": by default it holds).
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from moderator_simulator.fakes.record import Record
from moderator_simulator.fakes.ros.actions import Asked
from moderator_simulator.fakes.ros.servos import Servos
from moderator_simulator.fakes.ros.ways import (
    GOAL_TOLERANCE_VIOLATED,
    OLD_HEADER_TIMESTAMP,
    PATH_TOLERANCE_VIOLATED,
    Invalid,
    Way,
    read,
    seconds,
)

_FEEDBACK_EVERY_S = 0.1


@dataclass
class _Following:
    """The goal under way; when it began, on the monotonic clock."""

    asked: Asked
    way: Way
    began_s: float
    path_rad: Mapping[str, float]
    goal_rad: Mapping[str, float]
    patience_s: float
    told_s: float = 0.0


class Controller:
    """Follows the trajectories of one action server.

    Args:
        servos: the joints.
        joints: names of those that it leads.
        record: what came is written there.
        path_rad: how far a joint may be off on the way unless a goal says otherwise; 0 for any.
        goal_rad: how far at the end.
    """

    def __init__(
        self,
        servos: Servos,
        joints: tuple[str, ...],
        record: Record,
        path_rad: float = 0.0,
        goal_rad: float = 0.05,
    ) -> None:
        self.joints = joints
        self._servos = servos
        self._record = record
        self._path_rad = path_rad
        self._goal_rad = goal_rad
        self._following: _Following | None = None

    def goal(self, asked: Asked) -> None:
        """Take a goal, or reject it with the code that the action has for it."""
        trajectory = asked.goal.get("trajectory", {})
        points = len(trajectory.get("points", ()))
        self._record.write("goal", id=asked.ident, points=points)
        now_s = time.monotonic()
        stamp_s = seconds(trajectory.get("header", {}).get("stamp"))
        try:
            way = read(trajectory, self.joints, self._servos.told_rad)
            wait_s = stamp_s - time.time() if stamp_s else 0.0
            if stamp_s and wait_s + way.lasts_s < 0:
                raise Invalid(OLD_HEADER_TIMESTAMP, "it is all in the past")
        except Invalid as error:
            self._record.write("rejected", id=asked.ident, code=error.code, why=str(error))
            asked.end("rejected", {"error_code": error.code, "error_string": str(error)})
            return
        if self._following:
            self._end("canceled", 0, "a new goal has replaced it")
        tolerances = {
            which: {one["name"]: one.get("position", 0.0) for one in asked.goal.get(which) or ()}
            for which in ("path_tolerance", "goal_tolerance")
        }
        self._following = _Following(
            asked,
            way,
            now_s + wait_s,
            dict.fromkeys(self.joints, self._path_rad) | tolerances["path_tolerance"],
            dict.fromkeys(self.joints, self._goal_rad) | tolerances["goal_tolerance"],
            seconds(asked.goal.get("goal_time_tolerance")),
        )

    def cancel(self, asked: Asked) -> None:
        """Hold where the joints are."""
        self._record.write("cancel", id=asked.ident)
        if self._following and self._following.asked is asked:
            self._hold()
            self._end("canceled", 0, "")

    def go(self, now_s: float) -> None:
        """Lead the joints, and see whether they are there."""
        now = self._following
        if now is None or now_s < now.began_s:
            return
        elapsed_s = now_s - now.began_s
        self._servos.told_rad.update(now.way.at(elapsed_s))
        off = {
            joint: abs(self._servos.told_rad[joint] - self._servos.now_rad[joint])
            for joint in self.joints
        }
        if now_s - now.told_s >= _FEEDBACK_EVERY_S:
            now.told_s = now_s
            now.asked.feedback(self._feedback(off))
        left_s = elapsed_s - now.way.lasts_s
        path = _beyond(off, now.path_rad)
        if left_s < 0 and path:
            self._hold()
            self._end("aborted", PATH_TOLERANCE_VIOLATED, f"{path} is off its path")
        elif left_s >= 0:
            goal = _beyond(off, now.goal_rad)
            if not goal:
                self._end("succeeded", 0, "")
            elif left_s > now.patience_s:
                self._end("aborted", GOAL_TOLERANCE_VIOLATED, f"{goal} has not come there")

    def _hold(self) -> None:
        for joint in self.joints:
            self._servos.told_rad[joint] = self._servos.now_rad[joint]

    def _end(self, how: str, code: int, why: str) -> None:
        assert self._following is not None  # only what is followed ends
        asked, self._following = self._following.asked, None
        self._record.write("ended", id=asked.ident, how=how, code=code, why=why)
        result = {"error_code": code, "error_string": why}
        if how == "succeeded":
            asked.end("succeeded", result)
        elif how == "aborted":
            asked.end("aborted", result, why)
        else:
            asked.end("canceled", result, why)

    def _feedback(self, off: Mapping[str, float]) -> dict[str, object]:
        return {
            "joint_names": list(self.joints),
            "desired": {"positions": [self._servos.told_rad[joint] for joint in self.joints]},
            "actual": {"positions": [self._servos.now_rad[joint] for joint in self.joints]},
            "error": {"positions": [off[joint] for joint in self.joints]},
        }


def _beyond(off: Mapping[str, float], most: Mapping[str, float]) -> str:
    """The first joint that is further off than it may be; 0 is no limit."""
    return next((joint for joint, rad in off.items() if 0 < most[joint] < rad), "")
