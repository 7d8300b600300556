"""Where the limbs are for given joint angles: a stick figure of a humanoid of 1.66 m.

Metres, x forward, y left, z up from the floor. Nothing here knows of balance: the lower foot is
taken to stand flat on the floor.

Source of lengths: LejuRobotics/kuavo-ros-opensource, kuavo_assets/models/biped_s45/urdf/
biped_s45.urdf, except those marked assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, exp, hypot, sin

from moderator.body.joints import SIDES

Point = tuple[float, float, float]

HIP = (0.0, 0.087, -0.066)
"""From the pelvis to the left hip's roll and yaw axes."""
HIP_DROP_M = 0.1287
"""From there down to its pitch axis."""
THIGH_M = 0.284
SHANK_M = 0.346
SOLE_M = 0.0595
"""From the ankle down to the sole."""
TOE_M, HEEL_M, FOOT_HALF_M = 0.171, 0.073, 0.048
SHOULDER = (-0.0175, 0.2927, 0.4245)
"""From the pelvis to the left shoulder."""
UPPER_ARM_M = 0.2837
ELBOW_M = 0.02
"""How far the elbow lies before the line from shoulder to wrist."""
FOREARM_M = 0.2335
HAND_M = 0.17
PALM_HALF_M = 0.04
"""Half a palm's breadth. Source: assumed."""
NECK = (-0.0185, 0.0, 0.6014)
HEAD_M = 0.092
"""From the neck to the middle of the head. Source: assumed, for 1.66 m in all."""


_TILT_M = 0.1
"""What a tilt of the sole by a radian weighs against its height. Source: assumed."""
_SHARED_M = 0.004
"""How much less one foot looks like the support to have a third of the say. Source: assumed."""


@dataclass(frozen=True)
class Frame:
    """A place and a posture in space.

    Attributes:
        origin: metres.
        x: unit vector forward.
        y: unit vector to the left.
        z: unit vector upward.
    """

    origin: Point = (0.0, 0.0, 0.0)
    x: Point = (1.0, 0.0, 0.0)
    y: Point = (0.0, 1.0, 0.0)
    z: Point = (0.0, 0.0, 1.0)

    def at(self, forward: float, left: float, up: float) -> Point:
        """The point so far forward, left and up in this frame, metres."""
        return tuple(
            o + forward * a + left * b + up * c
            for o, a, b, c in zip(self.origin, self.x, self.y, self.z, strict=True)
        )  # type: ignore[return-value]  # three of them

    def moved(self, forward: float, left: float, up: float) -> "Frame":
        """This frame, moved along its own axes."""
        return Frame(self.at(forward, left, up), self.x, self.y, self.z)

    def rolled(self, angle_rad: float) -> "Frame":
        """This frame, turned about its own x."""
        y, z = _turned(self.y, self.z, angle_rad)
        return Frame(self.origin, self.x, y, z)

    def pitched(self, angle_rad: float) -> "Frame":
        """This frame, turned about its own y."""
        z, x = _turned(self.z, self.x, angle_rad)
        return Frame(self.origin, x, self.y, z)

    def yawed(self, angle_rad: float) -> "Frame":
        """This frame, turned about its own z."""
        x, y = _turned(self.x, self.y, angle_rad)
        return Frame(self.origin, x, y, self.z)


