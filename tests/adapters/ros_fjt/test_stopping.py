"""The stop program by itself: nobody who leads the joints hears it, or is there."""

import asyncio

import pytest

from moderator.adapters.ros_fjt import wire
from moderator.adapters.ros_fjt.far_side import RosFjtSide
from moderator.adapters.ros_fjt.settings import RosFjtSettings
from moderator.adapters.rosbridge import GoalEnd, Rosbridge

pytestmark = [pytest.mark.real_time, pytest.mark.slow]


@pytest.fixture(params=[1, 2], ids=["ros1", "ros2"])
async def going(request, start_robot):
    """A settings' route, and a goal of three seconds that somebody else has sent."""
    ros = request.param
    fake = await start_robot("--ros", str(ros))
    settings = RosFjtSettings(port=fake.port, ros=ros)
    bridge = await Rosbridge.opened("127.0.0.1", fake.port, within_s=5)
    states: list[wire.Message] = []
    bridge.subscribe("/joint_states", wire.STATES[ros], states.append)
    action = wire.action(bridge, settings.action, ros)
    await action.ready(5)
    async with asyncio.timeout(5):
        while not states:  # noqa: ASYNC110 — what is heard is all there is
            await asyncio.sleep(0.01)
    goal = [angle + 0.2 for angle in states[-1]["position"]]
    point = {"positions": goal, "time_from_start": wire.duration(3.0, ros)}
    trajectory = {"joint_names": states[-1]["name"], "points": [point]}
    sent = action.send({"trajectory": trajectory})
    await asyncio.sleep(0.3)
    yield RosFjtSide(settings, ()).route(), sent
    await bridge.close()


async def stopped_by(command, *orders):
    """Run the program on some orders; what it says."""
    program = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(10):
        said, _ = await program.communicate("".join(f"{order}\n" for order in orders).encode())
    return said.decode().splitlines()


async def test_a_freeze_has_the_controllers_hold_whoever_leads(going):
    route, goal = going
    assert await stopped_by(route.command, "freeze") == ["ready", "sent freeze"]
    async with asyncio.timeout(1):
        assert (await goal.result()).end is GoalEnd.CANCELED


async def test_a_relax_is_left_to_whoever_leads(going):
    route, goal = going
    assert await stopped_by(route.command, "relax") == ["ready", "sent relax"]
    async with asyncio.timeout(5):
        assert (await goal.result()).end is GoalEnd.SUCCEEDED


async def test_no_robot_is_said_and_nothing_hangs(start_robot):
    fake = await start_robot()
    await fake.die()
    route = RosFjtSide(RosFjtSettings(port=fake.port), ()).route()
    program = await asyncio.create_subprocess_exec(
        *route.command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(10):
        said = await program.stdout.readline()
        program.stdin.close()
        await program.wait()
    assert said.startswith(b"lost no rosbridge server at 127.0.0.1:")
