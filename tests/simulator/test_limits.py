import asyncio

import pytest

from moderator.robot import Limit, Reading, Rule
from moderator_simulator.energy import Energy
from moderator_simulator.settings import Settings


def limit(reading, value):
    return Limit(Reading(reading), Rule.WARN, value, "a test")


HOT, LOW = limit("temperature", 60.0), limit("battery", 0.5)


def test_the_soonest_is_when_it_moves_all_the_time():
    energy = Energy(Settings(), 0.0)
    energy.change(0.0, moving=True)
    for watched in (HOT, LOW):
        due_s = energy.soonest_s(0.0, watched, was=False)
        value = energy.battery(due_s) if watched is LOW else energy.temperature_c(due_s)
        assert value == pytest.approx(watched.value)


@pytest.mark.parametrize(
    ("watched", "was"),
    [(limit("temperature", 65.0), False), (LOW, True), (limit("tilt", 0.1), False)],
)
def test_what_never_comes_is_never_due(watched, was):
    assert Energy(Settings(), 0.0).soonest_s(0.0, watched, was=was) == float("inf")


def test_it_cools_back_no_sooner_than_at_rest():
    energy = Energy(Settings(), 0.0)
    energy.change(0.0, moving=False, temperature_c=70.0)
    due_s = energy.soonest_s(0.0, HOT, was=True)
    assert energy.temperature_c(due_s) == pytest.approx(HOT.back)
    assert energy.soonest_s(due_s + 1, HOT, was=True) == 0.0
    assert energy.soonest_s(0.0, HOT, was=False) == 0.0


async def test_heat_is_noticed_on_its_way_up_and_down(ready, gestures, now):
    robot = await ready()
    watched = (limit("temperature", 50.0),)
    waiting = asyncio.ensure_future(robot.crossed(watched))
    while not waiting.done():
        await robot.play(gestures["wave"]).outcome()
    assert robot.state().temperature_c == pytest.approx(50.0, abs=0.5)
    assert await robot.crossed(watched, waiting.result()) == ()
    assert robot.state().temperature_c == pytest.approx(47.5, abs=0.05)


async def test_those_who_wait_cost_nothing_while_nothing_can_be_passed(ready, monkeypatch):
    looks = []
    monkeypatch.setattr("moderator_simulator.crossings.passed", lambda *_: looks.append(1) or ())
    robot = await ready()
    waiting = asyncio.ensure_future(robot.crossed((limit("temperature", 80.0),)))
    await asyncio.sleep(8 * 3600)
    waiting.cancel()
    assert len(looks) == 1
