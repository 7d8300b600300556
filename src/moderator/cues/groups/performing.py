"""Performing a group's children."""

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

from moderator.cues.action import Action, Heading
from moderator.cues.groups.child import Child
from moderator.cues.stage import Lost, Stage
from moderator.robot import Outcome
from moderator.values.duration import seconds

_LATE_NS = 20_000_000
"""A group that begins later than this slides; what is less, its children make up for."""


@dataclass(frozen=True)
class Placed:
    """A child in its place in time.

    Attributes:
        child: what is written.
        place: where it stands in its group.
        due_ns: its moment on the show's clock, or when it begins.
        is_moment: whether what it does is to be seen or heard at that time, not only begun.
    """

    child: Child
    place: str
    due_ns: int
    is_moment: bool = True


@dataclass(frozen=True)
class Performed:
    """How a child went.

    Attributes:
        outcome: how it ended; success where the group goes on without it.
        ended_ns: when, on the show's clock.
        exact: whether that is the very moment, whenever the loop came round to it.
    """

    outcome: Outcome
    ended_ns: int
    exact: bool


def begins_ns(stage: Stage) -> int:
    """When a group begins: when it was due, or now if that has passed."""
    now_ns = stage.now_ns()
    return now_ns if now_ns - stage.began_ns > _LATE_NS else stage.began_ns


async def performed(placed: Placed, group: Heading, stage: Stage) -> Performed:
    """Perform one child to its end, and have the record tell of it.

    Args:
        placed: the child in its place.
        group: what the group's own actions share.
        stage: the group's stage.
    """
    child, heading = placed.child, placed.child.heading(group)
    place = f"{stage.place}.{placed.place}".lstrip(".")
    acts = [
        _Act(action, _stage_of(action, placed, place, heading, stage)) for action in child.actions()
    ]
    await stage.until(min(act.stage.began_ns for act in acts))
    told = {"name": child.name} if child.name else {}
    stage.record("child_started", child=place, **told, moment_s=seconds(placed.due_ns))
    try:
        outcome = await _side_by_side(heading, acts)
    except asyncio.CancelledError:
        _record_end(stage, place, Outcome.cancelled())
        raise
    except Lost as lost:
        _record_end(stage, place, lost.outcome)
        raise
    _record_end(stage, place, outcome)
    ends = [act.stage.ended_ns for act in acts if not act.action.is_under()]
    known = [ended_ns for ended_ns in ends if ended_ns is not None]
    exact = 0 < len(known) == len(ends)
    if not outcome.ok and child.on_failure == "skip":
        outcome = Outcome.succeeded()
    return Performed(outcome, max(known) if exact else stage.now_ns(), exact)


async def all_of(stage: Stage, children: Iterable[Coroutine[Any, Any, Performed]]) -> Outcome:
    """Perform children beside each other; the first that fails ends the others."""
    done = await _all_or_failure(children)
    failed = [each.outcome for each in done if not each.outcome.ok]
    if not failed and all(each.exact for each in done):
        stage.ends_at(max(each.ended_ns for each in done))
    return failed[0] if failed else Outcome.succeeded()


@dataclass(frozen=True)
class _Act:
    action: Action
    stage: Stage

    async def performed(self, heading: Heading) -> Outcome:
        await self.stage.until(self.stage.began_ns)
        return await self.action.perform(heading, self.stage)


def _stage_of(action: Action, placed: Placed, place: str, heading: Heading, stage: Stage) -> Stage:
    """The stage of one action, which begins as much earlier as it needs."""
    if not placed.is_moment:
        return stage.child(place, heading, placed.due_ns, None)
    begins_ns = placed.due_ns - action.lead_ns(heading, stage.lengths)
    return stage.child(place, heading, begins_ns, placed.due_ns)


async def _side_by_side(heading: Heading, acts: list[_Act]) -> Outcome:
    """All actions of a child; those that end with the others are ended last."""
    tasks = [asyncio.ensure_future(act.performed(heading)) for act in acts]
    pairs = list(zip(acts, tasks, strict=True))
    main = [task for act, task in pairs if not act.action.is_under()]
    try:
        await asyncio.wait(main or tasks)
    finally:
        ended = await _ended(tasks)
    return next((each for each in ended if not each.ok), Outcome.succeeded())


async def _all_or_failure(
    children: Iterable[Coroutine[Any, Any, Performed]],
) -> list[Performed]:
    tasks = [asyncio.ensure_future(child) for child in children]
    try:
        coming = set(tasks)
        while coming:
            done, coming = await asyncio.wait(coming, return_when=asyncio.FIRST_COMPLETED)
            if any(task.exception() or not task.result().outcome.ok for task in done):
                break
    finally:
        ended = await _ended(tasks)
    return ended


async def _ended(tasks: list[asyncio.Task[Any]]) -> list[Any]:
    """End what has not ended; what the others came to, in order.

    Raises:
        Exception: what one of them raised.
    """
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return [result for result in results if not isinstance(result, BaseException)]


def _record_end(stage: Stage, place: str, outcome: Outcome) -> None:
    told = {"why": outcome.why} if outcome.why else {}
    stage.record("child_ended", child=place, outcome=outcome.ended.value, **told)
