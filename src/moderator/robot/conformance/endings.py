"""What the contract says of handles: cancelling, waiting, holding."""

import asyncio

from moderator.robot.conformance.bench import CLOSE_RAD, Bench, apart, ended, stillness, swing
from moderator.robot.conformance.sentence import CANCEL, FOLLOW, expect, sentence
from moderator.robot.contract import Robot
from moderator.robot.outcome import Ended


async def _stays(robot: Robot) -> None:
    before = robot.state()
    expect(not before.moving, "the body is not at a standstill")
    await asyncio.sleep(0.5)
    moved = apart(before.joints_rad, robot.state().joints_rad)
    expect(moved <= CLOSE_RAD, f"it has moved on by {moved:.3f} rad")


def _short_of(robot: Robot, goal_rad: float, joint: str) -> None:
    away = abs(robot.state().joints_rad[joint] - goal_rad)
    expect(away > CLOSE_RAD, "it went on to its end")


@sentence("cancel ends a motion as cancelled, at a standstill", CANCEL)
async def _cancel(bench: Bench) -> None:
    robot = await bench.active()
    trajectory = swing(robot, 5.0)
    handle = robot.follow(trajectory)
    await asyncio.sleep(1.5)
    handle.cancel()
    outcome = await ended(handle)
    expect(outcome.ended is Ended.CANCELLED, f"it ended {outcome.ended.value}")
    await _stays(robot)
    _short_of(robot, trajectory.positions_rad[-1][0], trajectory.joints[0])


@sentence("cancel is idempotent, and nothing after the end", CANCEL)
async def _cancel_again(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.follow(swing(robot, 3.0))
    await asyncio.sleep(0.5)
    handle.cancel()
    handle.cancel()
    outcome = await ended(handle)
    handle.cancel()
    expect(await ended(handle) == outcome, "its outcome has changed")
    done = robot.follow(swing(robot))
    expect((await ended(done)).ok, "the next motion does not succeed")
    done.cancel()
    expect((await ended(done)).ok, "cancelling after the end undoes the success")


@sentence("a cancelled motion's joints are free at once", CANCEL)
async def _free_at_once(bench: Bench) -> None:
    robot = await bench.active()
    earlier = robot.follow(swing(robot, 3.0))
    await asyncio.sleep(1.0)
    earlier.cancel()
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ok, f"the next motion ended {outcome.ended.value}: {outcome.why}")
    outcome = await ended(earlier)
    expect(outcome.ended is Ended.CANCELLED, f"the earlier one ended {outcome.ended.value}")


@sentence("an outcome can be awaited by several, and again", FOLLOW)
async def _awaited_by_several(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.follow(swing(robot))
    first, second = await asyncio.gather(ended(handle), ended(handle))
    expect(first == second == await ended(handle, 1.0), "they are told different ends")


@sentence("cancelling who waits leaves the motion running", FOLLOW)
async def _waiter_cancelled(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.follow(swing(robot, 1.5))
    waiting = asyncio.ensure_future(handle.outcome())
    await asyncio.sleep(0.3)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    expect(robot.state().moving, "the body stopped")
    outcome = await ended(handle)
    expect(outcome.ok, f"it ended {outcome.ended.value}")


@sentence("hold ends motions as cancelled, at a standstill, and the robot stays active", CANCEL)
async def _hold(bench: Bench) -> None:
    robot = await bench.active()
    trajectory = swing(robot, 5.0)
    handle = robot.follow(trajectory)
    await asyncio.sleep(1.5)
    await robot.hold()
    await _stays(robot)
    _short_of(robot, trajectory.positions_rad[-1][0], trajectory.joints[0])
    outcome = await ended(handle, 1.0)
    expect(outcome.ended is Ended.CANCELLED, f"it ended {outcome.ended.value}")
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ok, f"the next motion ended {outcome.ended.value}: {outcome.why}")
    await stillness(robot)


SENTENCES = (_cancel, _cancel_again, _free_at_once, _awaited_by_several, _waiter_cancelled, _hold)
