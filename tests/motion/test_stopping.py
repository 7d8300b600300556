import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.motion.curves import moments

from moderator.motion.motion import Manifest
from moderator.motion.stopping import FREEZE_S, longest_to_stand_s, standstill, time_to_stand_s


def manifest(*safe_s, joint="left_knee", lasts_s=10.0):
    return Manifest("m", "", lasts_s, {joint: 0.0}, {joint: 0.0}, {}, safe_s, (), ())


@given(moments())
def test_a_standstill_ends_standing_in_time_and_within_every_limit(moment) -> None:
    limits, pose, speeds, _ = moment
    inside = {joint.name: 0.9 * pose[joint.name] for joint in limits}
    stop = standstill(inside, speeds, limits, 0.25)
    assert stop.duration_s <= 0.25 + 1e-9
    assert stop.at(0) == tuple(inside.values())
    assert stop.velocity_at(0) == pytest.approx(tuple(speeds.values()), abs=1e-9)
    assert set(stop.velocity_at(1)) == {0}
    peaks = stop.peaks()
    for joint in limits:
        peak, speed = peaks[joint.name], abs(speeds[joint.name])
        passed = max(0.0, 0.01 * speed / 2)  # in the ten milliseconds that one at its end may take
        assert joint.lower_rad - passed <= peak.lower_rad
        assert peak.upper_rad <= joint.upper_rad + passed
        assert peak.velocity_rad_s <= speed + 1e-9


def test_a_joint_with_room_to_brake_harder_stays_in_its_range() -> None:
    class Elbow:
        name, lower_rad, upper_rad, velocity_rad_s = "left_elbow", -2.0, 0.0, 8.0

    stop = standstill({"left_elbow": -0.05}, {"left_elbow": 3.0}, [Elbow()], 0.25)
    assert -0.05 < stop.at(1)[0] <= 0.0
    assert stop.duration_s == pytest.approx(0.033, abs=0.001)


def test_without_a_limit_near_all_joints_stop_together_on_a_straight_way() -> None:
    stop = standstill({"a": 0.0, "b": 1.0}, {"a": 2.0, "b": -1.0}, [], 0.25)
    assert stop.duration_s == pytest.approx(0.25)
    for time in (0.05, 0.1, 0.2, 0.25):
        a, b = stop.at(time)
        assert a == pytest.approx(-2 * (b - 1))
    assert stop.at(1)[0] == pytest.approx(0.25)


def test_a_body_that_stands_is_left_standing() -> None:
    assert standstill({"a": 0.5}, {"a": 0.0}, [], 0.25).at(1) == (0.5,)


def test_a_motion_off_the_legs_stands_as_soon_as_freeze_brakes_or_sooner_at_its_end() -> None:
    waving = manifest(joint="left_elbow")
    assert time_to_stand_s(waving, 4.0) == FREEZE_S == longest_to_stand_s(waving)
    assert time_to_stand_s(waving, 9.9) == pytest.approx(0.1)


def test_a_motion_on_the_legs_goes_on_or_back_to_what_is_nearer() -> None:
    kicking = manifest(0.0, 4.0, 6.0, 10.0)
    assert time_to_stand_s(kicking, 5.5) == pytest.approx(0.5 + 0.125)
    assert time_to_stand_s(kicking, 4.5) == pytest.approx(0.5 + 0.5)
    assert time_to_stand_s(kicking, 9.95) == pytest.approx(0.05)


def test_safe_points_two_seconds_apart_promise_a_standstill_in_under_a_second_and_a_half() -> None:
    assert longest_to_stand_s(manifest(*range(11))) == pytest.approx(0.8125)
    assert longest_to_stand_s(manifest(*range(0, 11, 2))) == pytest.approx(1.3125)


@given(st.lists(st.floats(0, 10), max_size=8), st.floats(0, 10))
def test_no_standstill_takes_longer_than_the_longest_promised(safe_s, at_s) -> None:
    motion = manifest(*sorted(safe_s))
    assert time_to_stand_s(motion, at_s) <= longest_to_stand_s(motion) + 1e-6


def test_the_longest_is_not_promised_too_long() -> None:
    motion = manifest(0.0, 7.0, 10.0)
    worst = max(time_to_stand_s(motion, step / 100) for step in range(1001))
    assert worst == pytest.approx(longest_to_stand_s(motion), abs=0.01)
