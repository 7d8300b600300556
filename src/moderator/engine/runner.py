"""Performing one cue: its waits, its actions side by side, its outcome."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from moderator.cues.action import Action
from moderator.cues.stage import Lost
from moderator.engine.causes import causes, in_a_line
from moderator.engine.desk import Desk
from moderator.engine.gauged import gauged
from moderator.engine.group import Group
from moderator.engine.parts import Parts
from moderator.engine.stage import CueStage
from moderator.robot import Outcome
from moderator.show.rundown import Called
from moderator.values.duration import seconds

_LOSS_STEPS = 8
"""Steps of the loop in which a robot that lost its body says so, after its motion has ended."""

MakeRoom = Callable[[], Awaitable[str]]


@dataclass(frozen=True)
class Performed:
    """How a cue went.

    Attributes:
        outcome: how it ended.
        ended_ns: when the next in a chain is due, post-wait included.
        next_number: the cue it wants on standby next, if any.
    """

    outcome: Outcome
    ended_ns: int
    next_number: str | None = None


CueTask = asyncio.Task[Performed]


def went_wrong(task: CueTask) -> bool:
    """Whether a cue's task that is done ended otherwise than well."""
    return not task.cancelled() and not task.result().outcome.ok


async def any_loss_is_told(task: CueTask) -> None:
    """Let a robot that lost its body under a cue that went wrong say so first."""
    if went_wrong(task):
        for _ in range(_LOSS_STEPS):
            await asyncio.sleep(0)


async def perform(
    called: Called, due_ns: int, parts: Parts, desk: Desk, make_room: MakeRoom
) -> Performed:
    """Perform a cue to its end. Never raises: what goes wrong is an outcome.

    When the task is cancelled, everything that the cue began is ended first; its outcome then says
    `cancelled`.

    Args:
        called: the cue in its place.
        due_ns: when it was called; in a chain, when the one before was exactly done.
        parts: the run's parts.
        desk: the conductor.
        make_room: ends what it takes over when it is to act; returns why it cannot act after all.
    """
    cue, clock = called.cue, parts.clock
    stage = CueStage(parts, cue, desk, due_ns + cue.pre_wait)
    try:
        await _recorded(called, parts)
        await clock.until(stage.began_ns)
        if clash := await make_room():
            outcome = Outcome.rejected(clash)
        else:
            planned_s = seconds(called.acting.start_ns - clock.first_ns)
            parts.journal.write(
                "cue_started", cue.cue, name=called.title, planned_start_s=planned_s
            )
            outcome = await _act(stage)
    except asyncio.CancelledError:
        outcome = ended_early(desk)
    except Exception as error:  # noqa: BLE001 — a defect in one cue must not end the show
        outcome = _outcome_of(error)
    ended_ns = clock.now_ns() if stage.ended_ns is None else stage.ended_ns
    record_end(called, outcome, ended_ns - stage.began_ns, parts)
    if outcome.ok and cue.post_wait:
        ended_ns += cue.post_wait
        try:
            await clock.until(ended_ns)
        except asyncio.CancelledError:
            ended_ns = clock.now_ns()
    return Performed(outcome, ended_ns, stage.next_number)


def ended_early(desk: Desk) -> Outcome:
    """The outcome of a cue that was ended before its time."""
    return Outcome.unknown(desk.lost) if desk.lost else Outcome.cancelled()


def record_end(called: Called, outcome: Outcome, took_ns: int, parts: Parts) -> None:
    """Record a cue's one outcome."""
    parts.journal.write(
        "cue_ended",
        called.number,
        outcome=outcome.ended.value,
        **({"code": outcome.code} if outcome.code else {}),
        **({"why": outcome.why} if outcome.why else {}),
        planned_s=seconds(called.acting.length_ns),
        actual_s=seconds(max(0, took_ns)),
        **gauged(parts),
    )


async def _recorded(called: Called, parts: Parts) -> None:
    """The record first, for at most its patience: past that the show goes on and says so."""
    if not await parts.journal.flushed():
        trouble = parts.journal.trouble or "the disk is slow"
        parts.journal.write("warning", called.number, what=f"record: {trouble}")


async def _act(stage: CueStage) -> Outcome:
    """All actions of a cue side by side; those that end with the cue are ended last."""
    cue = stage.cue
    actions = cue.actions()
    if len(actions) == 1:
        return await actions[0].perform(cue, stage)
    async with Group() as group:

        def begin(action: Action) -> asyncio.Task[Outcome]:
            return group.create_task(action.perform(cue, stage))

        main = [begin(action) for action in actions if not action.is_under()]
        under = [begin(action) for action in actions if action.is_under()]
        await asyncio.wait(main or under)
        for task in under:
            task.cancel()
    outcomes = [task.result() for task in (*main, *under) if not task.cancelled()]
    told = sorted(outcomes, key=lambda outcome: (outcome.ok, not outcome.code))
    return told[0] if told else Outcome.succeeded()


def _outcome_of(error: Exception) -> Outcome:
    """A cue's outcome when an exception ended it."""
    lost = next((cause for cause in causes(error) if isinstance(cause, Lost)), None)
    return lost.outcome if lost else Outcome.aborted("defect", in_a_line(error))
