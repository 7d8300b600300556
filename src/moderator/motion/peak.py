"""How far and how fast one joint goes, found exactly from its cubic pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderator.motion.hermite import cubic, fastest_place, slope, turning_places, value

Place = tuple[float, float]
"""An angle or a speed, and when, seconds."""


@dataclass(frozen=True)
class Peak:
    """The furthest that one joint goes in a motion.

    Attributes:
        lower_rad: least angle, radians.
        lower_at_s: when, seconds from the motion's start.
        upper_rad: greatest angle, radians.
        upper_at_s: when.
        velocity_rad_s: greatest speed either way, radians a second.
        velocity_at_s: when.
    """

    lower_rad: float
    lower_at_s: float
    upper_rad: float
    upper_at_s: float
    velocity_rad_s: float
    velocity_at_s: float


def peak(
    times_s: Sequence[float], angles_rad: Sequence[float], speeds_rad_s: Sequence[float]
) -> Peak:
    """Find the extremes of one joint's track; of equal ones the first.

    Args:
        times_s: knots, seconds, rising, at least one.
        angles_rad: angle at each.
        speeds_rad_s: speed at each.
    """
    low = high = (angles_rad[0], times_s[0])
    fast = (abs(speeds_rad_s[0]), times_s[0])
    for i in range(len(times_s) - 1):
        begin, length = times_s[i], times_s[i + 1] - times_s[i]
        start, end = angles_rad[i], angles_rad[i + 1]
        out, into = speeds_rad_s[i], speeds_rad_s[i + 1]
        # A Bézier curve stays among its control points: most pieces need no closer look.
        lean, late = start + out * length / 3, end - into * length / 3
        if min(lean, late, end) < low[0] or max(lean, late, end) > high[0]:
            piece = cubic(start, out, end, into, length)
            for s in turning_places(piece):
                low, high = _wider(low, high, value(piece, s), begin + s * length)
            low, high = _wider(low, high, end, times_s[i + 1])
        middle = 3 * (end - start) / length - out - into
        if max(abs(middle), abs(into)) > fast[0]:
            piece = cubic(start, out, end, into, length)
            place = fastest_place(piece)
            if place is not None:
                speed = abs(slope(piece, place)) / length
                fast = max(fast, (speed, begin + place * length), key=lambda seen: seen[0])
            fast = max(fast, (abs(into), times_s[i + 1]), key=lambda seen: seen[0])
    return Peak(*low, *high, *fast)


def _wider(low: Place, high: Place, angle: float, at_s: float) -> tuple[Place, Place]:
    """The extremes with one more angle seen."""
    seen = (angle, at_s)
    return (seen if angle < low[0] else low), (seen if angle > high[0] else high)
