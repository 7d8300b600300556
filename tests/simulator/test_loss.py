import asyncio
from contextlib import suppress

import pytest

from moderator.robot import Ended, Grade, RobotSetup
from moderator_simulator.robot import KinematicRobot


async def is_awaited(robot):
    waiting = asyncio.ensure_future(robot.lost())
    await asyncio.sleep(0.1)
    done = waiting.done()
    waiting.cancel()
    return not done


async def make_ready(robot):
    red = [check for check in await robot.preflight() if not check.ok]
    assert not red
    await robot.activate()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"fault": "link"}, "the link is lost"),
        ({"fault": "link", "for": "1s"}, "the link is lost"),
        ({"fault": "joint", "joint": "left_knee"}, "left_knee does not answer"),
        ({"fault": "balance"}, "it lost its balance"),
        ({"fault": "battery", "level": 0}, "the battery is flat"),
        ({"fault": "overheat"}, "the actuators are too hot"),
    ],
)
async def test_a_fault_that_takes_the_body_is_told_at_once_with_nothing_under_way(
    ready, now, fault, told
):
    robot = await ready({**fault, "after": "3s"})
    began = now()
    assert await robot.lost() == told
    assert now() - began == pytest.approx(3)


@pytest.mark.parametrize(
    "fault", [{"fault": "voice"}, {"fault": "battery", "level": 0.05}], ids=["voice", "battery"]
)
async def test_a_fault_that_leaves_the_body_is_no_loss(ready, fault):
    robot = await ready({**fault, "after": "1s"})
    await asyncio.sleep(2)
    assert await is_awaited(robot)


async def test_a_fault_before_activation_is_a_loss_too(now):
    robot = KinematicRobot(RobotSetup(faults=({"fault": "balance", "at": "2s"},)))
    waiting = asyncio.ensure_future(robot.lost())
    await asyncio.sleep(1)
    await robot.connect()
    assert await waiting == "it lost its balance"
    assert now() == 3
    await robot.disconnect()


async def test_who_waits_since_before_activation_is_told():
    robot = KinematicRobot(RobotSetup(faults=({"fault": "balance", "after": "2s"},)))
    waiting = asyncio.ensure_future(robot.lost())
    await robot.connect()
    await asyncio.sleep(0.1)
    await make_ready(robot)
    assert await asyncio.wait_for(waiting, 3) == "it lost its balance"
    await robot.disconnect()


async def test_a_link_that_is_back_was_still_lost(ready):
    robot = await ready({"fault": "link", "after": "1s", "for": "2s"})
    await asyncio.sleep(5)
    assert robot.state().link
    assert await asyncio.wait_for(robot.lost(), 0.001) == "the link is lost"


async def test_a_loss_outlasts_preflight_and_reconnection_and_ends_with_activation(ready):
    robot = await ready({"fault": "link", "after": "1s", "for": "1s"})
    await asyncio.sleep(3)
    await robot.disconnect()
    await robot.connect()
    assert all(check.ok for check in await robot.preflight())
    assert not await is_awaited(robot)
    await robot.activate()
    assert await is_awaited(robot)


async def test_each_loss_is_told_in_its_turn(ready, now):
    robot = await ready(
        {"fault": "link", "after": "1s", "for": "1s"}, {"fault": "balance", "after": "9s"}
    )
    began = now()
    assert await robot.lost() == "the link is lost"
    await asyncio.sleep(2)
    await make_ready(robot)
    assert await robot.lost() == "it lost its balance"
    assert now() - began == pytest.approx(9)


async def test_a_loss_on_a_loss_is_told_once(ready):
    robot = await ready({"fault": "balance", "after": "1s"}, {"fault": "link", "after": "2s"})
    await asyncio.sleep(3)
    assert await robot.lost() == "it lost its balance"


async def test_who_gives_up_takes_nobody_along(ready):
    robot = await ready({"fault": "link", "after": "2s"})
    first, second, third = (asyncio.ensure_future(robot.lost()) for _ in range(3))
    await asyncio.sleep(1)
    second.cancel()
    with suppress(asyncio.CancelledError):
        await second
    assert await asyncio.gather(first, third) == ["the link is lost"] * 2


async def test_who_waited_is_told_though_it_is_activated_in_the_same_instant(ready):
    robot = await ready({"fault": "overheat", "after": "1s", "temperature_c": 30})
    late = []

    async def wait():
        late.append(await robot.lost())

    async def recover():
        await robot.lost()
        await make_ready(robot)

    await asyncio.gather(recover(), wait())
    assert late == ["the actuators are too hot"]


@pytest.mark.parametrize("grade", Grade)
async def test_a_stop_is_no_loss(ready, gestures, grade):
    robot = await ready()
    waving = robot.play(gestures["wave"])
    robot.stop(grade)
    assert (await waving.outcome()).ended is Ended.CANCELLED
    assert await is_awaited(robot)


async def test_deactivation_and_disconnection_are_no_loss(ready):
    robot = await ready()
    await robot.deactivate()
    assert await is_awaited(robot)
    await robot.disconnect()
    assert await is_awaited(robot)
