"""What a G1 can do, known without it."""

from moderator.adapters.steered.limbs import Limbs
from moderator.adapters.unitree_g1.codes import ACTIONS
from moderator.adapters.unitree_g1.joints import JOINTS
from moderator.adapters.unitree_g1.settings import G1Settings
from moderator.adapters.wired.stops import as_freeze
from moderator.body.joints import PARTS, REST_RAD
from moderator.robot import BuiltIn, Capabilities, Grade, Limit, Reading, Rule, StopEffect, Support
from moderator.values.duration import NS_PER_S

WALK_M_S, WALK_RAD_S = 0.3, 0.4
"""Greatest velocities that it is asked for. Source: ours, a slow walk; unitree_sdk2_python's
g1_loco_client_example.py asks for 0.3."""

BLEND_S = 1.0
"""Least time in which a motion is joined on. Source: ours."""

_MEASURES = (Reading.BATTERY, Reading.TEMPERATURE, Reading.TRACKING_ERROR, Reading.STALE)
_WITHIN_NS = 25_000_000
_OURS = "this adapter, against our own robot: unproved on a real one"

_RELAX = StopEffect(
    "torque and balance stay on; the phrase is finished and the arms come home; sent by another "
    "process while the engine is dead, the arms stay where they were last told to be",
    leaves_standing=True,
    within_ns=_WITHIN_NS,
    source=_OURS,
)
_FREEZE = StopEffect(
    "torque and balance stay on; the arms are slowed to a standstill and held, and walking "
    "velocity is set to zero, after which it steps to a stand",
    leaves_standing=True,
    within_ns=_WITHIN_NS,
    source=_OURS,
)
_DAMP = StopEffect(
    "its own damping: every joint gives way slowly, and a standing robot sinks and falls",
    leaves_standing=False,
    within_ns=_WITHIN_NS,
    source="unitree_sdk2_python, g1_loco_client.py: Damp",
)


def limbs_of(settings: G1Settings) -> Limbs:
    """What is steered."""
    joints = settings.limited(JOINTS)
    return Limbs(
        joints=joints,
        legs=frozenset(PARTS["legs"]),
        rest=settings.rested({joint.name: REST_RAD[joint.name] for joint in joints}),
        blend_s=BLEND_S,
        walk_m_s=WALK_M_S,
        walk_rad_s=WALK_RAD_S,
    )


def capabilities_of(settings: G1Settings) -> Capabilities:
    """What a G1 of these settings can do."""
    limbs = limbs_of(settings)
    own = (
        "its own {}, between giving its arms back and taking them; nothing ends it before its time"
    )
    return Capabilities(
        model="Unitree G1, 29 joints",
        joints=tuple(limbs.joints),
        rest=limbs.rest,
        stops={
            Grade.RELAX: _RELAX,
            Grade.FREEZE: _FREEZE,
            Grade.ROBOT_STOP: _DAMP if settings.robot_stop == "damp" else as_freeze(_FREEZE),
        },
        built_in={
            name: BuiltIn(None, cancellable=False, what=own.format(name.replace("_", " ")))
            for name in ACTIONS
        },
        instead=settings.renderings,
        leaves_out=True,
        voice=Support.NATIVE if settings.voice == "robot" else Support.NONE,
        locomotion=Support.NATIVE,
        blend_ns=round(BLEND_S * NS_PER_S),
        wall_clock=True,
        measures=_MEASURES,
        limits=(Limit(Reading.STALE, Rule.WARN, settings.stale_s / 2, "ours"),),
    )
