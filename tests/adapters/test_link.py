"""A robot whose link fails at any moment of a motion."""

import asyncio
import random

import pytest
from tests.adapters.links import FAULTS, failed_at
from tests.adapters.robots import ROBOTS, bent

from moderator.robot import Ended

pytestmark = pytest.mark.real_time

LASTS_S = 2.0
HELD_WITHIN_S = 0.7
"""A quarter of a second until what is heard is too old, what is on its way (a slow line keeps it
for up to 0.3), and a busy machine."""


CONFIG = {robot: {"ahead_s": 1.0} for robot in ("ros1", "ros2")}
LIVES_S = dict.fromkeys(CONFIG, 1.2)
"""A controller of trajectories goes on for `ahead_s`, and slows down then."""


async def trials(folder, robot, fault, count, seed):
    chance = random.Random(f"{fault} {seed}")
    night = ROBOTS[robot](folder)
    found = []
    try:
        lives_s = LIVES_S.get(robot, 0.0)
        robot = await night.active(stale_s=0.25, **CONFIG.get(robot, {}))
        for _ in range(count):
            moment_s = chance.uniform(0.0, 0.9 * LASTS_S)
            trajectory = bent(robot, -90.0 if len(found) % 2 == 0 else -30.0, LASTS_S)
            seen = await failed_at(night, robot, trajectory, fault, moment_s, lives_s)
            found.append((moment_s, seen))
            await night.readied(robot)
    finally:
        await night.close()
    return found


def judged(robot, found):
    held_within_s = HELD_WITHIN_S + LIVES_S.get(robot, 0.0)
    for moment_s, seen in found:
        told = f"at {moment_s:.2f} s: {seen}"
        assert seen.ended in (Ended.UNKNOWN, Ended.ABORTED), told
        assert seen.held_s <= held_within_s, told
        if seen.ended is Ended.UNKNOWN:  # one that is still heard is told to stay where it is
            assert seen.sent_on_return == 0, told
        assert seen.moved_on_return < 0.05, told


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("robot", ROBOTS)
async def test_it_never_succeeds_and_nothing_moves_on_its_return(tmp_path, robot, fault):
    judged(robot, await trials(tmp_path, robot, fault, 1, "short"))


@pytest.mark.proof
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("robot", ROBOTS)
async def test_at_200_random_moments(tmp_path, robot, fault):
    folders = [tmp_path / str(beside) for beside in range(4)]
    for folder in folders:
        folder.mkdir()
    tried = (trials(folder, robot, fault, 50, folder.name) for folder in folders)
    found = [each for some in await asyncio.gather(*tried) for each in some]
    print(robot, fault, len(found), f"held within {max(seen.held_s for _, seen in found):.3f} s")
    assert len(found) == 200
    judged(robot, found)
