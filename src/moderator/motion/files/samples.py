"""From rows of angles to a trajectory, once it is sure that they can be one."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import isfinite

from moderator.body.joints import JOINTS
from moderator.motion.files.source import MAX_KNOTS, MAX_LENGTH_S, Source
from moderator.motion.trajectory import Row, Trajectory

At = Callable[[int, int], tuple[int, int]]
"""Line and column of a row and a column of figures; column 0 is the time."""

_LEAST_STEP_S = 1e-4
_MOST_RAD = 100.0
_MOST_RAD_S = 10_000.0


def joints_known(source: Source, names: Sequence[str], at: At | None = None) -> bool:
    """Note joints that are unknown or named twice; whether there are none."""
    before = source.problems.errors
    if not names:
        source.error("no-joints", "no joint is named", "write a column for each joint that moves")
    for position, name in enumerate(names):
        line, column = at(-1, position + 1) if at else (1, 1)
        if name not in JOINTS:
            source.unknown_joint(name, line, column)
        elif name in names[:position]:
            told = f"joint {name!r} a second time"
            source.error("joint-twice", told, "keep one of them", line, column)
    return source.problems.errors == before


def trajectory_of(
    source: Source,
    names: Sequence[str],
    times_s: Sequence[float],
    positions_rad: Sequence[Sequence[float]],
    velocities_rad_s: Sequence[Sequence[float]] | None = None,
    at: At | None = None,
) -> Trajectory | None:
    """Put samples together; the first figure of each sort that is wrong is noted.

    Args:
        source: where they are from.
        names: joints, n of them, known and each once.
        times_s: seconds, shape (k,); the first becomes 0.
        positions_rad: radians, shape (k, n).
        velocities_rad_s: radians a second, shape (k, n); None to take central differences.
        at: where a figure stands in the file.

    Returns:
        The trajectory; None when there was an error.
    """
    if not _times_rise(source, times_s, at):
        return None
    sound = _bounded(source, "angle", positions_rad, _MOST_RAD, "rad", names, times_s, at)
    if velocities_rad_s is not None:
        sound &= _bounded(
            source, "speed", velocities_rad_s, _MOST_RAD_S, "rad/s", names, times_s, at
        )
    if not sound:
        return None
    from_0 = tuple(time - times_s[0] for time in times_s)
    rows = tuple(tuple(map(float, row)) for row in positions_rad)
    speeds = (
        differences(from_0, rows)
        if velocities_rad_s is None
        else tuple(tuple(map(float, row)) for row in velocities_rad_s)
    )
    return Trajectory(tuple(names), from_0, rows, speeds)


def differences(times_s: Row, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Speeds at samples: of the parabola through the neighbours, at the ends of the line.

    Args:
        times_s: rising, shape (k,), at least two.
        rows: shape (k, n).

    Returns:
        The unit of `rows` a second, shape (k, n).
    """
    steps = [after - before for before, after in pairwise(times_s)]
    lines = [
        tuple((end - start) / step for start, end in zip(before, after, strict=True))
        for (before, after), step in zip(pairwise(rows), steps, strict=True)
    ]
    inner = [
        tuple((far * into + near * out) / (near + far) for into, out in zip(*way, strict=True))
        for way, (near, far) in zip(pairwise(lines), pairwise(steps), strict=True)
    ]
    return (lines[0], *inner, lines[-1])


def _times_rise(source: Source, times_s: Sequence[float], at: At | None) -> bool:
    if len(times_s) < 2:
        source.error("too-short", "fewer than two samples", "a motion has a start and an end")
        return False
    if len(times_s) > MAX_KNOTS:
        what = f"{len(times_s):,} samples, at most {MAX_KNOTS:,}"
        source.error("too-large", what, "cut the motion, or write fewer samples a second")
        return False
    for row, (before, after) in enumerate(pairwise(times_s), start=1):
        if not (isfinite(before) and isfinite(after) and after - before >= _LEAST_STEP_S):
            line, column = at(row, 0) if at else (1, 1)
            where = "" if at else f" in sample {row + 1}"
            told = f"{after:g} s follows {before:g} s{where}"
            source.error("time-backwards", told, "times rise by 0.1 ms at least", line, column)
            return False
    if times_s[-1] - times_s[0] > MAX_LENGTH_S:
        told = f"a motion of {times_s[-1] - times_s[0]:,.0f} s"
        source.error("too-long", told, f"at most {MAX_LENGTH_S:,.0f} s; are times in seconds?")
        return False
    return True


def _bounded(
    source: Source,
    what: str,
    rows: Sequence[Sequence[float]],
    most: float,
    unit: str,
    names: Sequence[str],
    times_s: Sequence[float],
    at: At | None,
) -> bool:
    for row, figures in enumerate(rows):
        if all(abs(figure) <= most for figure in figures):
            continue
        column = next(i for i, figure in enumerate(figures) if not abs(figure) <= most)
        line, place = at(row, column + 1) if at else (1, 1)
        told = f"{names[column]} has the {what} {figures[column]:g} {unit} at {times_s[row]:g} s"
        source.error("no-figure", told, f"at most {most:g} {unit} can be meant", line, place)
        return False
    return True
