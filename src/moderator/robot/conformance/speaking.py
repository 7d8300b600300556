"""What the contract says of the robot's own voice."""

import asyncio

from moderator.robot.capabilities import Grade
from moderator.robot.conformance.bench import PATIENCE_S, Bench, can, ended
from moderator.robot.conformance.sentence import LATENCY, VOICE, expect, sentence
from moderator.robot.outcome import Ended
from moderator.values.duration import NS_PER_S

_LASTS_S = 0.7
_LATE_S = 0.5
_EARLY_S = 0.01
_LATEST_NS = 2 * NS_PER_S
_LATENCY_OFF_S = 0.05
"""By so much a latency may be off: captions and counting stay together at that."""
_GLANCE_S = 0.005


@sentence("a sound lasts as long as it lasts", VOICE)
async def _lasts(bench: Bench) -> None:
    robot = await bench.connected()
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    outcome = await ended(robot.say(bench.sound(_LASTS_S)))
    took_s = loop.time() - began_s
    expect(outcome.ok, f"it ended {outcome.ended.value}: {outcome.why}")
    at_least_s = _LASTS_S + can(robot).voice_latency_ns / NS_PER_S
    right = at_least_s - _EARLY_S <= took_s <= at_least_s + _LATE_S
    expect(right, f"{_LASTS_S} s of sound took {took_s:.3f} s")


@sentence("the voice is as late as the robot says", LATENCY)
async def _as_late_as_it_says(bench: Bench) -> None:
    robot = await bench.connected()
    latency = can(robot).voice_latency
    assert latency is not None
    expect(0 <= latency.ns <= _LATEST_NS, f"{latency.ns / NS_PER_S:.3f} s is no latency")
    expect(bool(latency.source), "nobody says where its latency is known from")
    loop = asyncio.get_running_loop()
    asked_s = loop.time()
    handle = robot.say(bench.sound(_LASTS_S))
    async with asyncio.timeout(PATIENCE_S):
        while not handle.progress:  # noqa: ASYNC110 — there is nothing to wait on but progress
            await asyncio.sleep(_GLANCE_S)
    heard_s, says_s = loop.time() - asked_s, latency.ns / NS_PER_S
    told = f"it was heard {heard_s:.3f} s after it was asked for, and says {says_s:.3f} s"
    expect(abs(heard_s - says_s) <= _LATENCY_OFF_S, told)


@sentence("a sound can be cut short", VOICE)
async def _cut_short(bench: Bench) -> None:
    robot = await bench.connected()
    handle = robot.say(bench.sound(5.0))
    await asyncio.sleep(0.2)
    handle.cancel()
    outcome = await ended(handle, 1.0)
    expect(outcome.ended is Ended.CANCELLED, f"it ended {outcome.ended.value}")


@sentence("one sound at a time", VOICE)
async def _one_at_a_time(bench: Bench) -> None:
    robot = await bench.connected()
    earlier = robot.say(bench.sound(_LASTS_S))
    outcome = await ended(robot.say(bench.sound(_LASTS_S)))
    expect(outcome.ended is Ended.REJECTED, f"the second one ended {outcome.ended.value}")
    outcome = await ended(earlier)
    expect(outcome.ok, f"the first one ended {outcome.ended.value}")


@sentence("a robot that is not connected says nothing", VOICE)
async def _not_connected(bench: Bench) -> None:
    outcome = await ended(bench.made().say(bench.sound(_LASTS_S)))
    expect(outcome.ended is Ended.REJECTED, f"it ended {outcome.ended.value}")


@sentence("relax lets a sound come to its end", VOICE)
async def _to_its_end_with_relax(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.say(bench.sound(_LASTS_S))
    await asyncio.sleep(0.2)
    robot.stop(Grade.RELAX)
    outcome = await ended(handle)
    expect(outcome.ok, f"it ended {outcome.ended.value}: {outcome.why}")


@sentence("the voice falls silent with a graver stop, and can speak again after it", VOICE)
async def _silent_with_a_stop(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.say(bench.sound(5.0))
    await asyncio.sleep(0.2)
    robot.stop(Grade.FREEZE)
    outcome = await ended(handle, 1.0)
    silent = outcome.ended in (Ended.CANCELLED, Ended.UNKNOWN)
    expect(silent, f"it ended {outcome.ended.value}")
    outcome = await ended(robot.say(bench.sound(_LASTS_S)))
    expect(outcome.ok, f"a later one ended {outcome.ended.value}: {outcome.why}")


@sentence("a sound goes on during hold", VOICE)
async def _goes_on_during_hold(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.say(bench.sound(_LASTS_S))
    await robot.hold()
    outcome = await ended(handle)
    expect(outcome.ok, f"it ended {outcome.ended.value}")


SENTENCES = (
    _lasts,
    _as_late_as_it_says,
    _cut_short,
    _one_at_a_time,
    _not_connected,
    _to_its_end_with_relax,
    _silent_with_a_stop,
    _goes_on_during_hold,
)
