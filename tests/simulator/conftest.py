import asyncio

import pytest

from moderator.motion.library import library
from moderator.robot import RobotSetup
from moderator_simulator.robot import KinematicRobot


@pytest.fixture
def gestures():
    return library(None)


@pytest.fixture
def now():
    return lambda: asyncio.get_running_loop().time()


@pytest.fixture
async def ready():
    robots = []

    async def make(*faults, **config):
        robot = KinematicRobot(RobotSetup(config=config, faults=faults))
        robots.append(robot)
        await robot.connect()
        red = [check for check in await robot.preflight() if not check.ok]
        assert not red
        await robot.activate()
        return robot

    yield make
    for robot in robots:
        await robot.disconnect()
