"""A gesture's apex: the time at which it is at its height."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist, hypot

from moderator.motion.motion import Phrase
from moderator.motion.trajectory import Trajectory

LONGEST_S = 30.0
"""A motion that is longer is no gesture: it has phrases, each with an apex of its own."""
_EVERY_S = 0.01
_AROUND_S = 0.35
"""A part of the body that follows the others is there so much later than the score says."""
_FURTHEST = 0.98
"""Share of the greatest distance from which on a pose counts as furthest."""
_STILL = 0.1
"""Share of the greatest speed below which it is nearly still."""


def apex_s(trajectory: Trajectory, phrases: Sequence[Phrase] = ()) -> float | None:
    """When a gesture is at its height, seconds from its start; None where it has no such time.

    That is where it is stillest around the apex of its last phrase, which is `now` where a gesture
    counts down. One without phrases has it when it is furthest from its start and nearly still.

    Args:
        trajectory: what it does.
        phrases: its named stretches, in order.
    """
    if trajectory.duration_s > LONGEST_S:
        return None
    named = [phrase.apex_s for phrase in phrases if phrase.apex_s is not None]
    return _stillest_s(trajectory, named[-1]) if named else _furthest_s(trajectory)


def _stillest_s(trajectory: Trajectory, around_s: float) -> float:
    """The slowest moment around another, to 10 ms; the first of several."""
    count = round(_AROUND_S / _EVERY_S)
    times = (round(around_s + n * _EVERY_S, 3) for n in range(-count, count + 1))
    within = (time for time in times if 0 <= time <= trajectory.duration_s)
    return min((round(hypot(*trajectory.velocity_at(time)), 3), time) for time in within)[1]


def _furthest_s(trajectory: Trajectory) -> float | None:
    """Of the times when it is furthest and nearly still the first; None if it does not move.

    Far is how far all joints together are from where they began, fast how fast they all are. Where
    it is never both, the furthest counts.
    """
    count = round(trajectory.duration_s / _EVERY_S) + 1
    poses = [trajectory.at(n * _EVERY_S) for n in range(count)]
    far = [dist(pose, poses[0]) for pose in poses]
    fast = [dist(one, two) for one, two in pairwise(poses)]
    if max(far) == 0:
        return None
    both = (
        n
        for n in range(1, count - 1)
        if far[n] >= _FURTHEST * max(far) and max(fast[n - 1 : n + 1]) <= _STILL * max(fast)
    )
    return round(next(both, far.index(max(far))) * _EVERY_S, 3)
