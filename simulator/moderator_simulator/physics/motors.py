"""The joints' position motors: how stiff each is.

A motor pulls with `stiffness * (target - angle) - damping * speed`, within its greatest torque, at
each step of the physics: the loop inside the drive, which no sensor delay reaches.
"""

import numpy as np
from numpy.typing import NDArray

from moderator.body.joints import SIDES
from moderator.body.table import Body

_GAINS = {
    "hip": (1200.0, 30.0),
    "knee": (1200.0, 30.0),
    "ankle": (500.0, 12.0),
    "waist": (800.0, 20.0),
    "shoulder": (200.0, 8.0),
    "elbow": (120.0, 5.0),
    "forearm": (60.0, 2.0),
    "wrist": (40.0, 1.5),
    "head": (20.0, 1.0),
}
"""Nm/rad and Nms/rad, by the joint's name. Source: tuned here, of the order of what humanoids of
this size are driven with."""


def gains(body: Body) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Stiffness, Nm/rad, and damping, Nms/rad, of every joint, in the table's order, shape (n,)."""
    named = [_GAINS[_limb(joint.name)] for joint in body.joints]
    stiffness, damping = np.array(named).T
    return stiffness, damping


def _limb(joint: str) -> str:
    words = joint.split("_")
    return words[1] if joint.startswith(SIDES) else words[0]
