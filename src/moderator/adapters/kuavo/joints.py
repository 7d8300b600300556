"""Kuavo's joints by model: its own order and degrees, and ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import degrees, radians

from moderator.body.joints import PARTS
from moderator.body.kuavo import KUAVO
from moderator.body.table import Joint, limits_of

ARMS = PARTS["arms"]
"""Left shoulder to wrist, then right, as `/kuavo_arm_traj` has them. Angles have the same zero and
sign as ours. Source: biped_s45.urdf and biped_s52.urdf, axes at the zero pose."""

ARM_NAMES = tuple(f"zarm_{side}{number}_joint" for side in "lr" for number in range(1, 8))
"""The same fourteen by Kuavo's names. Source: likewise."""

HEAD = PARTS["head"]
"""Yaw and pitch, as `/robot_head_motion_data` has them."""

WAIST = PARTS["waist"]

_LEGS = 12

_REST_RAD = {
    f"{side}_{joint}": radians(angle)
    for side in ("left", "right")
    for joint, angle in (("shoulder_pitch", 8.7), ("elbow", -23.2))
}
"""Where its own controller lets the arms hang, radians. Source: the message of a standing robot
that the description of `/sensors_data_raw` prints."""


@dataclass(frozen=True)
class Model:
    """What of a Kuavo depends on its model.

    Attributes:
        steered: the joints that are steered, with their ranges.
        told: how many joints `/sensors_data_raw` tells of.
        has_waist: whether its waist turns: `/robot_waist_motion_data` is of generation 5 alone.
    """

    steered: tuple[Joint, ...]
    told: int
    has_waist: bool

    @property
    def rest_rad(self) -> Mapping[str, float]:
        """Where the steered joints rest, radians."""
        return {joint.name: _REST_RAD.get(joint.name, 0.0) for joint in self.steered}

    def measured(self, joint_q: Sequence[float]) -> dict[str, float]:
        """Angles of the steered joints, radians, from `joint_data.joint_q`, radians.

        Twelve of the legs come first, then the waist where there is one, the arms and the head.
        Source: the description of `/sensors_data_raw`; for the waist motion_capture_ik, which takes
        the arms from place 12 of model 45 and from 13 of model 52.

        Raises:
            ValueError: there are others than this model's joints.
        """
        if len(joint_q) != self.told:
            raise ValueError(f"it tells of {len(joint_q)} joints, not of {self.told}")
        names = (*(WAIST if self.has_waist else ()), *ARMS, *HEAD)
        return dict(zip(names, joint_q[_LEGS:], strict=True))


_OF_45 = {joint.name: joint for joint in KUAVO.joints}
_URDF_52 = "LejuRobotics/kuavo-ros-opensource, kuavo_assets/models/biped_s52/urdf/biped_s52.urdf"

# Least and greatest angle in degrees, greatest speed in radians a second, greatest torque in Nm.
_LEFT_ARM_52 = {
    "shoulder_pitch": (-180.0, 90.0, 18.8, 66.0),
    "shoulder_roll": (-20.0, 200.0, 8.0, 75.0),
    "shoulder_yaw": (-85.0, 85.0, 7.5, 57.0),
    "elbow": (-150.0, 0.0, 8.0, 75.0),
    "forearm_yaw": (-90.0, 90.0, 17.5, 14.1),
    "wrist_roll": (-75.0, 40.0, 17.5, 14.1),
    "wrist_pitch": (-40.0, 40.0, 17.5, 14.1),
}
_RIGHT_ARM_52 = _LEFT_ARM_52 | {
    "shoulder_roll": (-200.0, 20.0, 8.0, 75.0),
    "wrist_roll": (-40.0, 75.0, 17.5, 14.1),
}
_ARMS_52 = limits_of(
    {
        f"{side}_{name}": figures
        for side, arm in (("left", _LEFT_ARM_52), ("right", _RIGHT_ARM_52))
        for name, figures in arm.items()
    },
    _URDF_52,
)

MODELS = {
    "45": Model(tuple(_OF_45[name] for name in (*ARMS, *HEAD)), told=28, has_waist=False),
    "52": Model((*_ARMS_52, *(_OF_45[name] for name in (*HEAD, *WAIST))), told=29, has_waist=True),
}
"""By the last two digits of `robot_version`."""


def in_degrees(pose_rad: Mapping[str, float], joints: Sequence[str]) -> list[float]:
    """Angles of joints in that order, degrees."""
    return [degrees(pose_rad[joint]) for joint in joints]
