"""The joints of a humanoid, named the same for every robot, and the pose it rests in.

Axes are right-handed: x forward, y to the robot's left, z up. An angle is zero in a straight
standing body whose arms hang with the palms towards the thighs. A positive angle turns what lies
further out on the limb by the right-hand rule about the axis in the joint's name, x for roll, y for
pitch, z for yaw, as those axes lie when all angles are zero. So:

- raising an arm or a thigh forward is negative pitch; bending a knee is positive;
  bending an elbow is negative; a nod, and toes pointed down, are positive;
- lifting the left arm or leg sideways is positive roll, the right one negative;
- turning to the left is positive yaw;
- the same pose on the other side has the same pitch, and roll and yaw negated.

Along a limb the joints follow one another in the order in which they stand here.
"""

from collections.abc import Mapping
from math import radians

SIDES = ("left", "right")
LEG = ("hip_roll", "hip_yaw", "hip_pitch", "knee", "ankle_pitch", "ankle_roll")
ARM = (
    "shoulder_pitch",
    "shoulder_roll",
    "shoulder_yaw",
    "elbow",
    "forearm_yaw",
    "wrist_roll",
    "wrist_pitch",
)

PARTS: Mapping[str, tuple[str, ...]] = {
    "arms": tuple(f"{side}_{joint}" for side in SIDES for joint in ARM),
    "head": ("head_yaw", "head_pitch"),
    "waist": ("waist_yaw",),
    "legs": tuple(f"{side}_{joint}" for side in SIDES for joint in LEG),
}
"""The parts of the body that a motion can claim, and the joints of each."""

JOINTS: tuple[str, ...] = (
    *PARTS["legs"],
    *PARTS["waist"],
    *PARTS["arms"],
    *PARTS["head"],
)
"""All 29, from the feet up."""

_PART = {joint: part for part, joints in PARTS.items() for joint in joints}

_REST_DEG = {
    "hip_pitch": -7.0,
    "knee": 14.0,
    "ankle_pitch": -7.0,
    "shoulder_pitch": 6.0,
    "shoulder_roll": 9.0,
    "elbow": -24.0,
}


def part_of(joint: str) -> str | None:
    """The part of the body that a joint belongs to; None for one that is not among the 29."""
    return _PART.get(joint)


def mirrored(pose: Mapping[str, float]) -> dict[str, float]:
    """The same pose on the other side; angles in any unit, in the order they came."""
    return {_other_side(joint): _turned(joint, angle) for joint, angle in pose.items()}


def _other_side(joint: str) -> str:
    side, _, rest = joint.partition("_")
    return {"left": "right_", "right": "left_"}.get(side, f"{side}_") + rest


def _turned(joint: str, angle: float) -> float:
    return -angle if joint.endswith(("_roll", "_yaw")) and angle else angle


def _rest() -> dict[str, float]:
    left = {f"left_{joint}": radians(angle) for joint, angle in _REST_DEG.items()}
    return {joint: (left | mirrored(left)).get(joint, 0.0) for joint in JOINTS}


REST_RAD: Mapping[str, float] = _rest()
"""Standing at ease, radians: knees and hanging arms a little bent, soles flat."""
