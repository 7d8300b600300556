from itertools import pairwise
from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.motion.files.bezier import TOLERANCE_DEG, Curve, Piece, knots_along
from moderator.motion.hermite import cubic, value

_share = st.floats(0, 1)
_angle = st.floats(-120, 120)


@st.composite
def curves(draw, shares=_share):
    """One to four pieces, half a second to three seconds long each."""
    pieces, time, angle = [], 0.0, draw(_angle)
    for _ in range(draw(st.integers(1, 4))):
        end = time + draw(st.floats(0.5, 3))
        to = draw(_angle)
        points = [(time + draw(shares) * (end - time), draw(_angle)) for _ in range(2)]
        pieces.append(Piece((time, angle), points[0], points[1], (end, to)))
        time, angle = end, to
    return Curve(tuple(pieces))


def drawn(piece, s):
    """A point of the curve, by halving the lines between its control points."""
    points = [piece.start, piece.leaving, piece.arriving, piece.end]
    while len(points) > 1:
        points = [
            tuple(a + (b - a) * s for a, b in zip(*pair, strict=True)) for pair in pairwise(points)
        ]
    return points[0]


def angle_at(knots, time):
    time = min(time, knots[-1][0])
    for (begin, here, out), (end, there, into) in pairwise(knots):
        if begin <= time <= end:
            piece = cubic(here[0], out[0], there[0], into[0], end - begin)
            return value(piece, (time - begin) / (end - begin))
    raise AssertionError(time)


def furthest_off(curve):
    knots = knots_along([curve], 0.0, curve.pieces[-1].end[0])
    points = [drawn(piece, k / 97) for piece in curve.pieces for k in range(98)]
    return max(abs(angle_at(knots, time) - angle) for time, angle in points)


@settings(deadline=None)
@given(curves(st.floats(0.1, 0.9)))
def test_knots_follow_the_drawn_curve_to_a_tenth_of_a_degree(curve):
    assert furthest_off(curve) < 0.1


@settings(deadline=None)
@given(curves())
def test_a_curve_that_jumps_has_knots_that_rise_in_time_and_stay_among_its_points(curve):
    knots = knots_along([curve], 0.0, curve.pieces[-1].end[0])
    angles = [
        point[1]
        for piece in curve.pieces
        for point in (piece.start, piece.leaving, piece.arriving, piece.end)
    ]
    assert all(before[0] < after[0] for before, after in pairwise(knots))
    assert all(isfinite(speed) for _, _, (speed,) in knots)
    assert all(min(angles) - 1e-9 <= angle <= max(angles) + 1e-9 for _, (angle,), _ in knots)


def test_an_eased_move_needs_few_knots():
    eased = Curve((Piece((0, 0), (0.6, 0), (1.4, 90), (2, 90)),))
    assert len(knots_along([eased], 0, 2)) < 20
    assert TOLERANCE_DEG < 0.1


def test_before_and_after_a_curve_its_angle_stays():
    way = Curve((Piece((1, 5), (1.3, 5), (1.7, 9), (2, 9)),))
    assert (way.at(0), way.at(3)) == (5, 9)
    knots = knots_along([way], 0, 3)
    assert (knots[0][1:], knots[-1][1:]) == (((5,), (0.0,)), ((9,), (0.0,)))


def test_a_corner_stays_a_corner():
    line = [
        Piece((0, 0), (0.3, 10), (0.7, 20), (1, 30)),
        Piece((1, 30), (1.3, 20), (1.7, 10), (2, 0)),
    ]
    assert furthest_off(Curve(tuple(line))) < 0.1
