"""Turning to somebody: head first, the waist for what is beyond it."""

import math
from collections.abc import Mapping

from moderator.motion.blend import reach
from moderator.motion.trajectory import Trajectory
from moderator.robot import Capabilities

TURN_S = 1.2
"""The least time that a look takes."""


def turned(
    robot: Capabilities,
    joints_rad: Mapping[str, float],
    bearing_deg: float,
    down_deg: float = 0.0,
    in_s: float = TURN_S,
) -> Trajectory | None:
    """The way from a pose to where the robot looks at a bearing; None if it can turn nothing.

    Args:
        robot: what it can do.
        joints_rad: where its joints are, radians by joint.
        bearing_deg: degrees from straight ahead, left is positive.
        down_deg: how far it looks down from where its head rests, degrees.
        in_s: the least time that it takes.
    """
    left = math.radians(bearing_deg)
    goal = {}
    for name in ("head_yaw", "waist_yaw"):
        if joint := robot.joint(name):
            goal[name] = min(max(left, joint.lower_rad), joint.upper_rad)
            left -= goal[name]
    if pitch := robot.joint("head_pitch"):
        down = robot.rest.get("head_pitch", 0.0) + math.radians(down_deg)
        goal["head_pitch"] = min(max(down, pitch.lower_rad), pitch.upper_rad)
    if not goal:
        return None
    return reach({name: joints_rad[name] for name in goal}, goal, robot.joints, in_s)
