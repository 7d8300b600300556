"""What such a robot can do, known without it."""

from moderator.adapters.ros_fjt.joints import table
from moderator.adapters.ros_fjt.settings import RosFjtSettings
from moderator.adapters.steered.limbs import Limbs
from moderator.body.joints import REST_RAD
from moderator.robot import Capabilities, Grade, Limit, Reading, Rule, StopEffect
from moderator.values.duration import NS_PER_S

BLEND_S = 1.0
"""Least time in which a motion is joined on. Source: ours."""

_WITHIN_NS = 5_000_000
_OURS = "this adapter, against our own server: unproved on a real robot"
_HOLDS = 'ros2_controllers, joint_trajectory_controller, "Decelerate on cancel"'

_RELAX = StopEffect(
    "torque stays on, legs are untouched; the phrase is finished and the arms come home; sent by "
    "another process while the engine is dead, the joints come to rest by themselves",
    leaves_standing=True,
    within_ns=_WITHIN_NS,
    source=_OURS,
)
_FREEZE = StopEffect(
    "torque stays on, legs are untouched; joints are slowed to a standstill and held; sent by "
    "another process, their controllers hold them at once",
    leaves_standing=True,
    within_ns=_WITHIN_NS,
    source=f"{_OURS}; {_HOLDS}",
)
_HOLD = StopEffect(
    "every goal is cancelled: controllers hold the joints at once, with torque; legs are untouched",
    leaves_standing=True,
    within_ns=_WITHIN_NS,
    source=_HOLDS,
)
_SERVICE = StopEffect(
    "every goal is cancelled, and the robot's own stop service is called: what that does is the "
    "robot's affair",
    leaves_standing=False,
    within_ns=_WITHIN_NS,
    source="the config's `stop_service`",
)


def limbs_of(settings: RosFjtSettings) -> Limbs:
    """What is steered."""
    joints = table(settings)
    return Limbs(
        joints=joints,
        legs=frozenset(),
        rest=settings.rested({joint.name: REST_RAD[joint.name] for joint in joints}),
        blend_s=BLEND_S,
        walk_m_s=0.0,
        walk_rad_s=0.0,
    )


def capabilities_of(settings: RosFjtSettings) -> Capabilities:
    """What a robot of these settings can do."""
    limbs = limbs_of(settings)
    last = _SERVICE if settings.stop_service else _HOLD
    return Capabilities(
        model=settings.model,
        joints=tuple(limbs.joints),
        rest=limbs.rest,
        stops={Grade.RELAX: _RELAX, Grade.FREEZE: _FREEZE, Grade.ROBOT_STOP: last},
        leaves_out=True,
        blend_ns=round(BLEND_S * NS_PER_S),
        wall_clock=True,
        measures=(Reading.TRACKING_ERROR, Reading.STALE),
        limits=(Limit(Reading.STALE, Rule.WARN, settings.stale_s / 2, "ours"),),
    )
