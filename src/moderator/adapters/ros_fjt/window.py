"""A stretch of the way ahead, as one trajectory: what the robot is told at a time.

It ends at rest, always: where the way goes on beyond it, the joints are slowed to a standstill
there. So an engine that dies leaves a robot that comes to rest by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from moderator.adapters.wired.far_side import Told
from moderator.body.table import Joint

STEP_S = 0.05
"""Between two knots; joined by cubics, they are within a milliradian of the way."""
SLOWS_S = 0.4
"""The time in which joints are slowed to a standstill at the end of a stretch. Source: ours."""

Row = tuple[float, ...]


@dataclass(frozen=True)
class Window:
    """Where joints are led from a moment on.

    Attributes:
        joints: our names of them.
        began_s: the loop's time of its first knot.
        times_s: knots, seconds from there, rising from 0.
        positions_rad: angles at the knots, radians.
        velocities_rad_s: speeds at the knots; 0 at the last.
        cut: whether the way goes on beyond it.
    """

    joints: tuple[str, ...]
    began_s: float
    times_s: Row
    positions_rad: tuple[Row, ...]
    velocities_rad_s: tuple[Row, ...]
    cut: bool

    @property
    def true_until_s(self) -> float:
        """The loop's time until which it is the way itself; for ever where the way ends in it."""
        return self.began_s + self.times_s[-2] if self.cut else float("inf")

    @property
    def ends_s(self) -> float:
        """The loop's time at which the joints stand still."""
        return self.began_s + self.times_s[-1]

    def at(self, now_s: float) -> dict[str, float]:
        """Where they are led at a time of the loop, radians; between knots, about there."""
        at_s = now_s - self.began_s
        if at_s >= self.times_s[-1]:
            return dict(zip(self.joints, self.positions_rad[-1], strict=True))
        after = next(i for i in range(1, len(self.times_s)) if self.times_s[i] > at_s)
        span_s = self.times_s[after] - self.times_s[after - 1]
        share = max(0.0, (at_s - self.times_s[after - 1]) / span_s)
        rows = self.positions_rad[after - 1], self.positions_rad[after]
        speeds = self.velocities_rad_s[after - 1], self.velocities_rad_s[after]
        return {
            joint: _cubic(rows[0][i], rows[1][i], speeds[0][i], speeds[1][i], share, span_s)
            for i, joint in enumerate(self.joints)
        }


def sampled(told: Told, joints: Sequence[Joint], now_s: float, ahead_s: float) -> Window:
    """Sample the way from now on.

    Args:
        told: the way.
        joints: those that are steered, with their ranges.
        now_s: the loop's time.
        ahead_s: how far at most, seconds.
    """
    left_s = max(told.ends_s - now_s, 2 * STEP_S)
    cut = left_s > ahead_s
    length_s = ahead_s if cut else left_s
    pieces = max(2, ceil(length_s / STEP_S))
    times = [length_s * i / pieces for i in range(pieces + 1)]
    names = tuple(joint.name for joint in joints)
    rows = [_row(told.pose(now_s + time_s), names) for time_s in times]
    speeds = _speeds(rows, length_s / pieces, ends_at_rest=not cut)
    if cut:
        end = zip(joints, rows[-1], speeds[-1], strict=True)
        times.append(length_s + SLOWS_S)
        rows.append(tuple(_slowed(*one) for one in end))
        speeds.append((0.0,) * len(names))
    return Window(names, now_s, tuple(times), tuple(rows), tuple(speeds), cut)


def _row(pose: Mapping[str, float], names: Sequence[str]) -> Row:
    return tuple(pose[name] for name in names)


def _slowed(joint: Joint, angle_rad: float, speed_rad_s: float) -> float:
    """Where a joint comes to rest that slows evenly, inside its range."""
    rests_rad = angle_rad + speed_rad_s * SLOWS_S / 2
    lower, upper = min(joint.lower_rad, angle_rad), max(joint.upper_rad, angle_rad)
    return max(lower, min(upper, rests_rad))


def _speeds(rows: Sequence[Row], step_s: float, *, ends_at_rest: bool) -> list[Row]:
    """Speeds at evenly spaced knots, to the second order."""

    def row(*weighed: tuple[float, Row]) -> Row:
        count = len(weighed[0][1])
        return tuple(
            sum(weight * angles[i] for weight, angles in weighed) / (2 * step_s)
            for i in range(count)
        )

    first = row((-3, rows[0]), (4, rows[1]), (-1, rows[2]))
    inner = [row((1, rows[i + 1]), (-1, rows[i - 1])) for i in range(1, len(rows) - 1)]
    last = row((3, rows[-1]), (-4, rows[-2]), (1, rows[-3]))
    return [first, *inner, (0.0,) * len(last) if ends_at_rest else last]


def _cubic(p0: float, p1: float, v0: float, v1: float, s: float, span_s: float) -> float:
    m0, m1 = v0 * span_s, v1 * span_s
    return p0 + s * (m0 + s * (3 * (p1 - p0) - 2 * m0 - m1 + s * (2 * (p0 - p1) + m0 + m1)))
