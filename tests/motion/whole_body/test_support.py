import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.motion.whole_body.support import corners, inside_m

HALF = (0.12, 0.05)
BOTH, LEFT, NEITHER = (np.array([stands]) for stands in ([True, True], [True, False], [False] * 2))


def soles(*places):
    """Corners of both soles, from middle and heading of each."""
    return corners(np.array([[(x, y, 0.0, heading) for x, y, heading in places]]), HALF)


def room(point, feet, standing=BOTH):
    return float(inside_m(np.array([point]), feet, standing)[0])


SQUARE = soles((0, 0.1, 0), (0, -0.1, 0))


def test_between_two_feet_the_nearest_edge_counts():
    assert room((0, 0), SQUARE) == pytest.approx(0.12)
    assert room((0.09, 0), SQUARE) == pytest.approx(0.03)
    assert room((0, 0.14), SQUARE) == pytest.approx(0.01)
    assert room((0, 0.2), SQUARE) == pytest.approx(-0.05)


def test_a_foot_in_the_air_bears_nothing():
    assert room((0, 0), SQUARE, LEFT) == pytest.approx(-0.05)
    assert room((0, 0.1), SQUARE, LEFT) == pytest.approx(0.05)
    assert room((0, 0.1), SQUARE, NEITHER) == -np.inf


def test_the_area_of_a_step_has_slanting_edges():
    step = soles((0.3, 0.1, 0), (0, -0.1, 0))
    # The line from the left foot's outer heel to the right one's: 1 to 1.5.
    assert room((0.03, 0), step) == pytest.approx(room((0.27, 0), step))
    assert room((0.0, 0.1), step) < 0 < room((0.1, 0.02), step)


@given(
    st.tuples(*[st.floats(-0.4, 0.4)] * 2, st.floats(-3, 3)),
    st.tuples(*[st.floats(-0.4, 0.4)] * 2, st.floats(-3, 3)),
    st.tuples(*[st.floats(-0.5, 0.5)] * 2),
)
def test_it_is_the_distance_to_the_convex_hull(left, right, point):
    from scipy.spatial import ConvexHull

    feet = soles(left, right)
    hull = ConvexHull(feet.reshape(-1, 2))
    apart = (hull.equations[:, :2] @ np.array(point) + hull.equations[:, 2]).max()
    found = room(point, feet)
    if apart <= -1e-6:
        assert found == pytest.approx(-apart, abs=1e-6)
    elif apart > 1e-6:
        assert found <= -apart + 1e-6
