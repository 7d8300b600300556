"""The G1's joints: its own order, zeros, axes and signs, and ours.

Worked out from the axes in its URDF at its zero pose, in which the forearms point forward:

- shoulder: its pitch axis is tilted outwards by 16 degrees and its roll axis turned back by as
  much. So its three angles are those that make the same turn as our three.
- elbow: axis y, zero with the forearm along x. A quarter turn about y takes x to -z, which is our
  hanging forearm: ours is its own less a quarter turn.
- wrist: roll about x, along the forearm, then pitch about y, then yaw about z. With the arm hanging
  its x points down and its z forward: our forearm yaw is its roll the other way round, our wrist
  roll its yaw. Ours rolls before it pitches: its three angles make the same turn as our three.
- legs and waist turn about the axis in their name, from the same zero.

It has no head, and our waist has yaw alone.
"""

from collections.abc import Mapping, Sequence
from math import asin, atan2, cos, isfinite, pi, sin, tau

from moderator.body.joints import SIDES
from moderator.body.table import Joint

_URDF = "unitreerobotics/unitree_ros, robots/g1_description/g1_29dof_rev_1_0.urdf"

Turn = tuple[float, float, float]

_TILT_RAD = 0.2793
"""Of the left shoulder's pitch axis about x; the right one's is the other way. Source: `_URDF`,
origins of left_shoulder_pitch_joint and left_shoulder_roll_joint."""

_LEG = ("hip_pitch", "hip_roll", "hip_yaw", "knee", "ankle_pitch", "ankle_roll")
_ARM = (
    *("shoulder_pitch", "shoulder_roll", "shoulder_yaw", "elbow"),
    *("forearm_yaw", "wrist_pitch", "wrist_roll"),
)
"""In its own order: its wrist roll, pitch and yaw are the last three."""

WAIST_YAW = 12
HELD = (13, 14)
"""Its waist's roll and pitch, which we have not: they are held where they were. Left without
stiffness the trunk bends, as unitree_sdk2_python issue 146 has it."""
_FIRST_OF_ARM = {side: 15 + 7 * place for place, side in enumerate(SIDES)}
MOTORS = 29
"""How many of a command's and a state's 35 are there. Source of the order of all:
unitree_sdk2_python at 37116c5, example/g1/high_level/g1_arm7_sdk_dds_example.py."""

# Least and greatest of its own angle in radians, greatest torque in Nm.
_LEFT_ARM = {
    "shoulder_pitch": (-3.0892, 2.6704, 25.0),
    "shoulder_roll": (-1.5882, 2.2515, 25.0),
    "shoulder_yaw": (-2.618, 2.618, 25.0),
    "elbow": (-1.0472, 2.0944, 25.0),
    "forearm_yaw": (-1.972222054, 1.972222054, 25.0),
    "wrist_pitch": (-1.614429558, 1.614429558, 5.0),
    "wrist_roll": (-1.614429558, 1.614429558, 5.0),
}
_RIGHT_ARM = _LEFT_ARM | {"shoulder_roll": (-2.2515, 1.5882, 25.0)}
_WAIST = (-2.618, 2.618, 88.0)

STAGE_RAD_S = 8.0
"""Greatest speed of a joint. Source: ours, well above the fastest joint of the shipped motions; its
motors' own are 22 to 37 in the URDF, which is no speed beside people."""

FASTEST_RAD_S = 12.0
"""No command asks a motor for more: near a shoulder's singular pose its own angles leap where ours
do not. Source: ours, three times what the shipped motions ask of it."""

_RANGES: Mapping[int, tuple[float, float]] = {
    WAIST_YAW: _WAIST[:2],
    **{
        _FIRST_OF_ARM[side] + place: arm[name][:2]
        for side, arm in zip(SIDES, (_LEFT_ARM, _RIGHT_ARM), strict=True)
        for place, name in enumerate(_ARM)
    },
}
"""Of its own angles, radians, by motor."""


_ROLL_RAD = 1.05, 1.535
"""How far a left arm is turned inwards and lifted sideways. Further, a hanging arm comes near to
where a shoulder's three axes are two, and its own angles leap: at 1.57 less the tilt, and more it.
Source: ours."""
_WRIST_RAD = 1.5
"""Below a quarter turn, beyond which a wrist's three axes are two. Source: ours."""


def _ours(name: str, its: tuple[float, float, float]) -> Joint:
    least, greatest, torque_nm = its
    if "wrist" in name:
        least, greatest = max(least, -_WRIST_RAD), min(greatest, _WRIST_RAD)
    if "shoulder_roll" in name:
        inward, outward = _ROLL_RAD if name.startswith("left") else _ROLL_RAD[::-1]
        least, greatest = max(least, -inward), min(greatest, outward)
    if name.endswith("elbow"):
        least, greatest = least - pi / 2, greatest - pi / 2
    return Joint(name, least, greatest, STAGE_RAD_S, _URDF, torque_nm)


JOINTS: tuple[Joint, ...] = (
    _ours("waist_yaw", _WAIST),
    *(_ours(f"left_{name}", its) for name, its in _LEFT_ARM.items()),
    *(_ours(f"right_{name}", its) for name, its in _RIGHT_ARM.items()),
)
"""The steered joints' ranges, in our angles; of shoulder and wrist those of its nearest own."""

