"""What the contract says of stop, with the grades that leave the robot standing."""

import asyncio
import time
from collections.abc import AsyncIterator

from moderator.errors import NotLegal
from moderator.robot.capabilities import Grade
from moderator.robot.conformance.bench import (
    AT_ONCE_S,
    CLOSE_RAD,
    Bench,
    apart,
    can,
    ended,
    readied,
    stillness,
    swing,
)
from moderator.robot.conformance.sentence import CANCEL, expect, sentence
from moderator.robot.contract import Robot, StopReceipt
from moderator.robot.outcome import Ended


def _harmless(robot: Robot) -> tuple[Grade, ...]:
    stops = can(robot).stops
    return tuple(grade for grade in Grade if grade in stops and stops[grade].leaves_standing)


async def _in_every_state(bench: Bench) -> AsyncIterator[tuple[Robot, str]]:
    robot = bench.made()
    yield robot, "before connecting"
    await robot.connect()
    yield robot, "connected"
    await robot.preflight()
    yield robot, "after preflight"
    await stillness(robot)
    await readied(robot)
    yield robot, "active"
    await readied(robot)
    robot.follow(swing(robot, 3.0))
    await asyncio.sleep(0.5)
    yield robot, "moving"
    yield robot, "stopping"
    await stillness(robot)
    yield robot, "stopped"
    await robot.disconnect()
    yield robot, "after disconnecting"


async def _under_way(bench: Bench, grade: Grade) -> tuple[Robot, Ended]:
    """Stop a motion in its middle; return when it has ended."""
    robot = await bench.active()
    handle = robot.follow(swing(robot, 3.0))
    await asyncio.sleep(1.0)
    robot.stop(grade)
    outcome = await ended(handle)
    return robot, outcome.ended


def _from_rest(robot: Robot) -> float:
    return apart(can(robot).rest, robot.state().joints_rad)


@sentence("stop works in every state, and returns at once")
async def _in_every_state_at_once(bench: Bench) -> None:
    async for robot, state in _in_every_state(bench):
        for grade in _harmless(robot):
            began_s = time.perf_counter()
            receipt = robot.stop(grade)
            took_s = time.perf_counter() - began_s
            expect(isinstance(receipt, StopReceipt), f"{state}: no receipt of {grade.value}")
            expect(receipt.grade is grade, f"{state}: a receipt of {receipt.grade.value}")
            expect(took_s < AT_ONCE_S, f"{state}: {grade.value} took {took_s:.3f} s")


@sentence("a stop's receipt says whether it was sent")
async def _receipt(bench: Bench) -> None:
    robot = bench.made()
    for when in ("before connecting", "after disconnecting"):
        receipt = robot.stop(Grade.FREEZE)
        expect(not receipt.sent, f"{when} it says that it was sent")
        expect(bool(receipt.why), f"{when} it does not say why not")
        await robot.connect()
        expect(robot.stop(Grade.FREEZE).sent, "connected, it says that it was not sent")
        await robot.disconnect()


@sentence("relax ends a motion as cancelled and comes home to rest", CANCEL)
async def _relax(bench: Bench) -> None:
    robot, how = await _under_way(bench, Grade.RELAX)
    expect(how in (Ended.CANCELLED, Ended.UNKNOWN), f"it ended {how.value}")
    await stillness(robot)
    expect(_from_rest(robot) <= CLOSE_RAD, f"it stands {_from_rest(robot):.3f} rad from rest")


@sentence("relax with nothing under way is not seen")
async def _relax_at_rest(bench: Bench) -> None:
    robot = await bench.active()
    robot.stop(Grade.RELAX)
    expect(not robot.state().moving, "something moves")


@sentence("freeze ends a motion as cancelled and stands still", CANCEL)
async def _freeze(bench: Bench) -> None:
    robot, how = await _under_way(bench, Grade.FREEZE)
    expect(how in (Ended.CANCELLED, Ended.UNKNOWN), f"it ended {how.value}")
    before = robot.state()
    expect(not before.moving, "it still moves")
    expect(_from_rest(robot) > CLOSE_RAD, "it went home")
    await asyncio.sleep(1.0)
    moved = apart(before.joints_rad, robot.state().joints_rad)
    expect(moved <= CLOSE_RAD, f"it has moved on by {moved:.3f} rad")


@sentence("after a stop no motion is taken until preflight and activation", CANCEL)
async def _no_motion_after(bench: Bench) -> None:
    for grade in _harmless(bench.made()):
        robot = await bench.active()
        robot.stop(grade)
        outcome = await ended(robot.follow(swing(robot)))
        rejected = outcome.ended is Ended.REJECTED
        expect(rejected, f"after {grade.value} a motion ended {outcome.ended.value}")
        try:
            await robot.activate()
        except NotLegal:
            pass
        else:
            expect(False, f"after {grade.value} it was activated without preflight")
        await robot.disconnect()


@sentence("after a stop, preflight and activation make it ready again", CANCEL)
async def _ready_again(bench: Bench) -> None:
    robot, _ = await _under_way(bench, Grade.FREEZE)
    await readied(robot)
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ok, f"a motion ended {outcome.ended.value}: {outcome.why}")
    handle = robot.follow(swing(robot, 3.0))
    await asyncio.sleep(0.5)
    robot.stop(Grade.FREEZE)
    outcome = await ended(handle)
    expect(not outcome.ok, "it cannot be stopped a second time")


@sentence("stop is idempotent", CANCEL)
async def _idempotent(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.follow(swing(robot, 3.0))
    await asyncio.sleep(1.0)
    for _ in range(3):
        receipt = robot.stop(Grade.FREEZE)
        expect(receipt.sent, f"a repeated one was not sent: {receipt.why}")
    outcome = await ended(handle)
    expect(outcome.ended in (Ended.CANCELLED, Ended.UNKNOWN), f"it ended {outcome.ended.value}")
    receipt = robot.stop(Grade.FREEZE)
    expect(receipt.sent, f"one more was not sent: {receipt.why}")


async def _after_both(bench: Bench, first: Grade, second: Grade) -> float:
    """How far from rest the body stands after two stops in the middle of a motion, radians."""
    robot = await bench.active()
    handle = robot.follow(swing(robot, 3.0))
    await asyncio.sleep(1.0)
    robot.stop(first)
    robot.stop(second)
    await ended(handle)
    await stillness(robot)
    return _from_rest(robot)


@sentence("a graver stop goes on from a gentler one", CANCEL)
async def _graver(bench: Bench) -> None:
    away = await _after_both(bench, Grade.RELAX, Grade.FREEZE)
    expect(away > CLOSE_RAD, "it went home all the same")


@sentence("a stop never becomes gentler", CANCEL)
async def _never_gentler(bench: Bench) -> None:
    away = await _after_both(bench, Grade.FREEZE, Grade.RELAX)
    expect(away > CLOSE_RAD, "it went home")


SENTENCES = (
    _in_every_state_at_once,
    _receipt,
    _relax,
    _relax_at_rest,
    _freeze,
    _no_motion_after,
    _ready_again,
    _idempotent,
    _graver,
    _never_gentler,
)
