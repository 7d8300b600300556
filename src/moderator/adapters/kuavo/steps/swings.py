"""Which foot swings when: in the motion, and in a file that Kuavo's own players take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np

from moderator.adapters.kuavo.steps.player import LONGEST_S, STANDS_S
from moderator.adapters.kuavo.steps.walk import Walk
from moderator.body.joints import SIDES
from moderator.errors import ModeratorError

_LIFTED_M, _MOVED_M, _TURNED_RAD = 0.01, 0.005, 0.02
"""A foot that does less while it is off the floor has stood. Source: ours."""
_END_S = 0.5


@dataclass(frozen=True)
class Swing:
    """A foot's way through the air.

    Attributes:
        side: 0 the left foot, 1 the right one.
        lifted_s: when it leaves the floor in the motion, seconds of the motion.
        landed_s: when it is down again there.
        leaves_s: when it leaves in the file, likewise.
        lands_s: when it is down there.
    """

    side: int
    lifted_s: float
    landed_s: float
    leaves_s: float
    lands_s: float


@dataclass(frozen=True)
class Row:
    """A stretch of a file in which the same feet stand.

    Attributes:
        until_s: when it ends, seconds of the motion.
        swings: the foot in the air, 0 left, 1 right; None with both on the floor.
    """

    until_s: float
    swings: int | None


def swings_of(walk: Walk, name: str) -> list[Swing]:
    """A motion's steps in order of time, each no longer than a player takes.

    Raises:
        ModeratorError: it ends on one foot, or has no time on both between two steps.
    """
    found: list[Swing] = []
    for side in (0, 1):
        stands = walk.standing[:, side]
        if not stands[-1]:
            why = f"{name}: it ends with the {SIDES[side]} foot in the air"
            raise ModeratorError(why, "a player ends with the robot on both feet: put it down")
        changes = np.flatnonzero(np.diff(stands)) + 1
        found += [
            _swing(walk, side, lift, land)
            for lift, land in zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True)
            if _steps(walk, side, lift, land)
        ]
    found.sort(key=lambda swing: swing.leaves_s)
    for before, after in pairwise(found):
        if after.leaves_s - before.lands_s < STANDS_S - 1e-9:
            step = f"the step at {after.leaves_s:.2f} s"
            why = f"{name}: it is not on both feet for {STANDS_S:g} s before {step}"
            raise ModeratorError(why, "a player needs that: hold the pose between the steps")
    return found


def rows_of(
    swings: Sequence[Swing], duration_s: float, every_s: float, *, whole: bool
) -> list[Row]:
    """Where a file says something: at every change of the feet, and between them evenly.

    Args:
        swings: the steps.
        duration_s: of the motion; the last row is at its end, or later where it ends with a step.
        every_s: the longest time between two rows.
        whole: whether a step is one row, however long.
    """
    ends: list[tuple[float, int | None]] = []
    for swing in swings:
        ends += [(swing.leaves_s, None), (swing.lands_s, swing.side)]
    last_s = swings[-1].lands_s + _END_S if swings else 0.0
    ends.append((max(round(duration_s, 3), last_s), None))
    return list(_divided(ends, every_s, whole=whole))


def _divided(ends: list[tuple[float, int | None]], every_s: float, *, whole: bool) -> Iterator[Row]:
    begin_s = 0.0
    for end_s, side in ends:
        length_s = end_s - begin_s
        parts = 1 if whole and side is not None else ceil(length_s / every_s - 1e-6)
        for part in range(1, parts + 1):
            yield Row(round(begin_s + length_s * part / parts, 3), side)
        begin_s = end_s


def _steps(walk: Walk, side: int, lift: int, land: int) -> bool:
    x, y, yaw = np.abs(walk.feet[land, side] - walk.feet[lift - 1, side])
    lifted = walk.lifts_m[lift:land, side].max() > _LIFTED_M
    return bool(lifted or np.hypot(x, y) > _MOVED_M or yaw > _TURNED_RAD)


def _swing(walk: Walk, side: int, lift: int, land: int) -> Swing:
    """A step that is too long is down early, or up late where the torso turns less over it so."""
    lifted_s, landed_s = (round(float(walk.times_s[i]), 3) for i in (lift - 1, land))
    length_s = min(landed_s - lifted_s, LONGEST_S)
    early, late = round(lifted_s + length_s, 3), round(landed_s - length_s, 3)
    twist_early = walk.twist(side, landed_s, early, landed_s)
    if twist_early <= walk.twist(side, lifted_s, lifted_s, late) + _TURNED_RAD:
        return Swing(side, lifted_s, landed_s, lifted_s, early)
    return Swing(side, lifted_s, landed_s, late, landed_s)
