"""A rehearsal: the show with its people, and nobody at a console."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace

from moderator.cues.racing import first
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.engine.session import open_show
from moderator.people import Standby
from moderator.robot import Grade
from moderator.values.duration import NS_PER_S

_PATIENCE_NS = 60 * NS_PER_S
"""How long the operator goes on pressing a GO that is refused."""
_AGAIN_S = 1.0
_GOES_ON = (State.STANDBY, State.RUNNING)
_OPERATED = tuple(state for state in State if state is not State.FINISHED)
Helper = Callable[[Conductor], AbstractAsyncContextManager[object]]


async def rehearse(
    parts: Parts,
    fingerprint: str,
    first: int = 0,
    helped_by: Helper | None = None,
    *,
    operated: bool = False,
) -> State:
    """Rehearse a show with its people, to its end or to where nobody helps it on.

    Args:
        parts: the run's parts.
        fingerprint: of the show's files.
        first: position of the cue that is on standby first.
        helped_by: opens the show to somebody who can resume it when it is held; else nobody can.
        operated: whether that somebody calls it too, and goes on with it after a stop.

    Returns:
        The state that it came to; FINISHED when it reached its end.
    """
    conductor = Conductor(parts, first)
    helper = helped_by(conductor) if helped_by else nullcontext()
    goes_on: tuple[State, ...] = (*_GOES_ON, State.HELD) if helped_by else _GOES_ON
    if operated:
        goes_on = _OPERATED
    async with helper, open_show(parts, fingerprint, conductor):
        calling = asyncio.create_task(_call_cues(parts, conductor))
        calling.add_done_callback(lambda _: conductor.turn())
        try:
            while conductor.lifecycle.now in goes_on and not calling.done():
                await conductor.turned()
            ended = conductor.lifecycle.now
            if ended in (*_GOES_ON, State.HELD):
                conductor.stop(Grade.RELAX, "rehearsal: nobody to help it on")
            if calling.done():
                calling.result()
        finally:
            calling.cancel()
            await asyncio.gather(calling, return_exceptions=True)
    return ended


async def _call_cues(parts: Parts, conductor: Conductor) -> None:
    """The operator: presses GO for each standby when nothing runs, until it is of no use."""
    refused_since_ns: int | None = None
    while True:
        standby = conductor.standby()
        if standby is None or conductor.lifecycle.now is not State.STANDBY:
            await conductor.turned()
            continue
        origin = await _pressed(standby, parts, conductor)
        if origin is None:
            continue
        answer = await conductor.order(Verb.GO, origin, standby.cue)
        if answer.accepted:
            refused_since_ns = None
            continue
        now_ns = parts.clock.now_ns()
        refused_since_ns = now_ns if refused_since_ns is None else refused_since_ns
        if now_ns - refused_since_ns > _PATIENCE_NS:
            parts.journal.write("fault", what=f"GO is of no use: {answer.reason}")
            return
        await asyncio.sleep(_AGAIN_S)


async def _pressed(standby: Standby, parts: Parts, conductor: Conductor) -> str | None:
    """Who presses GO, at a fixed time where there is one; None when the standby changed before."""
    fixed_in_ns = parts.time.to_fixed_ns()
    calling = parts.people.call(replace(standby, fixed_in_ns=fixed_in_ns))
    if not fixed_in_ns:
        return await calling
    _, origin = await first(calling, _changed(standby, conductor))
    return None if origin is None else str(origin)


async def _changed(standby: Standby, conductor: Conductor) -> None:
    """Wait until GO does something else, or nothing."""
    while conductor.standby() == standby and conductor.lifecycle.now is State.STANDBY:
        await conductor.turned()
