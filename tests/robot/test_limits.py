"""Limits on what is read of a robot."""

import pytest

from moderator.robot import Limit, Reading, RobotSetup, Rule, passed
from moderator_simulator.robot import KinematicRobot

HOT = Limit(Reading.TEMPERATURE, Rule.HOLD, 80.0, "the maker")
LOW = Limit(Reading.BATTERY, Rule.WARN, 0.2, "the maker")


@pytest.mark.parametrize(("limit", "within", "beyond"), [(HOT, 80.0, 80.1), (LOW, 0.2, 0.19)])
def test_a_limit_is_passed_beyond_it_and_not_at_it(limit, within, beyond):
    assert not limit.passes(within)
    assert limit.passes(beyond)


@pytest.mark.parametrize(("limit", "still", "back"), [(HOT, 77.0, 75.9), (LOW, 0.205, 0.215)])
def test_what_was_beyond_is_back_when_it_is_better_by_a_twentieth(limit, still, back):
    assert passed([limit], lambda _: still) == ()
    assert passed([limit], lambda _: still, (limit,)) == (limit,)
    assert passed([limit], lambda _: back, (limit,)) == ()


def test_what_is_not_read_leaves_its_limits_as_they_were():
    assert passed([HOT, LOW], lambda _: None, (LOW,)) == (LOW,)


def test_a_value_is_written_as_people_read_it():
    written = [reading.written(0.5) for reading in Reading]
    assert written == ["50 %", "0.5 °C", "28.65°", "28.65°", "0.5 s"]


def test_a_joint_that_a_robot_lacks_is_none():
    capabilities = KinematicRobot.capabilities(RobotSetup().config)
    assert capabilities.joint("tail") is None
    assert capabilities.joint("head_yaw").name == "head_yaw"
