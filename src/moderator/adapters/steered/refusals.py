"""Why a steered robot does not take something, in words; empty where it does."""

import asyncio
from math import hypot

from moderator.adapters.steered.doing import Doing
from moderator.adapters.steered.limbs import Limbs
from moderator.motion.limits import offence_of
from moderator.motion.motion import Manifest
from moderator.motion.trajectory import Trajectory
from moderator.robot import Outcome


def rejected(name: str, why: str) -> Doing:
    """Something that never began."""
    doing = Doing(asyncio.get_running_loop(), name, 0.0)
    doing.end(Outcome.rejected(why))
    return doing


def beyond_limits(motion: Manifest | Trajectory, limbs: Limbs) -> str:
    """What in a motion breaks a joint's limit."""
    peaks = motion.peaks() if isinstance(motion, Trajectory) else motion.peaks
    return offence_of(peaks, limbs.joints) or ""


def beyond_walking(vx_m_s: float, vy_m_s: float, wz_rad_s: float, limbs: Limbs) -> str:
    """What breaks a limit of walking."""
    speed_m_s = hypot(vx_m_s, vy_m_s)
    if not speed_m_s <= limbs.walk_m_s:
        return f"walking at {speed_m_s:.2f} m/s, limit {limbs.walk_m_s} m/s"
    if not abs(wz_rad_s) <= limbs.walk_rad_s:
        return f"turning at {abs(wz_rad_s):.2f} rad/s, limit {limbs.walk_rad_s} rad/s"
    return ""
