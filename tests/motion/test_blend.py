import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.motion.curves import Limits, trajectories

from moderator.motion.blend import joined, reach
from moderator.motion.trajectory import Trajectory

angle = st.floats(-3, 3)


@given(angle, angle, st.floats(0.2, 4), st.floats(0.3, 5))
def test_a_reach_goes_from_pose_to_pose_within_the_speed(start, goal, least, speed) -> None:
    knee = Limits("left_knee", -4, 4, speed)
    move = reach({"left_knee": start, "head_yaw": 1}, {"left_knee": goal}, [knee], least)
    peak = move.peaks()["left_knee"]
    assert move.at(0) == (start,)
    assert move.at(move.duration_s) == (goal,)
    assert move.duration_s >= least
    assert peak.velocity_rad_s <= speed + 1e-9
    assert min(start, goal) - 1e-9 <= peak.lower_rad <= peak.upper_rad <= max(start, goal) + 1e-9
    assert move.velocity_at(0) == move.velocity_at(move.duration_s) == (0,)


def test_a_reach_is_the_minimum_jerk_one() -> None:
    move = reach({"a": 0}, {"a": 1}, [], 2)
    for fraction in (0.1, 0.27, 0.5, 0.8):
        exact = 10 * fraction**3 - 15 * fraction**4 + 6 * fraction**5
        assert move.at(2 * fraction)[0] == pytest.approx(exact, abs=2e-4)


def test_a_reach_takes_no_longer_than_asked_when_it_is_slow_enough() -> None:
    assert reach({"a": 0}, {"a": 0.1}, [Limits("a", -1, 1, 5)], 1.5).duration_s == 1.5


@given(trajectories(standing=True), angle, st.floats(0.2, 3))
def test_a_blend_starts_at_the_pose_and_ends_on_the_motion(
    trajectory: Trajectory, measured: float, blend: float
) -> None:
    pose = dict.fromkeys(trajectory.joints, measured)
    limits = [Limits(name, -9, 9, 4.0) for name in trajectory.joints]
    whole = joined(trajectory, pose, blend, limits)
    lead = whole.duration_s - trajectory.duration_s
    assert whole.at(0) == tuple(pose.values())
    assert lead >= blend - 1e-9
    for share in (0, 0.3, 0.7, 1):
        time = share * trajectory.duration_s
        assert whole.at(lead + time) == pytest.approx(trajectory.at(time), abs=1e-6)
        assert whole.velocity_at(lead + time) == pytest.approx(
            trajectory.velocity_at(time), abs=1e-5
        )
    for step in range(21):
        assert max(map(abs, whole.velocity_at(lead * step / 20))) <= 4.0 + 1e-9


def test_a_pose_that_lacks_a_joint_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing says where left_knee is"):
        reach({"head_yaw": 0}, {"left_knee": 1}, [], 1)


def test_a_move_in_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="takes some time"):
        reach({"a": 0}, {"a": 1}, [], 0)