def frames(angles_rad: Mapping[str, float], pelvis: Frame) -> dict[str, Frame]:
    """Every link's frame at the joint that moves it; joints not named stand at zero.

    Args:
        angles_rad: radians by joint.
        pelvis: where the pelvis is.

    Returns:
        `pelvis`, `chest`, `head`, and by side such as `left_`: `hip`, `knee`, `ankle`,
        `shoulder`, `elbow`, `wrist`; feet and hands lie in the frames of ankle and wrist.
    """

    def angle(joint: str) -> float:
        return angles_rad.get(joint, 0.0)

    chest = pelvis.yawed(angle("waist_yaw"))
    head = chest.moved(*NECK).yawed(angle("head_yaw")).pitched(angle("head_pitch"))
    found = {"pelvis": pelvis, "chest": chest, "head": head}
    for side, sign in zip(SIDES, (1, -1), strict=True):
        hip = pelvis.moved(HIP[0], sign * HIP[1], HIP[2])
        hip = hip.rolled(angle(f"{side}_hip_roll")).yawed(angle(f"{side}_hip_yaw"))
        hip = hip.moved(0, 0, -HIP_DROP_M).pitched(angle(f"{side}_hip_pitch"))
        knee = hip.moved(0, 0, -THIGH_M).pitched(angle(f"{side}_knee"))
        ankle = knee.moved(0, 0, -SHANK_M).pitched(angle(f"{side}_ankle_pitch"))
        ankle = ankle.rolled(angle(f"{side}_ankle_roll"))
        shoulder = chest.moved(SHOULDER[0], sign * SHOULDER[1], SHOULDER[2])
        shoulder = shoulder.pitched(angle(f"{side}_shoulder_pitch"))
        shoulder = shoulder.rolled(angle(f"{side}_shoulder_roll"))
        shoulder = shoulder.yawed(angle(f"{side}_shoulder_yaw"))
        elbow = shoulder.moved(ELBOW_M, 0, -UPPER_ARM_M).pitched(angle(f"{side}_elbow"))
        wrist = elbow.moved(-ELBOW_M, 0, 0).yawed(angle(f"{side}_forearm_yaw"))
        wrist = wrist.moved(0, 0, -FOREARM_M).rolled(angle(f"{side}_wrist_roll"))
        wrist = wrist.pitched(angle(f"{side}_wrist_pitch"))
        found |= {f"{side}_hip": hip, f"{side}_knee": knee, f"{side}_ankle": ankle}
        found |= {f"{side}_shoulder": shoulder, f"{side}_elbow": elbow, f"{side}_wrist": wrist}
    return found


def standing(angles_rad: Mapping[str, float]) -> dict[str, Frame]:
    """Every link's frame with the lower foot flat on the floor and the pelvis facing forward.

    Of two feet that are about equally low, each has its say in what is upright.

    Args:
        angles_rad: radians by joint.

    Returns:
        As `frames`; the pelvis stands over x = y = 0.
    """
    loose = frames(angles_rad, Frame())
    ankles = [loose[f"{side}_ankle"] for side in SIDES]
    least = min(_unlike_support(ankle) for ankle in ankles)
    shares = [exp((least - _unlike_support(ankle)) / _SHARED_M) for ankle in ankles]
    up = _mixed(shares[0], ankles[0].z, shares[1], ankles[1].z)
    body = frames(angles_rad, _levelled(up))
    floor = min(height for side in SIDES for _, _, height in sole(body[f"{side}_ankle"]))
    return {
        name: Frame((x, y, z - floor), frame.x, frame.y, frame.z)
        for name, frame in body.items()
        for x, y, z in (frame.origin,)
    }


def sole(ankle: Frame) -> tuple[Point, Point, Point, Point]:
    """The corners of a sole, metres: heel left and right, toe right and left."""
    half = FOOT_HALF_M
    return (
        ankle.at(-HEEL_M, half, -SOLE_M),
        ankle.at(-HEEL_M, -half, -SOLE_M),
        ankle.at(TOE_M, -half, -SOLE_M),
        ankle.at(TOE_M, half, -SOLE_M),
    )


def _unlike_support(ankle: Frame) -> float:
    """How little a foot looks like the one stood on, metres: high, or tilted against the pelvis."""
    tilt = hypot(ankle.z[0], ankle.z[1])
    return sum(height for _, _, height in sole(ankle)) / 4 + _TILT_M * tilt


def _turned(first: Point, second: Point, angle_rad: float) -> tuple[Point, Point]:
    """Two axes of a right-handed frame turned about the third."""
    c, s = cos(angle_rad), sin(angle_rad)
    return _mixed(c, first, s, second), _mixed(-s, first, c, second)


def _mixed(a: float, first: Point, b: float, second: Point) -> Point:
    return tuple(a * u + b * v for u, v in zip(first, second, strict=True))  # type: ignore[return-value]


def _levelled(up: Point) -> Frame:
    """The pelvis's posture that brings a direction fixed in it upright, by the shortest turn."""
    length = hypot(*up)
    x, y, z = (part / length for part in up)
    across = hypot(x, y)
    if across == 0:
        return Frame()
    # Rodrigues' formula about the level axis (y, -x) / across.
    p, q, c = y / across, -x / across, z
    return Frame(
        (0.0, 0.0, 0.0),
        (c + p * p * (1 - c), p * q * (1 - c), -q * across),
        (p * q * (1 - c), c + q * q * (1 - c), p * across),
        (q * across, -p * across, c),
    )
