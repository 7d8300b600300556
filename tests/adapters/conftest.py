"""A night with the robot that `robot_name` names, for tests of one or of several."""

import pytest_asyncio
from tests.adapters.robots import ROBOTS


@pytest_asyncio.fixture
async def night(tmp_path, robot_name):
    stand = ROBOTS[robot_name](tmp_path)
    try:
        yield stand
    finally:
        await stand.close()
