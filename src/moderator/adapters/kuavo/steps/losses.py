"""What Kuavo's own players drop of a motion, or change: when, and by how much at worst."""

from collections.abc import Iterator, Mapping, Sequence
from math import degrees

import numpy as np

from moderator.adapters.kuavo.steps.player import (
    BEHIND_M,
    LONGEST_S,
    LONGEST_STEP_M,
    LOWEST_M,
    PLAYERS,
    QUICKEST_S,
    SWING_M,
    WIDEST_TURN_DEG,
)
from moderator.adapters.kuavo.steps.swings import Row, Swing
from moderator.adapters.kuavo.steps.walk import Walk
from moderator.adapters.kuavo.steps.written import Sheet
from moderator.body.joints import SIDES, part_of
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.mannequin import Array
from moderator.robot import Joint, Loss, Stretch

LEAST_M, LEAST_DEG = 0.01, 1.0
"""Less than this is not told. Source: ours."""
HIP_DEG = 45.0
"""How far a hip lets the torso turn from a foot that stands. Source: hip_yaw in body/kuavo.py."""
_SAME = 1e-6
_APART_S = 1.0
"""Stretches that are no further apart, and of one form, are one."""


def losses_of(
    sheet: Sheet, ending: str, trajectory: Trajectory, limits: Mapping[str, Joint]
) -> Iterator[Loss]:
    """Everything that is lost.

    Args:
        sheet: what the file has of torso and feet.
        ending: which player's it is.
        trajectory: the motion.
        limits: the arms' joints by name, at whose ends they are held.
    """
    told = (
        *_of_torso(sheet, ending),
        *_of_feet(sheet),
        *_of_joints(sheet, trajectory, limits),
    )
    yield from (loss for loss in told if loss.stretches)


def _of_torso(sheet: Sheet, ending: str) -> Iterator[Loss]:
    torso = sheet.walk.torso
    played = _played(sheet, ending)
    lost = np.hypot(*(played - torso)[:, :2].T)
    if PLAYERS[ending].keeps_torso:
        low = np.where(torso[:, 2] < LOWEST_M, torso[:, 2], 0.0)
        what = f"torso height: lower than in any file of its maker, {LOWEST_M:g} m"
        yield Loss(what, "m", _stretches(sheet, low, LEAST_M))
        between = np.hypot(lost, (played - torso)[:, 2])
        what = "torso place: straight from one row of the file to the next"
        yield Loss(what, "m", _stretches(sheet, between, LEAST_M))
    else:
        what = "torso height: taken as 0, which is as the robot stands"
        yield Loss(what, "m", _stretches(sheet, torso[:, 2], LEAST_M))
        what = f"torso place: put midway between the feet and {BEHIND_M:g} m behind them"
        yield Loss(what, "m", _stretches(sheet, lost, LEAST_M))
    for column, axis in ((3, "roll"), (4, "pitch")):
        angles = np.degrees(torso[:, column])
        yield Loss(f"torso {axis}: left out", "°", _stretches(sheet, angles, LEAST_DEG))
    turned = np.degrees((played - torso)[:, 5])
    what = "torso yaw: evenly from one row of the file to the next"
    yield Loss(what, "°", _stretches(sheet, turned, LEAST_DEG))


def _played(sheet: Sheet, ending: str) -> Array:
    """Where the player has the torso, at the times of the walk, shape (k, 6)."""
    rows = [Row(0.0, None), *sheet.rows(ending)]
    ends = np.array([row.until_s for row in rows])
    places = sheet.walk.torso_at(ends)
    if not PLAYERS[ending].keeps_torso:
        feet = np.array(sheet.landings(rows))[:, :, :2]
        behind = _unit(feet[:, 1] - feet[:, 0]) @ np.array([[0.0, -1.0], [1.0, 0.0]])
        ahead = np.stack((np.cos(places[:, 5]), np.sin(places[:, 5])), axis=1)
        behind *= -np.sign(np.einsum("ki,ki->k", behind, ahead))[:, None]
        places[:, :2] = feet.mean(axis=1) + BEHIND_M * behind
        places[:, 2] = 0.0
    places[:, 3:5] = 0.0
    times = sheet.walk.times_s
    return np.stack([np.interp(times, ends, column) for column in places.T], axis=1)


def _unit(vectors: Array) -> Array:
    unit: Array = vectors / np.linalg.norm(vectors, axis=1)[:, None]
    return unit


