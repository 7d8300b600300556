"""The conformance kit, over rosbridge, on a robot of ROS 1 and on one of ROS 2."""

import pytest
from tests.adapters.far_side import fake, kept

from moderator.adapters.ros_fjt.robot import RosFjt

pytestmark = [pytest.mark.real_time, pytest.mark.slow]


@pytest.mark.parametrize("ros", [1, 2])
async def test_it_keeps_every_sentence(ros):
    broken, passed_over = await kept(
        RosFjt,
        lambda running: {"port": running.ready["port"], "ros": ros},
        lambda: fake("moderator_simulator.fakes.ros", "--ros", str(ros)),
    )
    assert broken == {}
    assert passed_over == {
        "the robot has no voice of its own",
        "the robot does not walk",
        "the robot cannot be told to fail",
        "it does not say how late its voice is",
    }
