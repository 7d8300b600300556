"""What the contract says of readings and the limits on them."""

import asyncio
from itertools import pairwise

from moderator.robot.conformance.bench import GLANCE_S, Bench, can
from moderator.robot.conformance.sentence import FAULTS, MEASURES, expect, sentence
from moderator.robot.contract import Robot
from moderator.robot.limits import Limit, Passed, Reading, Rule

_SOON_S = 2.0
_NEVER = Limit(Reading.BATTERY, Rule.HOLD, -1.0, "the kit")
_FAR = 1e9
_LOW = Limit(Reading.BATTERY, Rule.WARN, 0.1, "the kit")
_FALLS = {"fault": "battery", "level": 0.05, "after": "500ms"}


def _never_and_always(robot: Robot) -> tuple[Limit, Limit]:
    """Limits on something that it measures, of which one is never passed and one always."""
    reading = can(robot).measures[0]
    worst = -_FAR if reading is Reading.BATTERY else _FAR
    return Limit(reading, Rule.HOLD, worst, "the kit"), Limit(reading, Rule.WARN, -worst, "the kit")


async def _told(robot: Robot, limits: Passed, were: Passed = ()) -> Passed:
    return await asyncio.wait_for(robot.crossed(limits, were), _SOON_S)


@sentence("its limits are of what it measures, in order, each with its source")
async def _its_limits(bench: Bench) -> None:
    capabilities = can(bench.made())
    for limit in capabilities.limits:
        expect(limit.reading in capabilities.measures, f"{limit.reading} is not measured")
        expect(bool(limit.source.strip()), f"nobody knows where {limit} is from")
    for reading in Reading:
        ladder = [limit for limit in capabilities.limits if limit.reading is reading]
        ladder.sort(key=lambda limit: list(Rule).index(limit.rule))
        for milder, graver in pairwise(ladder):
            later = reading.worse(graver.value, milder.value)
            expect(later, f"{reading}: {graver.rule} comes before {milder.rule}")


@sentence("what it says that it measures is in its state, and nothing else")
async def _measured(bench: Bench) -> None:
    robot = await bench.active()
    measures, state = can(robot).measures, robot.state()
    for reading in Reading:
        there = reading.of(state) is not None
        expect(there == (reading in measures), f"{reading}: measured {there}")


@sentence("limits that are passed already are told at once, in order", MEASURES)
async def _at_once(bench: Bench) -> None:
    robot = await bench.active()
    never, always = _never_and_always(robot)
    told = await _told(robot, (never, always))
    expect(told == (always,), f"it tells {told}")
    told = await _told(robot, (never, always), (never, always))
    expect(told == (always,), f"after others were passed it tells {told}")


@sentence("it waits while the same limits are passed, and each who waits for itself", MEASURES)
async def _waits(bench: Bench) -> None:
    robot = await bench.active()
    never, always = _never_and_always(robot)
    first, second = (
        asyncio.ensure_future(robot.crossed((never, always), (always,))) for _ in range(2)
    )
    try:
        await asyncio.sleep(0.5)
        expect(not first.done(), "it tells what was told before")
        first.cancel()
        await asyncio.sleep(GLANCE_S)
        expect(first.cancelled(), "it goes on although it was cancelled")
        expect(not second.done(), "another one gave up, and it ends")
    finally:
        second.cancel()


@sentence("a limit that is passed with nothing under way is told", FAULTS)
async def _passed_idle(bench: Bench) -> None:
    robot = await bench.active(_FALLS)
    told = await _told(robot, (_NEVER, _LOW))
    expect(told == (_LOW,), f"it tells {told}")
    charge = robot.state().battery
    expect(charge is not None and charge < _LOW.value, "its state says otherwise")


SENTENCES = (_its_limits, _measured, _at_once, _waits, _passed_idle)
