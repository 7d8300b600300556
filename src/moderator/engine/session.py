"""A run of a show from preflight to the last bow, and the robot left standing still."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from moderator.engine.causes import causes, in_a_line
from moderator.engine.conductor import Conductor
from moderator.engine.group import Group
from moderator.engine.left_off import LeftOff
from moderator.engine.lifecycle import State
from moderator.engine.limits import watch_limits
from moderator.engine.opening import record_end, record_resumed, record_start
from moderator.engine.parts import Parts
from moderator.engine.preflight import prepare
from moderator.engine.watching_times import watch_times
from moderator.errors import CannotWrite, NotConfirmed
from moderator.robot import Grade

_REST_LIMIT_S = 20.0
_RECORD_LIMIT_S = 5.0
_LOOK_EVERY_S = 0.1
_LEAP_S = 1.0
"""A limit that is told so late is no news of what it limits."""


@asynccontextmanager
async def open_show(
    parts: Parts, fingerprint: str, conductor: Conductor, left: LeftOff | None = None
) -> AsyncIterator[Conductor]:
    """Bring a show to standby; on leaving, leave the robot standing still and the record whole.

    A show that goes on is not brought to standby: as after a stop, that is a person's to ask for.
    Nor is one for which a person has not confirmed a check: it waits for preflight again.

    When the conductor dies of a defect, whoever is inside is cancelled, and the defect raised.

    Args:
        parts: the run's parts.
        fingerprint: of the show's files.
        conductor: who is to conduct it.
        left: where a run that was cut short left off, when this one goes on with it.

    Raises:
        CannotWrite: the record cannot say that the show goes on.
    """
    if left is None:
        record_start(parts, fingerprint)
        conductor.opened()
    else:
        parts.clock.go_on(left.at_ns, left.anchor)
        parts.programme.go_on(left.heard, left.succeeded)
        parts.speakers.go_on(left.speakers)
        record_resumed(parts, left, fingerprint)
        conductor.go_on(left)
        if not await parts.journal.flushed(_RECORD_LIMIT_S):
            why = parts.journal.trouble or "the disk is slow"
            raise CannotWrite(f"the show cannot go on: {why}", "run it afresh with --from")
    try:
        async with Group() as group:
            conducting = group.create_task(conductor.conduct())
            watching = group.create_task(_watch(parts, conductor))
            limiting = group.create_task(watch_limits(parts, conductor, group))
            timing = group.create_task(watch_times(parts, conductor))
            try:
                if left is None:
                    with suppress(NotConfirmed):  # the person who said so is there
                        await prepare(parts, conductor)
                yield conductor
            finally:
                await _leave(parts, conductor, may_move=bool(conductor.readied or left))
                conducting.cancel()
                watching.cancel()
                limiting.cancel()
                timing.cancel()
    except BaseExceptionGroup as several:
        raised = list(causes(several))
        if len(raised) == 1:
            raise raised[0] from None
        raise
    finally:
        ended = State.FINISHED if conductor.reached_end else conductor.lifecycle.now
        record_end(parts, ended, conductor.tally(), conductor.turned_away)


async def _watch(parts: Parts, conductor: Conductor) -> None:
    """Tell the conductor when the robot's body is lost, whether or not anything is under way."""
    seen = 0
    while True:
        seen = await conductor.made_ready(seen)
        conductor.lose(await parts.robot.lost())


async def _leave(parts: Parts, conductor: Conductor, *, may_move: bool) -> None:
    """Leave the robot at rest and everything closed, whatever fails on the way.

    Args:
        parts: the run's parts.
        conductor: conducts it.
        may_move: whether this show, or the run before it, has made the robot ready to move.
    """
    conductor.close()  # a cue that began now would be told as the show's end
    lost = conductor.lifecycle.now is State.FAULTED  # then nothing is sent, not even a stop
    if conductor.running() and not lost and conductor.lifecycle.may("stop"):
        conductor.stop(Grade.RELAX, "end of the run")
    await _come_to_rest(parts, conductor, may_move=may_move)
    stopped = conductor.lifecycle.now in (State.STOPPING, State.STOPPED, State.FAULTED)
    steps: list[Callable[[], Coroutine[Any, Any, None]]] = [
        parts.robot.disconnect,
        parts.supervision.dismiss,
        parts.outputs.close,
        parts.player.close,
        parts.ears.close,
        parts.gate.close,
    ]
    if not stopped:  # after a stop nothing moves it, not even homewards
        steps.insert(0, parts.robot.deactivate)
    for step in steps:
        try:
            await _in_time(step)
        except Exception as error:  # noqa: BLE001 — the steps after it are as needed
            what = f"{step.__qualname__} failed: {in_a_line(error)}"
            parts.journal.write("fault", what=what)


async def _in_time(step: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do a step within its limit, which begins anew when the clock leaps: nothing had time then.

    Raises:
        TimeoutError: it has taken longer.
    """
    loop = asyncio.get_running_loop()
    doing = asyncio.ensure_future(step())
    try:
        while not doing.done():
            due_s = loop.time() + _REST_LIMIT_S
            await asyncio.wait([doing], timeout=_REST_LIMIT_S)
            if not doing.done() and loop.time() < due_s + _LEAP_S:
                raise TimeoutError(f"it took more than {_REST_LIMIT_S:g} s")
    finally:
        doing.cancel()
        await asyncio.wait([doing])
    doing.result()


async def _come_to_rest(parts: Parts, conductor: Conductor, *, may_move: bool) -> None:
    """Wait until all has ended and the robot stands still, and say loudly when it does not."""
    lost = conductor.lifecycle.now is State.FAULTED
    if not await _rests(parts, conductor) and not lost:
        conductor.stop(Grade.FREEZE, "end of the run")
        await _rests(parts, conductor)
    state = parts.robot.state()
    parts.journal.write("battery", charge=state.battery, temperature_c=state.temperature_c)
    if state.link and state.moving:
        parts.journal.write("fault", what="the robot still moves after the show")
    elif not state.link and may_move:  # what it says of itself is old
        parts.journal.write("warning", what="no link: nobody knows whether the robot stands still")


async def _rests(parts: Parts, conductor: Conductor) -> bool:
    loop = asyncio.get_running_loop()
    limit = loop.time() + _REST_LIMIT_S
    while conductor.running() or _moves(parts):
        if loop.time() >= limit:
            return False
        await asyncio.sleep(_LOOK_EVERY_S)
    return True


def _moves(parts: Parts) -> bool:
    """Whether the robot says that it moves; without a link it says nothing."""
    state = parts.robot.state()
    return state.link and state.moving
