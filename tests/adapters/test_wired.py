"""What holds for every robot at the far side of a wire that tells more than its joints."""

import asyncio

import pytest
from tests.adapters.robots import bent

from moderator.errors import CannotStart, NotLegal
from moderator.robot import Ended

pytestmark = pytest.mark.real_time

CALLED = {"kuavo": "the Kuavo", "unitree_g1": "the G1"}


@pytest.fixture(params=CALLED)
def robot_name(request):
    return request.param


async def moved(night):
    """Its robot, and a motion of it under way."""
    robot = await night.active()
    handle = robot.follow(bent(robot, -90.0, 4.0))
    await asyncio.sleep(0.5)
    return robot, handle


async def test_sensors_that_say_nothing_are_a_lost_link(night):
    robot = await night.active()
    lost = asyncio.ensure_future(robot.lost())
    night.fake.tell(silent=True)
    assert "said nothing for" in await asyncio.wait_for(lost, 2)
    assert not robot.state().link


async def test_a_fall_aborts_and_is_told(night):
    robot, handle = await moved(night)
    night.fake.tell(fall=True)
    outcome = await asyncio.wait_for(handle.outcome(), 2)
    assert (outcome.ended, outcome.code) == (Ended.ABORTED, "balance")
    red = [check.name for check in await robot.preflight() if not check.ok]
    assert red == ["balance"]


@pytest.mark.parametrize(
    ("robot_name", "used"),
    [
        ("kuavo", {"press": [0, 1]}),
        ("unitree_g1", {"press": 1}),
        ("unitree_g1", {"push": 0.6}),
    ],
)
async def test_its_hand_controller_takes_it_over(night, used):
    robot, handle = await moved(night)
    night.fake.tell(**used)
    outcome = await asyncio.wait_for(handle.outcome(), 2)
    assert outcome.ended is Ended.UNKNOWN
    assert "hand controller" in await asyncio.wait_for(robot.lost(), 1)
    await asyncio.sleep(0.1)
    sent = len(night.came("arms"))
    await asyncio.sleep(0.3)
    assert len(night.came("arms")) == sent


async def test_a_second_owner_is_refused(night, robot_name):
    await night.connected()
    with pytest.raises(CannotStart, match=f"moderator owns {CALLED[robot_name]}"):
        await night.connected()


async def test_a_link_that_is_lost_during_preflight_is_none_and_nothing_is_activated(night):
    robot = await night.connected()
    looking = asyncio.ensure_future(robot.preflight())
    await asyncio.sleep(0)
    robot.gone("as if it were cut")
    assert [check.name for check in await looking if not check.ok] == ["link"]
    with pytest.raises(NotLegal, match="cannot be activated"):
        await robot.activate()
    await asyncio.sleep(0.2)
    assert night.came("arms") == []