STEERED = tuple(joint.name for joint in JOINTS)


def told(
    pose_rad: Mapping[str, float], near_rad: Mapping[int, float] | None = None
) -> dict[int, float]:
    """Its own angles, radians by motor, from ours; none beyond its own range.

    Args:
        pose_rad: ours, of every steered joint.
        near_rad: its own, by motor, of a moment before: of two ways to the same turn of a shoulder
            the nearer to that is taken. Without it the one nearer to our own angles is.
    """
    its = {WAIST_YAW: pose_rad["waist_yaw"]}
    for side, first in _FIRST_OF_ARM.items():
        tilt = _tilt(side)
        ours = {name: pose_rad[f"{side}_{name}"] for name in _ARM}
        shoulder = ours["shoulder_pitch"], ours["shoulder_roll"], ours["shoulder_yaw"]
        near = shoulder
        if near_rad:
            near = near_rad[first], near_rad[first + 1] - tilt, near_rad[first + 2]
        pitch, roll, yaw = _tilted(shoulder, tilt, near)
        wrist = _wrist_of_its(ours["forearm_yaw"], ours["wrist_roll"], ours["wrist_pitch"])
        elbow = ours["elbow"] + pi / 2
        its.update(enumerate((pitch, roll + tilt, yaw, elbow, -wrist[0], *wrist[1:]), first))
    return {motor: min(max(at, _RANGES[motor][0]), _RANGES[motor][1]) for motor, at in its.items()}


def measured(motors_rad: Sequence[float]) -> dict[str, float]:
    """Our angles of all its joints that we have, radians, from its motors' in its own order.

    Raises:
        ValueError: there are fewer motors than 29.
    """
    if len(motors_rad) < MOTORS:
        raise ValueError(f"it tells of {len(motors_rad)} motors, not of {MOTORS}")
    if not all(map(isfinite, motors_rad)):
        raise ValueError("an angle of a motor is none")
    ours = {"waist_yaw": motors_rad[WAIST_YAW]}
    for place, side in enumerate(SIDES):
        ours.update(zip((f"{side}_{name}" for name in _LEG), motors_rad[6 * place :], strict=False))
    for side, first in _FIRST_OF_ARM.items():
        tilt = _tilt(side)
        pitch, roll, yaw, elbow, wrist_roll, wrist_pitch, wrist_yaw = motors_rad[first : first + 7]
        its_own = pitch, roll - tilt, yaw
        shoulder = _tilted(its_own, -tilt, its_own)
        wrist = _wrist_of_ours(-wrist_roll, wrist_pitch, wrist_yaw)
        names = (*_ARM[:4], "forearm_yaw", "wrist_roll", "wrist_pitch")
        angles = (*shoulder, elbow - pi / 2, *wrist)
        ours.update({f"{side}_{name}": at for name, at in zip(names, angles, strict=True)})
    return ours


def reached(pose_rad: Mapping[str, float]) -> dict[str, float]:
    """Our angles, radians, of where its motors are to be for a pose of ours."""
    its = told(pose_rad)
    ours = measured([its.get(motor, 0.0) for motor in range(MOTORS)])
    return {joint: ours[joint] for joint in pose_rad}


def _tilt(side: str) -> float:
    return _TILT_RAD if side == "left" else -_TILT_RAD


def _tilted(turn: Turn, tilt: float, near: Turn) -> Turn:
    """Angles about y, x, z that make the same turn seen from axes tilted about x, radians.

    Of the two that do, those nearer to others.
    """
    (sp, cp), (sr, cr), (sy, cy) = ((sin(angle), cos(angle)) for angle in turn)
    st, ct = sin(tilt), cos(tilt)
    roll = asin(max(-1.0, min(1.0, ct * sr - st * cp * cr)))
    pitch = atan2(sp * cr, st * sr + ct * cp * cr)
    yaw = atan2(
        ct * cr * sy + st * (cp * sr * sy - sp * cy), ct * cr * cy + st * (sp * sy + cp * sr * cy)
    )
    one = _beside((pitch, roll, yaw), near)
    other = _beside((pitch + pi, pi - roll, yaw + pi), near)
    return min(one, other, key=lambda found: _apart(found, near))


def _beside(turn: Turn, near: Turn) -> Turn:
    """The same turn, each angle less than half round from another."""
    first, second, third = (
        angle + tau * round((there - angle) / tau) for angle, there in zip(turn, near, strict=True)
    )
    return first, second, third


def _apart(turn: Turn, other: Turn) -> float:
    return sum(abs(one - another) for one, another in zip(turn, other, strict=True))


def _wrist_of_its(yaw: float, roll: float, pitch: float) -> Turn:
    """Angles about z, y, x that make the same turn as ours about z, x, y, radians."""
    sr, cr, sp, cp = sin(roll), cos(roll), sin(pitch), cos(pitch)
    return yaw + atan2(sr * sp, cp), asin(cr * sp), atan2(sr, cr * cp)


def _wrist_of_ours(yaw: float, pitch: float, roll: float) -> Turn:
    """Ours about z, x, y that make the same turn as those about z, y, x, radians."""
    sb, cb, sc, cc = sin(pitch), cos(pitch), sin(roll), cos(roll)
    return yaw + atan2(-sb * sc, cc), asin(cb * sc), atan2(sb, cb * cc)
