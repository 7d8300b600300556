"""The simulated robot's abilities, and what stop does to its body."""

from moderator.adapters.steered.limbs import Limbs
from moderator.body.joints import PARTS, REST_RAD
from moderator.body.kuavo import KUAVO
from moderator.robot import Capabilities, Grade, Reading, StopEffect, Support
from moderator.values.duration import NS_PER_S

JOINTS = KUAVO.joints

LEGS = frozenset(PARTS["legs"])
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
    model=f"simulated {KUAVO.model}",
    joints=JOINTS,
    rest=REST_RAD,
    stops=STOPS,
    voice=Support.NATIVE,
    locomotion=Support.NATIVE,
    hands=Support.NONE,
    blend_ns=round(BLEND_S * NS_PER_S),
    body=KUAVO,
    measures=(Reading.BATTERY, Reading.TEMPERATURE, Reading.STALE),
    obeys_faults=True,
)

LIMBS = Limbs(
    joints=JOINTS,
    legs=LEGS,
    rest=REST_RAD,
    blend_s=BLEND_S,
    walk_m_s=WALK_M_S,
    walk_rad_s=WALK_RAD_S,
)
