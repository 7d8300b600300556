"""What a Kuavo can do, known without it."""

from moderator.adapters.kuavo.joints import MODELS
from moderator.adapters.kuavo.settings import KuavoSettings
from moderator.adapters.steered.limbs import Limbs
from moderator.adapters.wired.stops import as_freeze
from moderator.body.joints import PARTS
from moderator.robot import BuiltIn, Capabilities, Grade, Limit, Reading, Rule, StopEffect, Support
from moderator.values.duration import NS_PER_S

WALK_M_S, WALK_RAD_S = 0.4, 0.4
"""Greatest velocities that it takes. Source: kuavo_v100045/command/reference.info."""

TAI_CHI = "perform_taiji"

_TAI_CHI = BuiltIn(
    None, cancellable=False, what="Kuavo's own Tai Chi, with its legs; nothing stops it once begun"
)
"""Source: Kuavo's public interface: the service answers at once, and no other ends it."""

BLEND_S = 1.0
"""Least time in which a motion is joined on. Source: ours."""

_MEASURES = (Reading.TRACKING_ERROR, Reading.STALE)
_WITHIN_NS = 5_000_000
_OURS = "this adapter, against our own server: unproved on a real robot"
_SOURCE = "the maker's source: humanoid_controllers/src/humanoidController.cpp"

_RELAX = StopEffect(
    "torque and balance stay on; the phrase is finished and the arms come home; sent by another "
    "process while the engine is dead, the arms are held where they are",
    leaves_standing=True,
    within_ns=_WITHIN_NS,
    source=_OURS,
)
_FREEZE = StopEffect(
    "torque and balance stay on; arms and head are slowed to a standstill and held, and walking "
    "velocity is set to zero, after which it steps to a stand",
    leaves_standing=True,
    within_ns=_WITHIN_NS,
    source=_OURS,
)
_STOP_ROBOT = StopEffect(
    "/stop_robot: the hardware is de-initialised and the controller ends; a standing robot falls",
    leaves_standing=False,
    within_ns=_WITHIN_NS,
    source=_SOURCE,
)


def limbs_of(settings: KuavoSettings) -> Limbs:
    """What is steered."""
    return Limbs(
        joints=settings.limited(MODELS[settings.model].steered),
        legs=frozenset(PARTS["legs"]),
        rest=settings.rested(MODELS[settings.model].rest_rad),
        blend_s=BLEND_S,
        walk_m_s=WALK_M_S,
        walk_rad_s=WALK_RAD_S,
    )


def built_in_of(settings: KuavoSettings) -> dict[str, BuiltIn]:
    """Its own motions: the Tai Chi, and the actions that the config names."""
    actions = {name: BuiltIn(None, True, what) for name, what in settings.actions.items()}
    return {TAI_CHI: _TAI_CHI, **actions}


def capabilities_of(settings: KuavoSettings) -> Capabilities:
    """What a Kuavo of these settings can do."""
    last = _STOP_ROBOT if settings.robot_stop == "stop_robot" else as_freeze(_FREEZE)
    return Capabilities(
        model=f"Leju Kuavo, model {settings.model}",
        joints=settings.limited(MODELS[settings.model].steered),
        rest=settings.rested(MODELS[settings.model].rest_rad),
        stops={Grade.RELAX: _RELAX, Grade.FREEZE: _FREEZE, Grade.ROBOT_STOP: last},
        built_in=built_in_of(settings),
        instead=settings.renderings,
        leaves_out=True,
        voice=Support.NATIVE if settings.voice == "robot" else Support.NONE,
        locomotion=Support.NATIVE,
        blend_ns=round(BLEND_S * NS_PER_S),
        wall_clock=True,
        measures=_MEASURES,
        limits=(Limit(Reading.STALE, Rule.WARN, settings.stale_s / 2, "ours"),),
    )
