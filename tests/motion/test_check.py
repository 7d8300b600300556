from math import degrees, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.motion.curves import Limits, trajectories

from moderator.motion.check import checked
from moderator.motion.trajectory import Trajectory

KNEE = Limits("left_knee", 0.0, radians(150), 8.0)


def bend(to_deg, in_s=2.0):
    """A knee that goes evenly to an angle."""
    to = radians(to_deg)
    return Trajectory(("left_knee",), (0, in_s), ((0,), (to,)), ((to / in_s,), (to / in_s,)))


def test_every_joint_has_its_margins_of_angle_and_speed():
    angle, speed = checked(bend(140), [KNEE]).margins
    assert (angle.what, angle.of, angle.unit) == ("angle", "left_knee", "°")
    # Nearest is the start, straight, at the limit itself.
    assert (angle.margin, angle.at_s, angle.kept) == (0, 0, True)
    assert speed.margin == pytest.approx(8 - radians(140) / 2)
    assert checked(bend(140), [KNEE]).can


def test_the_first_offence_is_when_the_limit_is_crossed_not_when_it_is_worst():
    check = checked(bend(160), [KNEE])
    assert not check.can
    assert check.first_offence.broken_s == pytest.approx(2 * 150 / 160)
    assert check.first_offence.at_s == 2
    assert str(check.first_offence) == "left_knee angle 160.0° at 2.00 s, limit 150.0°"


def test_of_two_offences_the_earlier_one_is_the_first():
    check = checked(bend(160, in_s=0.2), [KNEE])
    assert check.first_offence.what == "speed"
    assert check.first_offence.broken_s == 0


def test_a_joint_that_the_robot_lacks_is_told_with_the_nearest():
    check = checked(bend(90), [Limits("left_knees", 0, 1, 1)])
    assert check.missing == ("the robot has no joint left_knee; did you mean left_knees?",)
    assert not check.can


def test_figures_that_nearly_meet_are_told_apart():
    told = str(checked(bend(150.004), [KNEE]).first_offence)
    assert told == "left_knee angle 150.004° at 2.00 s, limit 150.000°"


@settings(deadline=None)
@given(trajectories(), st.floats(0.1, 3), st.floats(0.5, 6))
def test_a_limit_is_kept_before_it_is_first_broken_and_broken_after(trajectory, most, speed):
    joints = [Limits(name, -most, most, speed) for name in trajectory.joints]
    for margin in checked(trajectory, joints).margins:
        column = trajectory.joints.index(margin.of)
        until = trajectory.duration_s if margin.broken_s is None else margin.broken_s
        read = trajectory.at if margin.what == "angle" else trajectory.velocity_at
        limit = most if margin.what == "angle" else speed
        for k in range(200 if until else 0):
            assert abs(read(until * k / 200)[column]) <= limit + 1e-6
        if margin.broken_s is not None:
            assert abs(read(min(until + 1e-6, trajectory.duration_s))[column]) > limit - 1e-4
            reached = degrees(limit) if margin.what == "angle" else limit
            assert abs(margin.figure) > reached
