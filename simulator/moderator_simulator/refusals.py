"""Why the simulated robot does not take something, in words; empty where it does."""

import asyncio
from math import hypot

from moderator.motion.limits import offence_of
from moderator.motion.motion import Manifest
from moderator.motion.trajectory import Trajectory
from moderator.robot import Outcome
from moderator_simulator.body import JOINTS, WALK_M_S, WALK_RAD_S
from moderator_simulator.doing import Doing
from moderator_simulator.energy import Energy
from moderator_simulator.settings import Settings


def rejected(name: str, why: str) -> Doing:
    """Something that never began."""
    doing = Doing(asyncio.get_running_loop(), name, 0.0)
    doing.end(Outcome.rejected(why))
    return doing


def unfit(energy: Energy, settings: Settings) -> str:
    """What of battery and heat keeps the body from moving."""
    now_s = asyncio.get_running_loop().time()
    if energy.battery(now_s) <= 0:
        return "the battery is flat"
    heat_c = energy.temperature_c(now_s)
    return f"{heat_c:.0f} °C is too hot" if heat_c > settings.hottest_c else ""


def beyond_limits(motion: Manifest | Trajectory) -> str:
    """What in a motion breaks a joint's limit."""
    peaks = motion.peaks() if isinstance(motion, Trajectory) else motion.peaks
    return offence_of(peaks, JOINTS) or ""


def beyond_walking(vx_m_s: float, vy_m_s: float, wz_rad_s: float) -> str:
    """What breaks a limit of walking."""
    speed_m_s = hypot(vx_m_s, vy_m_s)
    if not speed_m_s <= WALK_M_S:
        return f"walking at {speed_m_s:.2f} m/s, limit {WALK_M_S} m/s"
    if not abs(wz_rad_s) <= WALK_RAD_S:
        return f"turning at {abs(wz_rad_s):.2f} rad/s, limit {WALK_RAD_S} rad/s"
    return ""
