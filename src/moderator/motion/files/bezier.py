"""Curves drawn as cubic Bézier pieces over time, and knots that follow them.

A piece is drawn in the plane of time and angle, so that its angle at a time is found by solving for
the place on the curve. The knots are as close as `TOLERANCE_DEG` needs.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from moderator.motion.hermite import cubic, value

Point = tuple[float, float]
"""Time, seconds, and angle, degrees."""
Passed = tuple[float, float]
"""Angle, degrees, and speed, degrees a second."""

TOLERANCE_DEG = 0.02
"""How far a joint may be from its curve between knots."""

_CLOSEST_S = 0.002
_JOIN_S = 0.0005
"""How long a corner takes."""
_CORNER_DEG_S = 0.5
_STEEP_DEG_S = 1500.0
_FLAT = 1e-6
_STEPS = 60


@dataclass(frozen=True)
class Piece:
    """One Bézier piece. Its control points lie between its ends in time: it never turns back.

    Attributes:
        start: where it begins.
        leaving: its first control point.
        arriving: its second one.
        end: where it ends, later than it begins.
    """

    start: Point
    leaving: Point
    arriving: Point
    end: Point

    def at(self, time_s: float) -> float:
        """The angle at a time within the piece, degrees."""
        return _bezier(*self._axis(1), self.place(time_s))

    def passed(self, time_s: float) -> Passed:
        """The angle and the speed at a time within the piece; where it is steep, a mean speed."""
        if self.still():
            return self.start[1], 0.0
        s = self.place(time_s)
        angle = _bezier(*self._axis(1), s)
        forward, up = _slope(*self._axis(0), s), _slope(*self._axis(1), s)
        if forward > 0 and abs(up) <= _STEEP_DEG_S * forward:
            return angle, up / forward
        near = _CLOSEST_S / 2
        before = max(time_s - near, self.start[0])
        after = min(time_s + near, self.end[0])
        return angle, (self.at(after) - self.at(before)) / (after - before)

    def place(self, time_s: float) -> float:
        """The place on the curve, 0 to 1, where it is at a time: Newton's way, kept in bounds."""
        low, high = 0.0, 1.0
        s = (time_s - self.start[0]) / (self.end[0] - self.start[0])
        axis = self._axis(0)
        for _ in range(_STEPS):
            off = _bezier(*axis, s) - time_s
            if abs(off) < 1e-10:
                return s
            low, high = (s, high) if off < 0 else (low, s)
            forward = _slope(*axis, s)
            s = s - off / forward if forward > _FLAT else low
            if not low < s < high:
                s = (low + high) / 2
        return s

    def still(self) -> bool:
        """Whether its angle never changes."""
        return self.start[1] == self.leaving[1] == self.arriving[1] == self.end[1]

    def _axis(self, axis: int) -> tuple[float, float, float, float]:
        return self.start[axis], self.leaving[axis], self.arriving[axis], self.end[axis]


@dataclass(frozen=True)
class Curve:
    """Pieces one after the other; before the first and after the last the angle stays.

    Attributes:
        pieces: at least one, each beginning where the one before ended.
    """

    pieces: tuple[Piece, ...]

    def at(self, time_s: float) -> float:
        """The angle at a time, degrees."""
        if time_s >= self.pieces[-1].end[0]:
            return self.pieces[-1].end[1]
        if time_s <= self.pieces[0].start[0]:
            return self.pieces[0].start[1]
        return self._piece(time_s).at(time_s)

    def passed(self, time_s: float, *, before: bool = False) -> Passed:
        """The angle at a time and the speed from there on, or the one with which it comes there."""
        first, last = self.pieces[0].start, self.pieces[-1].end
        if time_s < first[0] or (before and time_s == first[0]):
            return first[1], 0.0
        if time_s > last[0] or (not before and time_s == last[0]):
            return last[1], 0.0
        return self._piece(time_s, before=before).passed(time_s)

    def moves(self, start_s: float, end_s: float) -> bool:
        """Whether its angle changes between two times of one piece."""
        middle = (start_s + end_s) / 2
        inside = self.pieces[0].start[0] < middle < self.pieces[-1].end[0]
        return inside and not self._piece(middle).still()

    def _piece(self, time_s: float, *, before: bool = False) -> Piece:
        i = bisect_right(self.pieces, time_s, key=lambda piece: piece.start[0]) - 1
        return self.pieces[i - 1 if before and i and self.pieces[i].start[0] == time_s else i]


Knot = tuple[float, tuple[float, ...], tuple[float, ...]]
"""A time, and each curve's angle and speed there."""


def knots_along(curves: Sequence[Curve], start_s: float, end_s: float) -> list[Knot]:
    """Knots that follow all curves at once.

    Args:
        curves: the joints'.
        start_s: the first knot's time.
        end_s: the last one's, later.
    """
    joins = {piece.start[0] for curve in curves for piece in curve.pieces}
    joins |= {piece.end[0] for curve in curves for piece in curve.pieces}
    inside = (at for at in joins if start_s + _JOIN_S < at < end_s - _JOIN_S)
    knots = [_knot(curves, start_s)]
    for begin, end in pairwise([start_s, *sorted(inside), end_s]):
        moving = [(i, curve) for i, curve in enumerate(curves) if curve.moves(begin, end)]
        if _turns(knots[-1], _knot(curves, begin)) and end - begin > 2 * _JOIN_S:
            knots.append(_knot(curves, begin + _JOIN_S))
        arrives = _knot(curves, end, before=True)
        knots += [*_between(moving, curves, knots[-1], arrives), arrives]
    return knots


def _between(
    moving: list[tuple[int, Curve]], curves: Sequence[Curve], start: Knot, end: Knot
) -> list[Knot]:
    """The knots inside a stretch that keep the moving curves near."""
    length = end[0] - start[0]
    if length < 2 * _CLOSEST_S or all(_follows(curve, i, start, end) for i, curve in moving):
        return []
    middle = _knot(curves, start[0] + length / 2)
    return [
        *_between(moving, curves, start, middle),
        middle,
        *_between(moving, curves, middle, end),
    ]


def _follows(curve: Curve, i: int, start: Knot, end: Knot) -> bool:
    length = end[0] - start[0]
    piece = cubic(start[1][i], start[2][i], end[1][i], end[2][i], length)
    return all(
        abs(value(piece, share) - curve.at(start[0] + share * length)) <= TOLERANCE_DEG
        for share in (0.2, 0.4, 0.6, 0.8)
    )


def _knot(curves: Sequence[Curve], at_s: float, *, before: bool = False) -> Knot:
    passed = [curve.passed(at_s, before=before) for curve in curves]
    return at_s, tuple(angle for angle, _ in passed), tuple(speed for _, speed in passed)


def _turns(arrived: Knot, leaves: Knot) -> bool:
    """Whether a curve has a corner where two pieces meet."""
    return any(
        abs(out - into) > _CORNER_DEG_S for into, out in zip(arrived[2], leaves[2], strict=True)
    )


def _bezier(a: float, b: float, c: float, d: float, s: float) -> float:
    t = 1 - s
    return a * t**3 + 3 * b * t * t * s + 3 * c * t * s * s + d * s**3


def _slope(a: float, b: float, c: float, d: float, s: float) -> float:
    t = 1 - s
    return 3 * ((b - a) * t * t + 2 * (c - b) * t * s + (d - c) * s * s)
