"""From poses in time to a motion that flows through them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from moderator.motion.hermite import cubic, slope, value
from moderator.motion.trajectory import Row, Trajectory

Track = tuple[Row, Row, Row]
"""One joint: times (s), angles (rad), speeds (rad/s) at its knots."""


def flowing(
    joints: Sequence[str],
    times_s: Sequence[float],
    positions_rad: Sequence[Sequence[float]],
    trail_s: Mapping[str, float] | None = None,
) -> Trajectory:
    """Join poses so that the motion goes on through them and never swings past one.

    Between two knots a joint stays between their angles; where it turns back, and at both ends, it
    stands still.

    Args:
        joints: joint names, n of them.
        times_s: when each pose is reached, seconds, shape (k,), rising from 0.
        positions_rad: the poses, radians, shape (k, n).
        trail_s: by joint, how much later than the others it comes to each pose, seconds; near the
            ends less, so that all begin and end together.

    Source: Fritsch & Butland 1984, SIAM J. Sci. Stat. Comput. 5(2):300.
    """
    trail_s = trail_s or {}
    tracks = [
        _track(_later(times_s, trail_s.get(joint, 0.0)), [row[column] for row in positions_rad])
        for column, joint in enumerate(joints)
    ]
    times = tuple(sorted({time for track in tracks for time in track[0]}))
    columns = [_at_knots(track, times) for track in tracks]
    rows = list(zip(*columns, strict=True))
    return Trajectory(
        joints=tuple(joints),
        times_s=times,
        positions_rad=tuple(tuple(angle for angle, _ in row) for row in rows),
        velocities_rad_s=tuple(tuple(speed for _, speed in row) for row in rows),
    )


def _later(times_s: Sequence[float], trail_s: float) -> Row:
    """The times moved on by `trail_s`, those near the ends by half their distance at most."""
    end = times_s[-1]
    return tuple(time + min(trail_s, time / 2, (end - time) / 2) for time in times_s)


def _track(times_s: Row, angles_rad: Sequence[float]) -> Track:
    steps = [after - before for before, after in pairwise(times_s)]
    rates = [
        (angles_rad[i + 1] - angles_rad[i]) / step if step > 0 else 0.0
        for i, step in enumerate(steps)
    ]
    speeds = [0.0] * len(times_s)
    for i in range(1, len(times_s) - 1):
        before, after = rates[i - 1], rates[i]
        if before * after > 0:
            early, late = 2 * steps[i] + steps[i - 1], steps[i] + 2 * steps[i - 1]
            speeds[i] = (early + late) / (early / before + late / after)
    return times_s, tuple(angles_rad), tuple(speeds)


def _at_knots(track: Track, times_s: Row) -> list[tuple[float, float]]:
    """A track's angle and speed at more knots than its own; the curve stays what it was."""
    own, angles, speeds = track
    found: list[tuple[float, float]] = []
    i = 0
    for time in times_s:
        while i + 1 < len(own) and own[i + 1] <= time:
            i += 1
        if own[i] == time:
            found.append((angles[i], speeds[i]))
            continue
        length = own[i + 1] - own[i]
        piece = cubic(angles[i], speeds[i], angles[i + 1], speeds[i + 1], length)
        s = (time - own[i]) / length
        found.append((value(piece, s), slope(piece, s) / length))
    return found
