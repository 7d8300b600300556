"""What the contract says of waiting for the loss of the body."""

import asyncio
from collections.abc import Mapping

from moderator.robot.capabilities import Grade
from moderator.robot.conformance.bench import (
    GLANCE_S,
    PATIENCE_S,
    Bench,
    gentle_joints,
    readied,
    stillness,
)
from moderator.robot.conformance.sentence import FAULTS, expect, sentence
from moderator.robot.contract import Robot

_BRIEFLY_LOST = {"fault": "link", "after": "500ms", "for": "1s"}
_SOON_S = 2.0


async def _told(robot: Robot) -> str:
    """What is told at once, or soon."""
    return await asyncio.wait_for(robot.lost(), _SOON_S)


async def _goes_on(waiting: "asyncio.Task[str]", after: str) -> None:
    await asyncio.sleep(GLANCE_S)
    expect(not waiting.done(), f"a loss is told after {after}")


async def _fails_idle(bench: Bench, fault: Mapping[str, object]) -> str:
    """What is told of a fault that comes while nothing is under way."""
    robot = await bench.active({**fault, "after": "500ms"})
    waiting = asyncio.ensure_future(robot.lost())
    await _goes_on(waiting, "activation")
    what = await asyncio.wait_for(waiting, _SOON_S)
    expect(bool(what.strip()), "it does not say what happened")
    return what


@sentence("stop, deactivation and disconnection are no loss")
async def _no_loss(bench: Bench) -> None:
    robot = await bench.active()
    waiting = asyncio.ensure_future(robot.lost())
    try:
        await _goes_on(waiting, "activation")
        for grade in (Grade.RELAX, Grade.FREEZE):
            robot.stop(grade)
            await stillness(robot)
            await _goes_on(waiting, f"stop ({grade.value})")
        await readied(robot)
        await robot.deactivate()
        await _goes_on(waiting, "deactivation")
        await robot.disconnect()
        await _goes_on(waiting, "disconnection")
    finally:
        waiting.cancel()


@sentence("waiting for a loss can be given up, and others wait on")
async def _given_up(bench: Bench) -> None:
    robot = await bench.active()
    first, second = (asyncio.ensure_future(robot.lost()) for _ in range(2))
    try:
        await _goes_on(first, "activation")
        first.cancel()
        await asyncio.wait([first], timeout=_SOON_S)
        expect(first.cancelled(), "it goes on although it was cancelled")
        await _goes_on(second, "another one gave up")
        expect(robot.state().link, "the link is gone")
    finally:
        second.cancel()


@sentence("a robot that loses its link tells the one who waits", FAULTS)
async def _link_told(bench: Bench) -> None:
    await _fails_idle(bench, {"fault": "link"})


@sentence("a fault of its own is told to the one who waits", FAULTS)
async def _fault_told(bench: Bench) -> None:
    await _fails_idle(bench, {"fault": "balance"})
    joint = gentle_joints(bench.made())[0].name
    what = await _fails_idle(bench, {"fault": "joint", "joint": joint})
    expect(joint in what, f"it does not name {joint}: {what!r}")


@sentence("a warning that leaves it able to move is no loss", FAULTS)
async def _warned(bench: Bench) -> None:
    robot = await bench.active({"fault": "battery", "level": 0.05, "after": "100ms"})
    waiting = asyncio.ensure_future(robot.lost())
    try:
        await asyncio.sleep(0.5)
        await _goes_on(waiting, "the battery became low")
    finally:
        waiting.cancel()


@sentence("everyone who waits for a loss is told", FAULTS)
async def _all_told(bench: Bench) -> None:
    robot = await bench.active(_BRIEFLY_LOST)
    told = await asyncio.wait_for(asyncio.gather(robot.lost(), robot.lost()), _SOON_S)
    expect(all(told), "one is not told what happened")


@sentence("a loss that has passed is told until activation", FAULTS)
async def _told_later(bench: Bench) -> None:
    robot = await bench.active(_BRIEFLY_LOST)
    async with asyncio.timeout(PATIENCE_S):
        await robot.lost()
        while not robot.state().link:  # noqa: ASYNC110 — there is nothing to wait on but the state
            await asyncio.sleep(GLANCE_S)
    expect(bool(await _told(robot)), "it does not say what happened")
    await robot.preflight()
    expect(bool(await _told(robot)), "after preflight it does not say what happened")


@sentence("activated again, it waits for the next loss", FAULTS)
async def _next_loss(bench: Bench) -> None:
    robot = await bench.active(_BRIEFLY_LOST, {"fault": "balance", "after": "4s"})
    await _told(robot)
    await asyncio.sleep(1.5)
    await readied(robot)
    waiting = asyncio.ensure_future(robot.lost())
    await _goes_on(waiting, "activation")
    await asyncio.wait_for(waiting, PATIENCE_S)
    expect(not robot.state().standing, "it tells another loss than the one that came")


SENTENCES = (
    _no_loss,
    _given_up,
    _link_told,
    _fault_told,
    _warned,
    _all_told,
    _told_later,
    _next_loss,
)
