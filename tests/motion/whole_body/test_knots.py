import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import CubicSpline

from moderator.motion.whole_body.knots import (
    STEP_RAD,
    WORST_RAD,
    Knots,
    sampled_rows,
    smooth_speeds,
    thinned,
)

angles = st.lists(st.floats(-3, 3), min_size=2, max_size=12)


@given(angles, st.floats(0.02, 0.5))
def test_the_curve_is_the_complete_cubic_spline(values, step):
    times = np.cumsum([0.0, *(step * (1 + i % 3) for i in range(len(values) - 1))])
    rows = np.array([values, values[::-1]]).T
    spline = CubicSpline(times, rows, bc_type="clamped")
    assert smooth_speeds(times, rows) == pytest.approx(spline(times, 1), abs=1e-7)


@given(angles)
@settings(max_examples=30, deadline=None)
def test_what_is_written_is_read_again_to_the_last_step(values):
    rows = np.array([values, np.cumsum(values)]).T
    knots = thinned(("left_knee", "right_knee"), np.arange(len(values)) * 0.01, rows)
    again = Knots.read(knots.written())
    assert again.trajectory() == knots.trajectory()
    assert knots.written() == again.written()


def motion(fast):
    """Two joints, one of them shaken for a while, a hundred times a second."""
    times = np.arange(1001) * 0.01
    slow = np.sin(times * 0.7) * np.sin(times * np.pi / 10) ** 2
    shaken = fast * np.sin(times * 40) * np.exp(-((times - 5) ** 2))
    return times, np.stack([slow, slow + shaken], axis=1)


@pytest.mark.parametrize("fast", [0.0, 0.3])
def test_the_curve_is_true_to_every_pose_that_it_was_made_of(fast):
    times, rows = motion(fast)
    knots = thinned(("left_knee", "right_knee"), times, rows)
    assert np.abs(sampled_rows(knots.trajectory(), times) - rows).max() < WORST_RAD
    assert np.abs(knots.angles_rad - rows[np.isin(times, knots.times_s)]).max() <= STEP_RAD / 2


def test_a_calm_motion_is_kept_as_a_quarter_and_more_where_it_is_not():
    assert len(thinned(("a", "b"), *motion(0.0)).times_s) == 251
    dense = np.diff(thinned(("a", "b"), *motion(0.3)).times_s)
    assert dense.min() < 0.02
    assert dense[:25] == pytest.approx(0.04)


@pytest.mark.parametrize("length", [0, 10, 200, -1])
def test_what_is_cut_short_is_not_read(length):
    written = thinned(("a", "b"), *motion(0.0)).written()
    with pytest.raises(ValueError, match=r"\w"):
        Knots.read(written[:length])


def test_a_sampled_row_is_what_the_trajectory_says():
    trajectory = thinned(("a", "b"), *motion(0.3)).trajectory()
    times = np.linspace(-1, 11, 57)
    rows = [trajectory.at(float(time)) for time in times]
    assert sampled_rows(trajectory, times) == pytest.approx(np.array(rows), abs=1e-12)
