import asyncio
from math import exp

import pytest

from moderator_simulator.energy import Energy
from moderator_simulator.settings import Settings


def test_it_runs_down_in_eight_hours_standing_and_faster_moving():
    energy = Energy(Settings(), 0.0)
    assert energy.battery(4 * 3600) == pytest.approx(0.5)
    energy.change(4 * 3600, moving=True)
    assert energy.battery(5.25 * 3600) == pytest.approx(0.0)
    assert energy.battery(9 * 3600) == 0.0


def test_it_warms_and_cools_exponentially():
    energy = Energy(Settings(), 0.0)
    assert energy.temperature_c(1000) == pytest.approx(35.0)
    energy.change(1000, moving=True)
    assert energy.temperature_c(1600) == pytest.approx(65 - 30 / exp(1))
    energy.change(1600, moving=False)
    assert energy.temperature_c(1e6) == pytest.approx(35.0)


def test_asking_often_changes_nothing():
    often, once = Energy(Settings(), 0.0), Energy(Settings(), 0.0)
    for second in range(1000):
        often.change(float(second), moving=False)
    assert often.battery(1000) == pytest.approx(once.battery(1000), abs=1e-12)


async def test_the_robot_grows_warm_while_it_moves_and_only_then(ready, gestures):
    robot = await ready()
    await asyncio.sleep(600)
    assert robot.state().temperature_c == pytest.approx(35.0)
    for _ in range(100):
        await robot.play(gestures["wave"]).outcome()
    warm = robot.state()
    assert warm.temperature_c > 40
    assert warm.battery < 1 - 600 / (8 * 3600) - 400 / (2.5 * 3600)
    await asyncio.sleep(3600)
    assert robot.state().temperature_c < 36


async def test_a_flat_battery_moves_nothing(ready, gestures):
    robot = await ready()
    await asyncio.sleep(8 * 3600 + 1)
    outcome = await robot.play(gestures["wave"]).outcome()
    assert outcome.why == "the battery is flat"
