"""Kuavo's joints: its own order and degrees, and ours."""

from collections.abc import Mapping, Sequence
from math import degrees, radians

from moderator.body.joints import PARTS
from moderator.body.kuavo import KUAVO
from moderator.body.table import Joint

ARMS = PARTS["arms"]
"""Left shoulder to wrist, then right, as `/kuavo_arm_traj` has them: `zarm_l1` to `zarm_r7`. Angles
have the same zero and sign as ours. Source: biped_s45.urdf, whose ranges are those of our table."""

ARM_NAMES = tuple(f"zarm_{side}{number}_joint" for side in "lr" for number in range(1, 8))
"""The same fourteen by Kuavo's names. Source: biped_s45.urdf."""

HEAD = PARTS["head"]
"""Yaw and pitch, as `/robot_head_motion_data` has them."""

STEERED = (*ARMS, *HEAD)

_FIRST_ARM, _FIRST_HEAD = 12, 26
"""Places in `/sensors_data_raw`: twelve of the legs, fourteen of the arms, two of the head."""

TOLD = _FIRST_HEAD + len(HEAD)
"""So many joints it tells of."""

REST_RAD: Mapping[str, float] = dict.fromkeys(STEERED, 0.0) | {
    f"{side}_{joint}": radians(angle)
    for side in ("left", "right")
    for joint, angle in (("shoulder_pitch", 8.7), ("elbow", -23.2))
}
"""Where its own controller lets arms and head hang, radians. Source: the message of a standing
robot that the description of `/sensors_data_raw` prints."""


def table(model: str) -> tuple[Joint, ...]:
    """The steered joints of a model, with their ranges.

    Args:
        model: `45`.
    """
    return _MODELS[model]


_MODELS = {"45": tuple(joint for joint in KUAVO.joints if joint.name in STEERED)}
MODELS = tuple(_MODELS)


def measured(joint_q: Sequence[float]) -> dict[str, float]:
    """Angles of the steered joints, radians, from `joint_data.joint_q`, radians.

    Raises:
        ValueError: there are others than this robot's joints.
    """
    if len(joint_q) != TOLD:
        raise ValueError(f"it tells of {len(joint_q)} joints, not of {TOLD}")
    arms = zip(ARMS, joint_q[_FIRST_ARM:_FIRST_HEAD], strict=True)
    head = zip(HEAD, joint_q[_FIRST_HEAD:], strict=True)
    return {**dict(arms), **dict(head)}


def in_degrees(pose_rad: Mapping[str, float], joints: Sequence[str]) -> list[float]:
    """Angles of joints in that order, degrees."""
    return [degrees(pose_rad[joint]) for joint in joints]
