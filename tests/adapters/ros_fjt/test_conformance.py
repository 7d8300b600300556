"""The conformance kit, over rosbridge, on a robot of ROS 1 and on one of ROS 2."""

import pytest

from moderator.adapters.ros_fjt.robot import RosFjt
from moderator.robot import RobotSetup
from moderator.robot.conformance import run

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

NOT_MEANT_FOR_IT = {
    "",
    "the robot has no voice of its own",
    "the robot does not walk",
    "the robot cannot be told to fail",
    "it does not say how late its voice is",
}


@pytest.mark.parametrize("ros", [1, 2])
async def test_it_keeps_every_sentence(start_robot, ros):
    robot = await start_robot("--ros", str(ros))
    config = {"host": "127.0.0.1", "port": robot.port, "ros": ros}
    report = await run(lambda setup: RosFjt(RobotSetup(config)))
    assert [(result.sentence, result.finding) for result in report.broken] == []
    assert {result.skipped for result in report.results} <= NOT_MEANT_FOR_IT
    assert report.ok
