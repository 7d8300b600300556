"""Limits watched while the robot is ready: each is acted on by its rule, once until it is back."""

import asyncio

from moderator.engine.causes import in_a_line
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.parts import Parts
from moderator.robot import Grade, Limit, Passed, Rule

_PAUSE_S = 0.2
_UNDER_WAY = (State.STANDBY, State.RUNNING, State.HELD)
_IN_WORDS = {
    Rule.WARN: "",
    Rule.HOLD: ": the show holds",
    Rule.RELAX: ": relax",
    Rule.FREEZE: ": freeze",
}


async def watch_limits(parts: Parts, conductor: Conductor, group: asyncio.TaskGroup) -> None:
    """Watch from each time that the robot was made ready, when every limit counts anew.

    Args:
        parts: the run's parts.
        conductor: holds and stops the show.
        group: of the tasks that end with the show.
    """
    seen, watching = 0, None
    try:
        while True:
            seen = await conductor.made_ready(seen)
            if watching:
                watching.cancel()
            watching = group.create_task(_watch(parts, conductor))
    finally:
        if watching:
            watching.cancel()


async def _watch(parts: Parts, conductor: Conductor) -> None:
    were: Passed = ()
    while True:
        try:
            now = await parts.robot.crossed(parts.limits, were)
        except Exception as error:  # noqa: BLE001 — whatever an adapter does, the show goes on
            what = f"the robot's limits are not watched any more: {in_a_line(error)}"
            parts.journal.write("warning", what=what)
            return
        for limit in were:
            if limit not in now:
                _record(limit, parts, beyond=False)
        for limit in now:
            if limit not in were:
                _act(limit, conductor, _record(limit, parts, beyond=True))
        if now == were:
            await asyncio.sleep(_PAUSE_S)  # an adapter that does not wait must not be asked on
        were = now


def _record(limit: Limit, parts: Parts, *, beyond: bool) -> str:
    """Record that a limit is passed, or is so no more; return it in words."""
    reading = limit.reading
    read = reading.of(parts.robot.state())
    value = limit.value if read is None else read
    number, unit = reading.shown(value)
    level, _ = reading.shown(limit.value)
    what = f"{reading.in_words} {reading.written(value)}"
    if beyond:
        than = "below" if reading.worse(0.0, 1.0) else "above"
        what += f", {than} {reading.written(limit.value)}"
    else:
        what += f", back from {limit.rule}"
    parts.journal.write(
        "limit",
        reading=reading.value,
        value=number,
        unit=unit,
        level=level,
        rule=limit.rule.value,
        beyond=beyond,
        what=what + (_IN_WORDS[limit.rule] if beyond else ""),
    )
    return what


def _act(limit: Limit, conductor: Conductor, what: str) -> None:
    """Do what a limit's rule says; while the show is not under way there is nothing to do."""
    if conductor.lifecycle.now not in _UNDER_WAY:
        return
    if limit.rule is Rule.HOLD:
        conductor.hold(what)
    elif limit.rule is not Rule.WARN:
        conductor.stop(Grade(limit.rule), what)
