"""A run of a show from preflight to the last bow, and the robot left standing still."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from moderator import __version__
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.errors import ModeratorError
from moderator.robot import Grade
from moderator.show.checks import all_motions
from moderator.values.duration import seconds

_REST_LIMIT_S = 20.0
_LOOK_EVERY_S = 0.1


@asynccontextmanager
async def open_show(parts: Parts, fingerprint: str, first: int) -> AsyncIterator[Conductor]:
    """Bring a show to standby; on leaving, leave the robot standing still and the record whole.

    Args:
        parts: the run's parts.
        fingerprint: of the show's files.
        first: position of the cue that is on standby first.
    """
    conductor = Conductor(parts, first)
    conducting = asyncio.create_task(conductor.conduct())
    _record_start(parts, fingerprint)
    try:
        await prepare_again(parts, conductor)
        yield conductor
    finally:
        if conductor.running():
            conductor.stop(Grade.RELAX, "end of the run")
        await _come_to_rest(parts)
        conducting.cancel()
        [died] = await asyncio.gather(conducting, return_exceptions=True)
        if conductor.lifecycle.now is not State.FAULTED:
            await parts.robot.deactivate()
        await parts.robot.disconnect()
        await parts.outputs.close()
        await parts.player.close()
        _record_end(parts, conductor)
        if isinstance(died, Exception):
            raise died


def _record_start(parts: Parts, fingerprint: str) -> None:
    journal, rundown = parts.journal, parts.rundown
    journal.write(
        "show_started",
        show=parts.show.show,
        starts=parts.show.starts.isoformat(),
        seed=parts.chance.seed,
        robot=parts.show.robot.name,
        model=parts.materials.robot.model,
        fingerprint=fingerprint,
        planned_s=seconds(rundown.planned_ns),
        version=__version__,
    )
    journal.write(
        "rundown",
        acts=[
            {
                "act": act,
                "cues": [
                    {
                        "cue": called.number,
                        "name": called.title,
                        "kinds": [action.kind for action in called.cue.actions()],
                        "planned_start_s": seconds(called.planned.start_ns),
                        "planned_s": seconds(called.planned.length_ns),
                    }
                    for called in cues
                ],
            }
            for act, cues in rundown.acts()
        ],
    )
    for called in (*rundown.cues, *rundown.hot):
        for line in parts.speaker.ready_lines(called.cue.lines()):
            journal.write(
                "rendered",
                called.number,
                text=line.written,
                spoken=line.spoken,
                duration_s=seconds(line.sound.duration_ns),
            )


async def prepare_again(parts: Parts, conductor: Conductor) -> None:
    """Preflight: everything that takes time happens here, never between GO and action.

    At the start of a run, and after a stop or a fault, as a deliberate act.

    Raises:
        CannotStart: the robot is not there.
        ModeratorError: a check is not green.
    """
    conductor.lifecycle.fire("prepare")
    await parts.robot.connect()
    red = ""
    for check in await parts.robot.preflight():
        parts.journal.write("check", name=check.name, ok=check.ok, why=check.why)
        red = red or (f"{check.name}: {check.why}" if not check.ok else "")
    if red:
        conductor.lifecycle.fire("fault")
        raise ModeratorError(f"the robot is not ready — {red}")
    for name in all_motions(parts.show):
        if name in parts.materials.motions:
            parts.materials.motions[name].trajectory()
    await parts.player.prepare()
    if conductor.lifecycle.now is State.PREFLIGHT:  # no stop came meanwhile
        await parts.robot.activate()
    if conductor.lifecycle.now is State.PREFLIGHT:
        conductor.ready()


async def _come_to_rest(parts: Parts) -> None:
    """Wait until the robot says that it stands still, and say loudly when it does not."""
    await parts.speaker.silence()
    loop = asyncio.get_running_loop()
    limit = loop.time() + _REST_LIMIT_S
    while parts.robot.state().moving and loop.time() < limit:  # noqa: ASYNC110 — no event tells
        await asyncio.sleep(_LOOK_EVERY_S)
    state = parts.robot.state()
    parts.journal.write("battery", charge=state.battery, temperature_c=state.temperature_c)
    if state.moving:
        parts.journal.write("fault", what="the robot still moves after the show")
    elif not state.link:
        parts.journal.write("warning", what="no link: nobody knows whether the robot stands still")


def _record_end(parts: Parts, conductor: Conductor) -> None:
    times = {
        "planned_s": seconds(parts.rundown.planned_ns),
        "actual_s": seconds(parts.clock.now_ns()),
    }
    parts.journal.write(
        "show_ended", None, ended=conductor.lifecycle.now.value, **times, **conductor.tally()
    )


async def rehearse(parts: Parts, fingerprint: str, first: int = 0) -> State:
    """Rehearse a show with its people, to its end or to where nobody helps it on.

    Returns:
        The state that it came to; FINISHED when it reached its end.
    """
    async with open_show(parts, fingerprint, first) as conductor:
        calling = asyncio.create_task(_call_cues(parts, conductor))
        try:
            calling.add_done_callback(lambda _: conductor.turn())
            while conductor.lifecycle.now in (State.STANDBY, State.RUNNING) and not calling.done():
                await conductor.turned()
            if calling.done():
                calling.result()
            ended = conductor.lifecycle.now
            if ended is State.HELD:
                conductor.stop(Grade.RELAX, "rehearsal: nobody to resume it")
        finally:
            calling.cancel()
            await asyncio.gather(calling, return_exceptions=True)
    return ended


async def _call_cues(parts: Parts, conductor: Conductor) -> None:
    """The operator: presses GO for each standby when nothing runs."""
    while True:
        standby = conductor.standby()
        if standby is None or conductor.lifecycle.now is not State.STANDBY:
            await conductor.turned()
            continue
        origin = await parts.people.call(standby)
        await conductor.order(Verb.GO, origin, standby.cue)
