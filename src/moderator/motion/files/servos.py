"""Which joint of the body each servo of a `.tact` file is.

Servos are in degrees about the plain axes of the robot's model, as joints are here: no sign turns.
"""

from dataclasses import dataclass

from moderator.body.joints import SIDES

_REPOSITORY = "LejuRobotics/kuavo-ros-opensource"
_PLAYER = (
    f"{_REPOSITORY}, src/humanoid-control/humanoid_plan_arm_trajectory/script/"
    "arm_trajectory_bezier_process.py"
)
"""Source of the orders (`traj_callback`), of the counts (`KUAVO_TACT_LENGTH`, one more with a
waist, `ROBAN_TACT_LENGTH`), and of the pose before the first keyframe (`INIT_ARM_POS`)."""

_WRISTS_FROM = 45
"""The model from which the sixth arm joint is the wrist's roll and the seventh its pitch; before,
it is the other way round. Source: axes of `zarm_l6_joint` and `zarm_l7_joint` in
LejuRobotics/kuavo-ros-opensource, src/kuavo_assets/models/biped_s{40,42,45,49}/urdf/."""

_FINGERS = 12
_UPPER_ARM = ("shoulder_pitch", "shoulder_roll", "shoulder_yaw", "elbow")
_HEAD = ("head_yaw", "head_pitch")
_KUAVO_STANDS_DEG = {"shoulder_pitch": 20.0, "elbow": -30.0}
_ROBAN_STANDS_DEG = {"shoulder_pitch": 22.91831, "shoulder_roll": 10.0, "elbow": -45.83662}


@dataclass(frozen=True)
class Servos:
    """The servos of one sort of robot.

    Attributes:
        joints: the joint of each servo, in their order; None for one of a finger.
        stands_deg: where joints are before the first keyframe; 0 where none is named.
        wrists_assumed: whether nothing in the file says which wrist joint is which.
    """

    joints: tuple[str | None, ...]
    stands_deg: dict[str, float]
    wrists_assumed: bool = False


COUNTS = (23, 28, 29)
"""How many servos a keyframe has: Roban's, Kuavo's, Kuavo's with a waist."""


def servos_of(count: int, model: int | None) -> Servos | None:
    """The servos of a robot.

    Args:
        count: how many a keyframe has.
        model: the number that the file gives for the robot, such as 45; None where it gives none.

    Returns:
        The servos; None when no robot is known to have so many.
    """
    if count == 23:
        arms = _both(_UPPER_ARM)
        return Servos((*arms, *_fingers(), *_HEAD, "waist_yaw"), _standing(_ROBAN_STANDS_DEG))
    if count not in COUNTS:
        return None
    roll_first = count == 29 if model is None else model % 1000 >= _WRISTS_FROM
    wrist = ("wrist_roll", "wrist_pitch") if roll_first else ("wrist_pitch", "wrist_roll")
    arms = _both((*_UPPER_ARM, "forearm_yaw", *wrist))
    waist = ("waist_yaw",) if count == 29 else ()
    return Servos(
        (*arms, *_fingers(), *_HEAD, *waist),
        _standing(_KUAVO_STANDS_DEG),
        wrists_assumed=model is None and count == 28,
    )


def _both(arm: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{side}_{joint}" for side in SIDES for joint in arm)


def _fingers() -> tuple[None, ...]:
    return (None,) * _FINGERS


def _standing(arm_deg: dict[str, float]) -> dict[str, float]:
    """Both arms' angles from the left one's."""
    return {
        f"{side}_{joint}": -angle if side == "right" and joint.endswith("roll") else angle
        for side in SIDES
        for joint, angle in arm_deg.items()
    }
