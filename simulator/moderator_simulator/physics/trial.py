"""A motion tried in physics, on a night with a body and a hall that are not quite as known."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from math import cos, degrees, hypot, pi, sin
from random import Random

import numpy as np

from moderator.adapters.steered.course import Course
from moderator.body.table import Body
from moderator.motion.motion import Motion
from moderator.motion.stopping import FREEZE_S, longest_to_stand_s
from moderator.motion.whole_body.ground import sampled
from moderator.motion.whole_body.mannequin import Array, Mannequin
from moderator.robot import Freeze, Trial
from moderator.values.chance import Chance
from moderator_simulator.body import LIMBS
from moderator_simulator.physics.parameters import PUSH_S, TICK_S, Parameters
from moderator_simulator.physics.world import World

PUSH_N = 60.0
FREEZES = 2
"""How many instants of a night it is frozen at."""
WITHOUT_PHRASES_S = 15.0
"""How often a motion without named phrases is pushed."""
_STANDS_S = 2.0
"""How long it is looked at after a motion's end, and after the time that a freeze may take."""
_WINDOW_S = 0.12


@dataclass(frozen=True)
class Push:
    """A push at the pelvis, of `PUSH_S`.

    Attributes:
        at_s: when, seconds from the motion's start.
        force_n: newtons, shape (3,).
    """

    at_s: float
    force_n: tuple[float, float, float]


@dataclass(frozen=True)
class Night:
    """What is wrong.

    Attributes:
        number: it is drawn from that.
        parameters: of body and hall.
        pushes: what pushes it.
        freezes_s: when copies of it are frozen, seconds from the motion's start, rising.
        feedback: share of the balance's feedback that is given.
    """

    number: int
    parameters: Parameters
    pushes: tuple[Push, ...] = ()
    freezes_s: tuple[float, ...] = ()
    feedback: float = 1.0


def night(number: int, motion: Motion) -> Night:
    """A night: the first with nothing wrong, each later one with the worst of everything.

    Sensors are 20 ms late and have 3 mm of noise, motors 70 % of their torque, the floor is
    smooth, the body 5 % heavier or lighter than known; and in every phrase somebody pushes it with
    60 N for 0.1 s, at any time and from anywhere.

    Args:
        number: 0 or more.
        motion: what is tried.
    """
    chance = Chance(number)
    freezes = _freezes_s(motion.manifest.duration_s, chance.stream("trial: freezes"))
    if number == 0:
        return Night(number, Parameters(), freezes_s=freezes)
    mass = chance.stream("trial: mass").choice((0.95, 1.05))
    worst = Parameters(mass=mass, friction=0.5, torque=0.7, delay=20_000_000, noise_mm=3.0)
    return Night(number, worst, _pushes(motion, chance.stream("trial: pushes")), freezes)


def tried(body: Body, motion: Motion, wrong: Night) -> Trial:
    """Let a body go through a motion, as far as it comes.

    Args:
        body: its table; it is set on its feet in the motion's first pose.
        motion: begins and ends on two feet.
        wrong: what is wrong on that night.
    """
    mannequin, way = Mannequin(body), motion.trajectory()
    world = World(body, wrong.parameters, Chance(wrong.number), feedback=wrong.feedback)
    ticks = round((way.duration_s + _STANDS_S) / TICK_S)
    rows = sampled(mannequin, way, np.arange(ticks, dtype=np.float64) * TICK_S)
    frozen = {round(at_s / TICK_S) for at_s in wrong.freezes_s}
    freezes: list[Freeze] = []
    world.begin(rows[0])
    began = world.poses[0]
    for tick, row in enumerate(rows):
        if world.fallen:
            break
        if tick in frozen:
            freezes.append(_frozen(deepcopy(world), mannequin, motion, tick * TICK_S))
        world.push_n[:] = _pushed(wrong.pushes, tick * TICK_S)
        world.tick(row)
    ended, gauges = world.poses[0], world.gauges
    return Trial(
        night=wrong.number,
        fell=world.fallen,
        at_s=min(tick * TICK_S, way.duration_s),
        centre_mm=gauges.centre_mm,
        slip_mm=gauges.slip_mm,
        rope_n=gauges.rope_n,
        away_m=hypot(*(ended[:2] - began[:2])),
        turned_deg=abs(degrees(_turn(began[3:7], ended[3:7]))),
        freezes=tuple(freezes),
    )


def _frozen(world: World, mannequin: Mannequin, motion: Motion, at_s: float) -> Freeze:
    """Freeze a body in the midst of a motion."""
    course = Course([], None, motion.trajectory(), motion.manifest.safe_points_s, 0.0, LIMBS)
    course.slow_down(at_s, FREEZE_S)
    world.push_n[:] = 0.0
    still_s = None
    for tick in range(round((longest_to_stand_s(motion.manifest) + _STANDS_S) / TICK_S)):
        after_s = tick * TICK_S
        world.tick(mannequin.full(course.pose(at_s + after_s)))
        if still_s is None and at_s + after_s >= course.ends_s and world.settled:
            still_s = max(after_s - _WINDOW_S, course.ends_s - at_s)
        if world.fallen:
            return Freeze(at_s, None, world.fallen)
    return Freeze(at_s, still_s, "")


def _freezes_s(lasts_s: float, random: Random) -> tuple[float, ...]:
    return tuple(sorted(random.uniform(0.0, lasts_s) for _ in range(FREEZES)))


def _pushes(motion: Motion, random: Random) -> tuple[Push, ...]:
    """One a phrase."""
    lasts_s = motion.manifest.duration_s
    starts_s: Sequence[float] = [phrase.start_s for phrase in motion.manifest.phrases]
    edges = [*(starts_s or np.arange(0.0, lasts_s, WITHOUT_PHRASES_S)), lasts_s]
    angles = [random.uniform(0.0, 2 * pi) for _ in pairwise(edges)]
    return tuple(
        Push(random.uniform(begin, end), (PUSH_N * cos(angle), PUSH_N * sin(angle), 0.0))
        for (begin, end), angle in zip(pairwise(edges), angles, strict=True)
    )


def _pushed(pushes: Sequence[Push], now_s: float) -> Array:
    """What pushes it now, newtons, shape (3,)."""
    forces = [push.force_n for push in pushes if 0 <= now_s - push.at_s < PUSH_S]
    return np.sum(forces, axis=0) if forces else np.zeros(3)


def _turn(began: Array, ended: Array) -> float:
    """By how much a heading changed, radians, from two quaternions."""
    headings = [
        np.arctan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) for w, x, y, z in (began, ended)
    ]
    return float((headings[1] - headings[0] + pi) % (2 * pi) - pi)
