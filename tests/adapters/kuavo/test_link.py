"""A Kuavo whose link fails at any moment of a motion."""

import asyncio
import random

import pytest
from tests.adapters.kuavo.night import Night
from tests.adapters.kuavo.test_kuavo import raised
from tests.adapters.links import FAULTS, failed_at

from moderator.robot import Ended

pytestmark = pytest.mark.real_time

LASTS_S = 2.0
HELD_WITHIN_S = 0.6
"""A quarter of a second until what is heard is too old, what is on its way, and a busy machine."""


async def trials(folder, fault, count, seed):
    chance = random.Random(f"{fault} {seed}")
    night = Night(folder)
    found = []
    try:
        robot = await night.active(stale_s=0.25)
        for _ in range(count):
            moment_s = chance.uniform(0.0, 0.9 * LASTS_S)
            goal_deg = -40.0 if len(found) % 2 == 0 else 5.0
            trajectory = raised(robot, goal_deg, LASTS_S)
            found.append((moment_s, await failed_at(night, robot, trajectory, fault, moment_s)))
            await night.readied(robot)
    finally:
        await night.close()
    return found


def judged(found):
    for moment_s, seen in found:
        told = f"at {moment_s:.2f} s: {seen}"
        assert seen.ended in (Ended.UNKNOWN, Ended.ABORTED), told
        assert seen.held_s <= HELD_WITHIN_S, told
        assert seen.sent_on_return == 0, told
        assert seen.moved_on_return < 0.05, told


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
async def test_it_never_succeeds_and_nothing_moves_on_its_return(tmp_path, fault):
    judged(await trials(tmp_path, fault, 3, "short"))


@pytest.mark.proof
@pytest.mark.parametrize("fault", FAULTS)
async def test_at_200_random_moments(tmp_path, fault):
    folders = [tmp_path / str(beside) for beside in range(5)]
    for folder in folders:
        folder.mkdir()
    tried = (trials(folder, fault, 40, folder.name) for folder in folders)
    found = [each for some in await asyncio.gather(*tried) for each in some]
    print(fault, len(found), f"held within {max(seen.held_s for _, seen in found):.3f} s")
    assert len(found) == 200
    judged(found)
