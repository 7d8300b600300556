"""From poses in time to a motion that flows through them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from moderator.motion.hermite import cubic, slope, value
from moderator.motion.trajectory import Row, Trajectory

Keys = tuple[Sequence[float], Sequence[float]]
"""One joint's times (s), rising, and its angles (rad) then."""
Track = tuple[Row, Row, Row]
"""One joint's times (s), angles (rad) and speeds (rad/s) at its knots."""


def flowing(
    keys: Mapping[str, Keys], length_s: float, trail_s: Mapping[str, float] | None = None
) -> Trajectory:
    """Join poses so that the motion goes on through them and never swings past one.

    Between two knots a joint stays between their angles; where it turns back, and at both ends, it
    stands still.

    Args:
        keys: by joint, when it is where; each has its own times, the first of them 0.
        length_s: how long the motion lasts, seconds, no less than the last time of any joint.
        trail_s: by joint, how much later than written it comes to each angle, seconds; near the
            ends of the motion less, so that all begin and end together.

    Source: Fritsch & Butland 1984, SIAM J. Sci. Stat. Comput. 5(2):300.
    """
    trail_s = trail_s or {}
    tracks = [
        _track(_later(times, length_s, trail_s.get(joint, 0.0)), angles)
        for joint, (times, angles) in keys.items()
    ]
    times = tuple(sorted({0.0, length_s}.union(*(track[0] for track in tracks))))
    rows = list(zip(*(_at_knots(track, times) for track in tracks), strict=True))
    return Trajectory(
        joints=tuple(keys),
        times_s=times,
        positions_rad=tuple(tuple(angle for angle, _ in row) for row in rows),
        velocities_rad_s=tuple(tuple(speed for _, speed in row) for row in rows),
    )


def _later(times_s: Sequence[float], length_s: float, trail_s: float) -> Row:
    """The times moved on by `trail_s`, those near the ends by half their distance at most."""
    return tuple(time + min(trail_s, time / 2, (length_s - time) / 2) for time in times_s)


def _track(times_s: Row, angles_rad: Sequence[float]) -> Track:
    steps = [after - before for before, after in pairwise(times_s)]
    rates = [(angles_rad[i + 1] - angles_rad[i]) / step for i, step in enumerate(steps)]
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
        if own[i] == time or i + 1 == len(own):
            found.append((angles[i], speeds[i]))
            continue
        length = own[i + 1] - own[i]
        piece = cubic(angles[i], speeds[i], angles[i + 1], speeds[i + 1], length)
        s = (time - own[i]) / length
        found.append((value(piece, s), slope(piece, s) / length))
    return found
