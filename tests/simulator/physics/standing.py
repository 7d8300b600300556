"""Small motions of the whole body, as rows of angles at 100 Hz, and a world to try them in."""

import numpy as np

from moderator.body.kuavo import KUAVO
from moderator.motion.whole_body.mannequin import Mannequin
from moderator.values.chance import Chance
from moderator_simulator.physics.parameters import Parameters
from moderator_simulator.physics.world import World

JOINTS = [joint.name for joint in KUAVO.joints]
REST = Mannequin(KUAVO).rest
ALONE = {
    "late sensors": Parameters(delay=20_000_000),
    "noisy sensors": Parameters(noise_mm=3.0),
    "heavier": Parameters(mass=1.05),
    "lighter": Parameters(mass=0.95),
    "weaker": Parameters(torque=0.7),
    "smooth floor": Parameters(friction=0.5),
    "nothing": Parameters(),
}


def still(lasts_s):
    return np.tile(REST, (round(100 * lasts_s), 1))


def swayed(aside_rad=0.05, lasts_s=6.0, times=1):
    """The weight is shifted from foot to foot: hips and ankles roll, the pelvis stays level."""
    rows = still(lasts_s)
    phase = np.linspace(0, 2 * np.pi * times, len(rows))
    roll = aside_rad * np.sin(phase) * np.minimum(1, np.minimum(phase, phase[-1] - phase))
    for side in ("left", "right"):
        rows[:, JOINTS.index(f"{side}_hip_roll")] += roll
        rows[:, JOINTS.index(f"{side}_ankle_roll")] -= roll
    return rows


def bent(forward_rad, lasts_s=6.0):
    """It bends forward at the hips, and stays so."""
    rows = still(lasts_s)
    share = np.clip(np.linspace(0, 2, len(rows)), 0, 1)
    for side in ("left", "right"):
        rows[:, JOINTS.index(f"{side}_hip_pitch")] -= forward_rad * share
    return rows


def tried(rows, parameters=None, *, feedback=1.0, seed=0, push=None, at_s=2.0):
    """A world that went through a motion, or as far as it came."""
    world = World(KUAVO, parameters or Parameters(), Chance(seed), feedback=feedback)
    world.begin(rows[0])
    for tick, row in enumerate(rows):
        pushed = push is not None and 0 <= tick - round(100 * at_s) < 10
        world.push_n[:] = push if pushed else 0.0
        world.tick(row)
        if world.fallen:
            break
    return world
