"""What the contract says of walking. It walks on the spot: at no velocity, for a moment."""

import asyncio
import math

from moderator.robot.capabilities import Grade
from moderator.robot.conformance.bench import Bench, ended, stillness
from moderator.robot.conformance.sentence import NO_WALK, WALK, expect, sentence
from moderator.robot.outcome import Ended

_TTL_S = 0.4
_LATE_S = 1.0
_EARLY_S = 0.01


@sentence("walking without a time-to-live is refused", WALK)
async def _without_time_to_live(bench: Bench) -> None:
    robot = await bench.active()
    for ttl_s in (0.0, -1.0, 1.5, math.inf, math.nan):
        try:
            robot.walk(0.0, 0.0, 0.0, ttl_s)
        except ValueError:
            continue
        expect(False, f"a time-to-live of {ttl_s} s was taken")


@sentence("walking ends at its time-to-live", WALK)
async def _ends_at_time_to_live(bench: Bench) -> None:
    robot = await bench.active()
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    handle = robot.walk(0.0, 0.0, 0.0, _TTL_S)
    expect(robot.state().moving, "it does not say that it moves")
    outcome = await ended(handle)
    took_s = loop.time() - began_s
    expect(outcome.ok, f"it ended {outcome.ended.value}: {outcome.why}")
    right = _TTL_S - _EARLY_S <= took_s <= _TTL_S + _LATE_S
    expect(right, f"a time-to-live of {_TTL_S} s took {took_s:.3f} s")
    await stillness(robot)


@sentence("a later walk goes on from an earlier one", WALK)
async def _later_walk(bench: Bench) -> None:
    robot = await bench.active()
    earlier = robot.walk(0.0, 0.0, 0.0, _TTL_S)
    await asyncio.sleep(_TTL_S / 2)
    later = robot.walk(0.0, 0.0, 0.0, _TTL_S)
    outcome = await ended(earlier)
    expect(outcome.ended is Ended.CANCELLED, f"the earlier one ended {outcome.ended.value}")
    outcome = await ended(later)
    expect(outcome.ok, f"the later one ended {outcome.ended.value}: {outcome.why}")


@sentence("walking faster than it can is rejected", WALK)
async def _too_fast(bench: Bench) -> None:
    robot = await bench.active()
    for velocity in ((100.0, 0.0, 0.0), (0.0, 100.0, 0.0), (0.0, 0.0, 100.0)):
        outcome = await ended(robot.walk(*velocity, _TTL_S))
        expect(outcome.ended is Ended.REJECTED, f"{velocity} ended {outcome.ended.value}")


@sentence("walking is rejected before activation", WALK)
async def _before_activation(bench: Bench) -> None:
    robot = await bench.connected()
    outcome = await ended(robot.walk(0.0, 0.0, 0.0, _TTL_S))
    expect(outcome.ended is Ended.REJECTED, f"it ended {outcome.ended.value}")


@sentence("hold ends walking", WALK)
async def _hold_ends_walking(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.walk(0.0, 0.0, 0.0, 1.0)
    await robot.hold()
    outcome = await ended(handle, 2.0)  # longer than it would walk
    expect(outcome.ended is Ended.CANCELLED, f"it ended {outcome.ended.value}")
    expect(not robot.state().moving, "it still moves")


@sentence("stop ends walking", WALK)
async def _stop_ends_walking(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.walk(0.0, 0.0, 0.0, 1.0)
    robot.stop(Grade.FREEZE)
    outcome = await ended(handle)
    stopped = outcome.ended in (Ended.CANCELLED, Ended.UNKNOWN)
    expect(stopped, f"it ended {outcome.ended.value}")
    await stillness(robot)
    outcome = await ended(robot.walk(0.0, 0.0, 0.0, _TTL_S))
    expect(outcome.ended is Ended.REJECTED, f"a later walk ended {outcome.ended.value}")


@sentence("a robot that does not walk rejects walking, and says so", NO_WALK)
async def _does_not_walk(bench: Bench) -> None:
    robot = await bench.active()
    outcome = await ended(robot.walk(0.0, 0.0, 0.0, _TTL_S))
    expect(outcome.ended is Ended.REJECTED, f"it ended {outcome.ended.value}")
    expect(bool(outcome.why), "it does not say why")


SENTENCES = (
    _without_time_to_live,
    _ends_at_time_to_live,
    _later_walk,
    _too_fast,
    _before_activation,
    _hold_ends_walking,
    _stop_ends_walking,
    _does_not_walk,
)
