"""Turning to somebody: head first, the waist for what is beyond it."""

import math
from collections.abc import Mapping

from moderator.motion.blend import reach
from moderator.motion.trajectory import Trajectory
from moderator.robot import Capabilities

TURN_S = 1.2
"""The least time that a look takes."""


def turned(
    robot: Capabilities, joints_rad: Mapping[str, float], bearing_deg: float
) -> Trajectory | None:
    """The way from a pose to where the robot looks at a bearing; None if it can turn nothing.

    Args:
        robot: what it can do.
        joints_rad: where its joints are, radians by joint.
        bearing_deg: degrees from straight ahead, left is positive.
    """
    left = math.radians(bearing_deg)
    goal = {}
    for name in ("head_yaw", "waist_yaw"):
        if joint := robot.joint(name):
            goal[name] = min(max(left, joint.lower_rad), joint.upper_rad)
            left -= goal[name]
    if not goal:
        return None
    return reach({name: joints_rad[name] for name in goal}, goal, robot.joints, TURN_S)
