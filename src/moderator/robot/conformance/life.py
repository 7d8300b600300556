"""What the contract says of connecting, preflight, activation and their ends."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable

from moderator.errors import CannotStart, NotLegal
from moderator.robot.conformance.bench import (
    AT_ONCE_S,
    CLOSE_RAD,
    Bench,
    apart,
    can,
    ended,
    readied,
    swing,
)
from moderator.robot.conformance.sentence import CANCEL, FOLLOW, expect, sentence
from moderator.robot.contract import Robot
from moderator.robot.outcome import Ended

_NAMED = ("link", "battery", "temperature", "balance", "joints")


async def _moves_nothing(robot: Robot, call: Callable[[], Awaitable[object]]) -> None:
    before = robot.state().joints_rad
    await call()
    for _ in range(5):
        await asyncio.sleep(0.1)
        state = robot.state()
        expect(not state.moving, "a joint is being driven")
        moved = apart(before, state.joints_rad)
        expect(moved <= CLOSE_RAD, f"a joint has moved by {moved:.3f} rad")


@sentence("capabilities are the same once the robot is connected")
async def _same_capabilities(bench: Bench) -> None:
    robot = bench.made()
    before = can(robot)
    await robot.connect()
    expect(before == can(robot), "they are others once the robot is connected")


@sentence("connecting moves nothing")
async def _connecting_moves_nothing(bench: Bench) -> None:
    robot = bench.made()
    await robot.connect()
    await _moves_nothing(robot, robot.connect)


@sentence("connecting what is connected does nothing", FOLLOW)
async def _connecting_twice(bench: Bench) -> None:
    robot = await bench.active()
    route = robot.stop_route()
    await robot.connect()
    expect(robot.stop_route() == route, "it has another stop route")
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ok, f"it takes no motion any more: {outcome.why}")


@sentence("preflight looks at link, battery, temperature, balance and joints")
async def _preflight_looks(bench: Bench) -> None:
    robot = await bench.connected()
    found = await robot.preflight()
    names = [check.name for check in found]
    for name in _NAMED:
        expect(name in names, f"there is no check {name!r}")
    expect(all(check.why for check in found), "a check does not say what was found")


@sentence("preflight moves nothing")
async def _preflight_moves_nothing(bench: Bench) -> None:
    robot = await bench.connected()
    await _moves_nothing(robot, robot.preflight)


@sentence("preflight leaves an active robot active", FOLLOW)
async def _preflight_while_active(bench: Bench) -> None:
    robot = await bench.active()
    await robot.preflight()
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ok, f"it takes no motion any more: {outcome.why}")


@sentence("activation before preflight is refused")
async def _activation_needs_preflight(bench: Bench) -> None:
    robot = await bench.connected()
    try:
        await robot.activate()
    except NotLegal:
        return
    expect(False, "it was activated")


@sentence("activation moves nothing")
async def _activation_moves_nothing(bench: Bench) -> None:
    robot = await bench.connected()
    await robot.preflight()
    await _moves_nothing(robot, robot.activate)


@sentence("a motion is rejected before activation", FOLLOW)
async def _motion_before_activation(bench: Bench) -> None:
    robot = await bench.connected()
    await robot.preflight()
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ended is Ended.REJECTED, f"it ended {outcome.ended.value}")
    expect(bool(outcome.why), "it does not say why")


@sentence("deactivation comes home to rest and takes no more motion", CANCEL)
async def _deactivation(bench: Bench) -> None:
    robot = await bench.active()
    under_way = robot.follow(swing(robot, 3.0))
    await asyncio.sleep(1.5)
    await robot.deactivate()
    await robot.deactivate()
    state = robot.state()
    expect(not state.moving, "it still moves")
    away = apart(can(robot).rest, state.joints_rad)
    expect(away <= CLOSE_RAD, f"it stands {away:.3f} rad from rest")
    outcome = await ended(under_way)
    expect(outcome.ended is Ended.CANCELLED, f"what was under way ended {outcome.ended.value}")
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ended is Ended.REJECTED, f"a later motion ended {outcome.ended.value}")


@sentence("disconnection ends what is under way, and is idempotent", CANCEL)
async def _disconnection(bench: Bench) -> None:
    robot = await bench.active()
    under_way = robot.follow(swing(robot, 3.0))
    await asyncio.sleep(1.0)
    await robot.disconnect()
    await robot.disconnect()
    outcome = await ended(under_way, 1.0)
    expect(
        outcome.ended in (Ended.CANCELLED, Ended.UNKNOWN),
        f"what was under way ended {outcome.ended.value}",
    )
    expect(not robot.state().link, "its state says that there is a link")


@sentence("nothing moves on reconnection, nor until preflight and activation", CANCEL)
async def _reconnection(bench: Bench) -> None:
    robot = await bench.active()
    robot.follow(swing(robot, 3.0))
    await asyncio.sleep(1.0)
    await robot.disconnect()
    await _moves_nothing(robot, robot.connect)
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ended is Ended.REJECTED, f"a motion ended {outcome.ended.value}")
    await readied(robot)
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ok, f"it takes no motion after that: {outcome.why}")


@sentence("two owners never drive one body", FOLLOW)
async def _two_owners(bench: Bench) -> None:
    first, second = await bench.active(), bench.made()
    try:
        await second.connect()
    except CannotStart:
        return
    before = second.state().joints_rad
    await ended(first.follow(swing(first)))
    moved = apart(before, second.state().joints_rad)
    expect(moved <= CLOSE_RAD, "a second owner was let in, and sees what the first one does")


@sentence("the state has every joint, never waits, and says whether there is a link")
async def _state(bench: Bench) -> None:
    robot = bench.made()
    for connected in (False, True, False):
        if connected:
            await robot.connect()
        elif robot.state().link:
            await robot.disconnect()
        looks = []
        for _ in range(5):
            began_s = time.perf_counter()
            state = robot.state()
            looks.append(time.perf_counter() - began_s)
        expect(min(looks) < AT_ONCE_S / 10, f"it took {min(looks):.3f} s")
        expect(state.link is connected, f"link is {state.link}, connected {connected}")
        joints = {joint.name for joint in can(robot).joints}
        expect(set(state.joints_rad) == joints, "its joints are not the robot's")
        charge = state.battery
        expect(charge is None or 0 <= charge <= 1, f"the battery is at {charge}")


@sentence("gauges can be read in every state, each by a name of its own and finite")
async def _gauges(bench: Bench) -> None:
    robot = bench.made()
    life: tuple[Callable[[], Awaitable[object]], ...] = (
        robot.preflight,
        robot.connect,
        robot.preflight,
        robot.activate,
        robot.disconnect,
    )
    for step in life:
        await step()
        found = robot.gauges()
        names = [gauge.name for gauge in found]
        expect(len(set(names)) == len(names), f"two have one name: {', '.join(names)}")
        for gauge in found:
            expect(math.isfinite(gauge.value), f"{gauge.name} is {gauge.value} {gauge.unit}")


SENTENCES = (
    _connecting_moves_nothing,
    _connecting_twice,
    _preflight_looks,
    _same_capabilities,
    _preflight_moves_nothing,
    _preflight_while_active,
    _activation_needs_preflight,
    _activation_moves_nothing,
    _motion_before_activation,
    _deactivation,
    _disconnection,
    _reconnection,
    _two_owners,
    _state,
    _gauges,
)
