from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.motion.curves import trajectories

from moderator.motion.trajectory import Trajectory

SAMPLES = 200


def knee(
    times: tuple[float, ...], angles: tuple[float, ...], speeds: tuple[float, ...]
) -> Trajectory:
    return Trajectory(
        ("left_knee",), times, tuple((a,) for a in angles), tuple((v,) for v in speeds)
    )


@given(trajectories())
def test_it_passes_through_its_knots_at_their_speed(trajectory: Trajectory) -> None:
    for time, row, speeds in zip(
        trajectory.times_s, trajectory.positions_rad, trajectory.velocities_rad_s, strict=True
    ):
        assert trajectory.at(time) == row
        assert trajectory.velocity_at(time) == pytest.approx(speeds, abs=1e-9)


@given(trajectories(), st.floats(0, 1))
def test_its_speed_is_how_its_angle_changes(trajectory: Trajectory, share: float) -> None:
    time, step = share * (trajectory.duration_s - 2e-5) + 1e-5, 1e-6
    if any(abs(time - knot) < 2 * step for knot in trajectory.times_s):
        return
    before, after = trajectory.at(time - step), trajectory.at(time + step)
    measured = [(b - a) / (2 * step) for a, b in zip(before, after, strict=True)]
    assert measured == pytest.approx(trajectory.velocity_at(time), abs=1e-4)


@given(trajectories())
def test_no_sample_goes_past_a_peak_and_every_peak_is_reached(trajectory: Trajectory) -> None:
    times = [trajectory.duration_s * i / SAMPLES for i in range(SAMPLES + 1)]
    for column, (joint, peak) in enumerate(trajectory.peaks().items()):
        angles = [trajectory.at(time)[column] for time in times]
        speeds = [abs(trajectory.velocity_at(time)[column]) for time in times]
        assert min(angles) >= peak.lower_rad - 1e-9, joint
        assert max(angles) <= peak.upper_rad + 1e-9
        assert max(speeds) <= peak.velocity_rad_s + 1e-9
        assert trajectory.at(peak.lower_at_s)[column] == pytest.approx(peak.lower_rad, abs=1e-9)
        assert trajectory.at(peak.upper_at_s)[column] == pytest.approx(peak.upper_rad, abs=1e-9)
        fastest = abs(trajectory.velocity_at(peak.velocity_at_s)[column])
        assert fastest == pytest.approx(peak.velocity_rad_s, abs=1e-9)


def test_a_swing_past_the_knots_is_found_between_them() -> None:
    peak = knee((0, 2), (0, 0), (1, -1)).peaks()["left_knee"]
    assert (peak.upper_rad, peak.upper_at_s) == pytest.approx((0.5, 1))
    assert (peak.lower_rad, peak.lower_at_s) == (0, 0)


def test_the_fastest_moment_is_found_between_the_knots() -> None:
    peak = knee((0, 2), (0, 1), (0, 0)).peaks()["left_knee"]
    assert (peak.velocity_rad_s, peak.velocity_at_s) == pytest.approx((0.75, 1))


def test_of_equal_peaks_the_first_is_told() -> None:
    peak = knee((0, 1, 2, 3, 4), (0, 1, 0, 1, 0), (0, 0, 0, 0, 0)).peaks()["left_knee"]
    assert peak.upper_at_s == 1
    assert peak.velocity_at_s == pytest.approx(0.5)


def test_before_its_start_and_past_its_end_it_stands() -> None:
    trajectory = knee((0, 1), (0.25, 0.5), (0, 0))
    assert trajectory.at(-1) == (0.25,)
    assert trajectory.at(9) == (0.5,)
    assert trajectory.duration_s == 1


@pytest.mark.parametrize(
    ("joints", "times", "rows", "speeds", "told"),
    [
        (("a", "a"), (0.0,), ((0.0, 0.0),), ((0.0, 0.0),), "a joint is named twice"),
        (("a",), (), (), (), "first knot is at 0 s"),
        (("a",), (0.5, 1.0), ((0.0,), (0.0,)), ((0.0,), (0.0,)), "first knot is at 0 s"),
        (("a",), (0.0, 1.0, 1.0), ((0.0,),) * 3, ((0.0,),) * 3, "1.0 s follows 1.0 s"),
        (("a",), (0.0, inf), ((0.0,),) * 2, ((0.0,),) * 2, "inf s follows 0.0 s"),
        (("a",), (0.0, 1.0), ((0.0,),), ((0.0,),) * 2, "angles are not 2 rows of 1"),
        (("a",), (0.0, 1.0), ((0.0,),) * 2, ((0.0, 1.0),) * 2, "speeds are not 2 rows of 1"),
        (("a",), (0.0, 1.0), ((0.0,), (nan,)), ((0.0,),) * 2, "angles are not all finite"),
        (("a",), (0.0, 1.0), ((0.0,),) * 2, ((0.0,), (inf,)), "speeds are not all finite"),
    ],
)
def test_what_is_no_trajectory_is_refused(joints, times, rows, speeds, told) -> None:
    with pytest.raises(ValueError, match=told):
        Trajectory(joints, times, rows, speeds)
