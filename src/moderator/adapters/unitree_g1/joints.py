"""The G1's joints: its own order, zeros and signs, and ours.

Worked out from the axes in the URDF at its zero pose, in which the forearms point forward:

- elbow: axis y, zero with the forearm along x. A quarter turn about y takes x to -z, which is our
  hanging forearm: ours is its own less a quarter turn.
- wrist roll: axis x, along the forearm. With the arm hanging, its x points down, and our forearm
  yaw turns about z, up: the sign changes.
- wrist pitch: axis y, which that quarter turn leaves as it is.
- wrist yaw: axis z, which points forward with the arm hanging: our wrist roll, of the same sign.
- all others turn about the axis in their name, from the same zero. The shoulder's pitch axis is
  tilted by 16 degrees outwards and its roll turned back by as much, so that zero still hangs.
  That tilt is not taken into account: an arm raised straight forward points inwards, by 2.4 degrees
  at -30, by 8.1 at -60 and by 16 at -90.

Its wrist pitches before it yaws, ours rolls before it pitches: with both bent, the hand is turned
by about their product otherwise than ours would be. It has no head, and our waist has yaw alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi

from moderator.body.joints import SIDES
from moderator.body.table import Joint

_URDF = "unitreerobotics/unitree_ros, robots/g1_description/g1_29dof_rev_1_0.urdf"

WEIGHT = 29
"""The motor whose `q` says how much of the arms is ours, 0 to 1. Source: unitree_sdk2_python at
37116c5, example/g1/high_level/g1_arm7_sdk_dds_example.py; the order of the motors likewise."""

RATE_HZ = 50.0
KP = 60.0
KD = 1.5
"""How often and how stiffly the arms are told where to be. Source: likewise, `control_dt_`."""
RAMP_S = 3.0
"""How long the weight takes from 0 to 1 and back. Source: likewise, `duration_`, of its way back;
the example sets 1 at once, and that it is ramped up too is ours."""


@dataclass(frozen=True)
class Placed:
    """One joint of ours among its motors.

    Attributes:
        motor: its place in a command and a state.
        sign: 1, or -1 where it turns the other way.
        zero_rad: its own angle where ours is zero, radians.
    """

    motor: int
    sign: int = 1
    zero_rad: float = 0.0

    def ours(self, its_rad: float) -> float:
        """Our angle, radians, from its own."""
        return self.sign * (its_rad - self.zero_rad)

    def its(self, ours_rad: float) -> float:
        """Its own angle, radians, from ours."""
        return self.sign * ours_rad + self.zero_rad


_LEG = ("hip_pitch", "hip_roll", "hip_yaw", "knee", "ankle_pitch", "ankle_roll")
_ARM: Mapping[str, tuple[int, float]] = {
    "shoulder_pitch": (1, 0.0),
    "shoulder_roll": (1, 0.0),
    "shoulder_yaw": (1, 0.0),
    "elbow": (1, pi / 2),
    "forearm_yaw": (-1, 0.0),
    "wrist_pitch": (1, 0.0),
    "wrist_roll": (1, 0.0),
}
"""In its own order, with the sign and the zero: wrist roll, pitch, yaw are the last three."""

LEGS: Mapping[str, Placed] = {
    f"{side}_{name}": Placed(6 * SIDES.index(side) + place)
    for side in SIDES
    for place, name in enumerate(_LEG)
}
"""Read, and never told anything."""

STEERED: Mapping[str, Placed] = {
    "waist_yaw": Placed(12),
    **{
        f"{side}_{name}": Placed(15 + 7 * SIDES.index(side) + place, *turned)
        for side in SIDES
        for place, (name, turned) in enumerate(_ARM.items())
    },
}
"""What `rt/arm_sdk` takes of ours."""

# Least and greatest of its own angle in radians, greatest speed in rad/s, greatest torque in Nm.
_LEFT_ARM = {
    "shoulder_pitch": (-3.0892, 2.6704, 37.0, 25.0),
    "shoulder_roll": (-1.5882, 2.2515, 37.0, 25.0),
    "shoulder_yaw": (-2.618, 2.618, 37.0, 25.0),
    "elbow": (-1.0472, 2.0944, 37.0, 25.0),
    "forearm_yaw": (-1.972222054, 1.972222054, 37.0, 25.0),
    "wrist_pitch": (-1.614429558, 1.614429558, 22.0, 5.0),
    "wrist_roll": (-1.614429558, 1.614429558, 22.0, 5.0),
}
_RIGHT_ARM = _LEFT_ARM | {"shoulder_roll": (-2.2515, 1.5882, 37.0, 25.0)}
_WAIST = {"waist_yaw": (-2.618, 2.618, 32.0, 88.0)}


def _limited(name: str, its: tuple[float, float, float, float]) -> Joint:
    ends = sorted(STEERED[name].ours(angle) for angle in its[:2])
    return Joint(name, ends[0], ends[1], its[2], _URDF, its[3])


JOINTS: tuple[Joint, ...] = tuple(
    _limited(name, figures)
    for name, figures in {
        **_WAIST,
        **{f"left_{name}": figures for name, figures in _LEFT_ARM.items()},
        **{f"right_{name}": figures for name, figures in _RIGHT_ARM.items()},
    }.items()
)
"""The steered joints' limits, in our angles."""


def measured(motors_rad: Sequence[float]) -> dict[str, float]:
    """Angles of all joints of ours that it has, radians, from its motors' in its own order.

    Raises:
        IndexError: there are fewer motors than 29.
    """
    return {name: at.ours(motors_rad[at.motor]) for name, at in {**LEGS, **STEERED}.items()}
