import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.motion.flow import flowing

KEYS = st.lists(st.tuples(st.floats(0.05, 3), st.floats(-2, 2)), min_size=1, max_size=8)


def keyed(steps: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    times, angles = [0.0], [0.0]
    for step, angle in steps:
        times.append(times[-1] + step)
        angles.append(angle)
    return times, angles


@given(KEYS)
def test_it_comes_to_every_pose_and_never_swings_past_one(steps) -> None:
    times, angles = keyed(steps)
    trajectory = flowing({"a": (times, angles)}, times[-1])
    for i in range(len(times) - 1):
        assert trajectory.at(times[i]) == (pytest.approx(angles[i], abs=1e-9),)
        low, high = sorted(angles[i : i + 2])
        for k in range(11):
            (angle,) = trajectory.at(times[i] + (times[i + 1] - times[i]) * k / 10)
            assert low - 1e-9 <= angle <= high + 1e-9


@given(KEYS)
def test_it_begins_and_ends_standing(steps) -> None:
    times, angles = keyed(steps)
    trajectory = flowing({"a": (times, angles)}, times[-1])
    assert trajectory.velocities_rad_s[0] == trajectory.velocities_rad_s[-1] == (0.0,)


def test_it_goes_on_through_a_pose_on_the_way() -> None:
    trajectory = flowing({"a": ([0, 1, 2], [0, 1, 2])}, 2)
    assert trajectory.velocity_at(1) == (pytest.approx(1),)


def test_it_stands_where_it_turns_back_and_where_it_is_held() -> None:
    back = flowing({"a": ([0, 1, 2], [0, 1, 0])}, 2)
    held = flowing({"a": ([0, 1, 2, 3], [0, 1, 1, 2])}, 3)
    assert back.velocity_at(1) == (0,)
    assert held.velocity_at(1) == held.velocity_at(1.5) == held.velocity_at(2) == (0,)


@given(KEYS, KEYS, st.floats(0, 0.5))
def test_joints_with_knots_of_their_own_keep_their_own_curve(one, other, trail) -> None:
    one_keys, other_keys = keyed(one), keyed(other)
    length = max(one_keys[0][-1], other_keys[0][-1])
    both = flowing({"a": one_keys, "b": other_keys}, length, {"b": trail})
    alone = flowing({"a": one_keys}, length)
    for k in range(41):
        time = length * k / 40
        assert both.at(time)[0] == pytest.approx(alone.at(time)[0], abs=1e-9)


def test_a_joint_that_trails_comes_later_and_ends_with_the_others() -> None:
    keys = ([0.0, 2.0, 4.0], [0.0, 1.0, 3.0])
    trajectory = flowing({"arm": keys, "head": keys}, 4, {"head": 0.3})
    assert trajectory.at(2.0)[0] == 1
    assert trajectory.at(2.0)[1] < 1
    assert trajectory.at(2.3)[1] == pytest.approx(1)
    assert trajectory.at(4.0) == (3, 3)


def test_near_the_ends_a_joint_trails_less() -> None:
    keys = ([0.0, 0.2, 3.9, 4.0], [0.0, 1.0, 2.0, 3.0])
    trajectory = flowing({"head": keys}, 4, {"head": 0.5})
    assert trajectory.times_s == pytest.approx((0, 0.3, 3.95, 4))