def _of_feet(sheet: Sheet) -> Iterator[Loss]:
    for side, name in enumerate(SIDES):
        swings = [swing for swing in sheet.swings if swing.side == side]
        put = [sheet.walk.feet[0, side]]
        put += [sheet.walk.foot_at(side, swing.landed_s) for swing in swings]
        ways = np.diff(put, axis=0).reshape(-1, 3)
        up = [swing.lifted_s for swing in swings]
        in_air = [swing.landed_s - swing.lifted_s for swing in swings]
        short = [max(QUICKEST_S - length_s, 0.0) for length_s in in_air]
        maker = "than in any file of its maker"
        for what, unit, (figures, at), most in (
            ("lifted higher than the {} it swings", "m", _highest(sheet.walk, swings), SWING_M),
            ("in the air for more than {}: down early, or up late", "s", (in_air, up), LONGEST_S),
            (f"steps further {maker}, {{}}", "m", (np.hypot(*ways.T[:2]), up), LONGEST_STEP_M),
            (f"turns further {maker}, {{}}", "°", (np.degrees(ways[:, 2]), up), WIDEST_TURN_DEG),
            (f"steps quicker {maker}, {QUICKEST_S:g} s, by so much", "s", (short, up), 0.0),
            ("stands turned from the torso by more than its hip's {}", "°",
             (_twists(sheet.walk, swings), up), HIP_DEG),
        ):  # fmt: skip
            beyond = tuple(
                Stretch(swing.lifted_s, swing.landed_s, float(figure), at_s)
                for swing, figure, at_s in zip(swings, figures, at, strict=True)
                if abs(figure) > most + _SAME
            )
            limit = f"{most:g}°" if unit == "°" else f"{most:g} {unit}"
            yield Loss(f"{name} foot: {what.format(limit)}", unit, beyond)


def _highest(walk: Walk, swings: Sequence[Swing]) -> tuple[list[float], list[float]]:
    """How high each swing's foot is lifted in the motion, and when."""
    found = []
    for swing in swings:
        there = walk.between(swing.lifted_s, swing.landed_s)
        found.append(_stretch(walk.times_s[there], walk.lifts_m[there, swing.side]))
    return [stretch.worst for stretch in found], [stretch.at_s for stretch in found]


def _twists(walk: Walk, swings: Sequence[Swing]) -> list[float]:
    """How far the torso is turned from a foot that only in the file is on the floor, degrees."""
    turned = []
    for swing in swings:
        stood = (swing.lifted_s, swing.lifted_s, swing.leaves_s)
        if swing.lands_s < swing.landed_s:
            stood = (swing.landed_s, swing.lands_s, swing.landed_s)
        longer = stood[1] < stood[2]
        turned.append(degrees(walk.twist(swing.side, *stood)) if longer else 0.0)
    return turned


def _of_joints(sheet: Sheet, trajectory: Trajectory, limits: Mapping[str, Joint]) -> Iterator[Loss]:
    times = sheet.walk.times_s
    rows = np.degrees([trajectory.at(time_s) for time_s in times.tolist()])
    for joint, angles in zip(trajectory.joints, rows.T, strict=True):
        if part_of(joint) in ("head", "waist"):
            what = f"{joint}: not in the file"
            yield Loss(what, "°", _stretches(sheet, angles, LEAST_DEG))
        elif joint in limits:
            ends = np.degrees((limits[joint].lower_rad, limits[joint].upper_rad))
            held = angles.clip(*ends)
            for end in ends:
                beyond = np.where((held == end) & (np.abs(angles - end) > _SAME), angles, 0.0)
                what = f"{joint}: held at its limit of {end:.1f}°"
                yield Loss(what, "°", _stretches(sheet, beyond, 0.0))
            told_s = sheet.arm_times_s()
            off = np.interp(times, told_s, np.interp(told_s, times, held)) - held
            what = f"{joint}: straight from one row of the file to the next"
            yield Loss(what, "°", _stretches(sheet, off, LEAST_DEG))


def _stretches(sheet: Sheet, figures: Array, least: float) -> tuple[Stretch, ...]:
    """When a figure is further from 0 than `least`."""
    times = sheet.walk.times_s
    there = np.flatnonzero(np.abs(figures) > least)
    starts = [phrase.start_s for phrase in sheet.manifest.phrases]
    forms = np.searchsorted(starts, times[there], side="right")
    cuts = np.flatnonzero((np.diff(times[there]) > _APART_S) | (np.diff(forms) > 0)) + 1
    runs = np.split(there, cuts) if len(there) else []
    return tuple(_stretch(times[run], figures[run]) for run in runs)


def _stretch(times: Array, figures: Array) -> Stretch:
    worst = int(np.abs(figures).argmax())
    return Stretch(*map(float, (times[0], times[-1], figures[worst], times[worst])))
