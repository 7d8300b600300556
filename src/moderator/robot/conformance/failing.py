"""What the contract says of failing, for robots that can be told to fail."""

import asyncio

from moderator.errors import CannotStart, NotLegal
from moderator.robot.capabilities import Grade
from moderator.robot.conformance.bench import (
    CLOSE_RAD,
    Bench,
    apart,
    ended,
    gentle_joints,
    stillness,
    swing,
)
from moderator.robot.conformance.sentence import FAULTS, expect, sentence
from moderator.robot.contract import Robot
from moderator.robot.outcome import Ended

_LOST = {"fault": "link", "after": "500ms", "for": "3s"}
_FALLEN = {"fault": "balance", "after": "500ms"}


async def _takes_nothing_more(robot: Robot) -> None:
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ended is Ended.REJECTED, f"a later motion ended {outcome.ended.value}")
    try:
        await robot.activate()
    except NotLegal:
        return
    expect(False, "it was activated without preflight")


@sentence("a lost link ends what is under way as unknown", FAULTS)
async def _lost_link(bench: Bench) -> None:
    robot = await bench.active(_LOST)
    handle = robot.follow(swing(robot, 2.0))
    outcome = await ended(handle)
    expect(outcome.ended is Ended.UNKNOWN, f"it ended {outcome.ended.value}")
    expect(not robot.state().link, "its state says that there is a link")
    receipt = robot.stop(Grade.FREEZE)
    expect(not receipt.sent, "a stop's receipt says that it was sent")


@sentence("nothing moves when a lost link comes back", FAULTS)
async def _link_comes_back(bench: Bench) -> None:
    robot = await bench.active(_LOST)
    await ended(robot.follow(swing(robot, 2.0)))
    await asyncio.sleep(3.1)
    before = robot.state()
    expect(before.link, "it does not come back")
    expect(not before.moving, "the body moves")
    await asyncio.sleep(1.0)
    moved = apart(before.joints_rad, robot.state().joints_rad)
    expect(moved <= CLOSE_RAD, f"the body has moved by {moved:.3f} rad")
    await _takes_nothing_more(robot)


@sentence("a joint that fails aborts the motion, with a code and a reason", FAULTS)
async def _failed_joint(bench: Bench) -> None:
    joint = gentle_joints(bench.made())[0].name
    robot = await bench.active({"fault": "joint", "after": "500ms", "joint": joint})
    outcome = await ended(robot.follow(swing(robot, 2.0)))
    expect(outcome.ended is Ended.ABORTED, f"it ended {outcome.ended.value}")
    expect(bool(outcome.code), "there is no code")
    expect(joint in outcome.why, f"it does not name {joint}: {outcome.why!r}")
    await stillness(robot)
    expect(joint in robot.state().fault, "its state does not tell the fault")
    await _takes_nothing_more(robot)


@sentence("a robot that has lost its balance says so", FAULTS)
async def _lost_balance(bench: Bench) -> None:
    robot = await bench.active(_FALLEN)
    outcome = await ended(robot.follow(swing(robot, 2.0)))
    expect(outcome.ended is Ended.ABORTED, f"the motion ended {outcome.ended.value}")
    expect(not robot.state().standing, "its state says that it stands")
    red = [check.name for check in await robot.preflight() if not check.ok]
    expect("balance" in red, "preflight is green about it")
    await _takes_nothing_more(robot)


@sentence("faults that make no sense are refused", FAULTS)
async def _senseless_faults(bench: Bench) -> None:
    for senseless in ({"fault": "mood", "at": "1s"}, {"fault": "link"}, {"flaut": "link"}):
        try:
            bench.made(senseless)
        except CannotStart:
            continue
        expect(False, f"{senseless} was taken")


SENTENCES = (_lost_link, _link_comes_back, _failed_joint, _lost_balance, _senseless_faults)
