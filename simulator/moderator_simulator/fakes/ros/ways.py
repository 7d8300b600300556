"""A trajectory message, and where it leads at each moment.

Interpolation as ros_controllers' and ros2_controllers' joint_trajectory_controller have it: linear
where points have positions alone, cubic with velocities, quintic with accelerations as well.
Source: their user documentation, "Trajectory representation".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any

Row = Sequence[float]


class Invalid(Exception):
    """The trajectory cannot be followed.

    Args:
        code: of control_msgs/FollowJointTrajectoryResult.
        why: in words.
    """

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


INVALID_GOAL, INVALID_JOINTS, OLD_HEADER_TIMESTAMP = -1, -2, -3
PATH_TOLERANCE_VIOLATED, GOAL_TOLERANCE_VIOLATED = -4, -5
"""Source: control_msgs, action/FollowJointTrajectory.action."""


@dataclass(frozen=True)
class Knot:
    """A point: when, seconds from the start, and positions, velocities, accelerations."""

    at_s: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Way:
    """Where joints are led.

    Attributes:
        joints: their names.
        knots: at least two, rising in time.
    """

    joints: tuple[str, ...]
    knots: tuple[Knot, ...]

    @property
    def lasts_s(self) -> float:
        """Until its last knot, seconds."""
        return self.knots[-1].at_s

    def at(self, time_s: float) -> dict[str, float]:
        """Angle of each joint at a time, radians; past the end, the end."""
        if time_s >= self.lasts_s:
            return dict(zip(self.joints, self.knots[-1].rows[0], strict=True))
        before, after = next(pair for pair in pairwise(self.knots) if time_s < pair[1].at_s)
        span_s = after.at_s - before.at_s
        share = max(0.0, (time_s - before.at_s) / span_s)
        depth = min(len(before.rows), len(after.rows))
        found = (
            _between([row[i] for row in before.rows], [row[i] for row in after.rows], share, span_s)
            if depth > 1
            else before.rows[0][i] + share * (after.rows[0][i] - before.rows[0][i])
            for i in range(len(self.joints))
        )
        return dict(zip(self.joints, found, strict=True))


def _between(start: Row, end: Row, share: float, span_s: float) -> float:
    """A cubic, or with accelerations a quintic, through both ends."""
    s = share
    p0, p1 = start[0], end[0]
    v0, v1 = start[1] * span_s, end[1] * span_s
    if min(len(start), len(end)) < 3:
        cubic = (p0, v0, 3 * (p1 - p0) - 2 * v0 - v1, 2 * (p0 - p1) + v0 + v1)
        return cubic[0] + s * (cubic[1] + s * (cubic[2] + s * cubic[3]))
    a0, a1 = start[2] * span_s**2, end[2] * span_s**2
    c3 = 10 * (p1 - p0) - 6 * v0 - 4 * v1 - 1.5 * a0 + 0.5 * a1
    c4 = -15 * (p1 - p0) + 8 * v0 + 7 * v1 + 1.5 * a0 - a1
    c5 = 6 * (p1 - p0) - 3 * (v0 + v1) - 0.5 * (a0 - a1)
    return p0 + s * (v0 + s * (a0 / 2 + s * (c3 + s * (c4 + s * c5))))


def read(trajectory: Mapping[str, Any], known: Sequence[str], here_rad: Mapping[str, float]) -> Way:
    """Read a trajectory message.

    Args:
        trajectory: trajectory_msgs/JointTrajectory, of ROS 1 or ROS 2.
        known: the controller's joints; all of them have to be there, and no other.
        here_rad: where they are, which is where a way begins that has no point at its start.

    Raises:
        Invalid: it cannot be followed.
    """
    joints = tuple(trajectory.get("joint_names", ()))
    if sorted(joints) != sorted(known):
        raise Invalid(INVALID_JOINTS, f"joints {', '.join(joints)} are not the controller's")
    knots = [_knot(point, len(joints)) for point in trajectory.get("points", ())]
    if not knots:
        raise Invalid(INVALID_GOAL, "there is no point")
    if any(after.at_s <= before.at_s for before, after in pairwise(knots)) or knots[0].at_s < 0:
        raise Invalid(INVALID_GOAL, "times do not rise")
    if len(knots[-1].rows) > 1 and any(abs(speed) > 1e-4 for speed in knots[-1].rows[1]):
        raise Invalid(INVALID_GOAL, "it does not end at rest")
    if knots[0].at_s > 0:
        here = [here_rad[joint] for joint in joints]
        still = [[0.0] * len(joints)] * (len(knots[0].rows) - 1)
        knots.insert(0, Knot(0.0, (here, *still)))
    return Way(joints, tuple(knots))


def seconds(time: Mapping[str, int] | None) -> float:
    """A time or duration of ROS 1 or ROS 2, seconds."""
    if not time:
        return 0.0
    whole = time.get("secs", time.get("sec", 0))
    return whole + time.get("nsecs", time.get("nanosec", 0)) / 1e9


def _knot(point: Mapping[str, Any], joints: int) -> Knot:
    rows: list[Row] = []
    for name in ("positions", "velocities", "accelerations"):
        row = point.get(name) or []
        if not row:
            break
        if len(row) != joints or not all(isfinite(figure) for figure in row):
            raise Invalid(INVALID_GOAL, f"{name} are not {joints} figures")
        rows.append(row)
    if not rows:
        raise Invalid(INVALID_GOAL, "a point has no positions")
    return Knot(seconds(point.get("time_from_start")), tuple(rows))
