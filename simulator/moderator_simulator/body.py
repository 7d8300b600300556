"""The simulated body: a humanoid of Kuavo's class, 1.66 m, its 29 joints and what stop does to it.

Axes: x forward, y left, z up; angles are positive by the right-hand rule, so that an arm raised to
the front is a negative shoulder pitch, a bent knee positive and a bent elbow negative.
"""

from collections.abc import Iterator
from math import radians

from moderator.motion.joints import REST_RAD
from moderator.robot import Capabilities, Grade, Joint, StopEffect, Support
from moderator.values.duration import NS_PER_S

_INTERFACE = "Kuavo's public arm and head interface, model 45"
_URDF_45 = "LejuRobotics/kuavo-ros-opensource, kuavo_assets/models/biped_s45/urdf/biped_s45.urdf"
_URDF_52 = "LejuRobotics/kuavo-ros-opensource, kuavo_assets/models/biped_s52/urdf/biped_s52.urdf"
_OF_LEG = f"angles: {_URDF_45}; speed: {_URDF_52}"
_OF_ARM = f"angles: {_INTERFACE}; speed: {_URDF_52}"
_OF_HEAD = f"angles: {_INTERFACE}; speed: {_URDF_45}"
_OF_WAIST = f"angles: assumed for a stage, the robot's own are ±180°; speed: {_URDF_52}"

# Least and greatest angle in degrees, greatest speed in radians a second. Model 45's own file gives
# motor speeds of 18 to 41 rad/s; model 52's are those of the joints, and the lower ones.
_LEFT_LEG = {
    "hip_roll": (-18.0, 38.0, 10.4),
    "hip_yaw": (-50.0, 45.0, 8.7),
    "hip_pitch": (-115.0, 90.0, 12.7),
    "knee": (0.0, 145.0, 10.4),
    "ankle_pitch": (-50.0, 20.0, 17.8),
    "ankle_roll": (-15.0, 15.0, 17.8),
}
_RIGHT_LEG = _LEFT_LEG | {"hip_roll": (-38.0, 18.0, 10.4), "hip_yaw": (-45.0, 50.0, 8.7)}
_LEFT_ARM = {
    "shoulder_pitch": (-137.5, 34.4, 18.8),
    "shoulder_roll": (-20.0, 83.7, 8.0),
    "shoulder_yaw": (-90.0, 26.4, 7.5),
    "elbow": (-150.0, 0.0, 8.0),
    "forearm_yaw": (-90.0, 90.0, 17.5),
    "wrist_roll": (-75.0, 40.0, 17.5),
    "wrist_pitch": (-40.0, 40.0, 17.5),
}
_RIGHT_ARM = _LEFT_ARM | {
    "shoulder_pitch": (-180.0, 90.0, 18.8),
    "shoulder_roll": (-120.0, 20.0, 8.0),
    "shoulder_yaw": (-26.4, 90.0, 7.5),
    "wrist_roll": (-40.0, 75.0, 17.5),
}
_HEAD = {"yaw": (-30.0, 30.0, 5.23), "pitch": (-25.0, 25.0, 5.23)}
_WAIST = {"yaw": (-90.0, 90.0, 8.7)}


def _joints(
    part: str, limits: dict[str, tuple[float, float, float]], source: str
) -> Iterator[Joint]:
    for name, (lower_deg, upper_deg, velocity_rad_s) in limits.items():
        yield Joint(
            f"{part}_{name}", radians(lower_deg), radians(upper_deg), velocity_rad_s, source
        )


JOINTS = (
    *_joints("left", _LEFT_LEG, _OF_LEG),
    *_joints("right", _RIGHT_LEG, _OF_LEG),
    *_joints("left", _LEFT_ARM, _OF_ARM),
    *_joints("right", _RIGHT_ARM, _OF_ARM),
    *_joints("head", _HEAD, _OF_HEAD),
    *_joints("waist", _WAIST, _OF_WAIST),
)

LEGS = frozenset(f"{side}_{name}" for side in ("left", "right") for name in _LEFT_LEG)
"""The joints that the body stands on."""

WALK_M_S = 0.4
"""Greatest walking speed in any direction, metres a second. Source: assumed."""

WALK_RAD_S = 0.5
"""Greatest turning speed while walking, radians a second. Source: assumed."""

_OURS = "this simulator: moderator_simulator/robot.py"

STOPS = {
    Grade.RELAX: StopEffect(
        "torque and balance stay on; the phrase is finished to its next safe point, then the body "
        "comes home to rest",
        leaves_standing=True,
        within_ns=1_000_000,
        source=_OURS,
    ),
    Grade.FREEZE: StopEffect(
        "torque and balance stay on; every joint is slowed to a standstill, with the legs under "
        "way at the nearest two-footed posture",
        leaves_standing=True,
        within_ns=1_000_000,
        source=_OURS,
    ),
    Grade.ROBOT_STOP: StopEffect(
        "torque stays on and every joint stands still at once; on one leg a real body would fall",
        leaves_standing=False,
        within_ns=1_000_000,
        source=_OURS,
    ),
}

BLEND_S = 1.0
"""Least time in which a motion is joined on. Source: ours."""

CAPABILITIES = Capabilities(
    model="simulated humanoid of Kuavo's class, 1.66 m",
    joints=JOINTS,
    rest=REST_RAD,
    stops=STOPS,
    voice=Support.NATIVE,
    locomotion=Support.NATIVE,
    hands=Support.NONE,
    blend_ns=round(BLEND_S * NS_PER_S),
    obeys_faults=True,
)
