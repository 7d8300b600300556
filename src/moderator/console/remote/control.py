"""The one way in for every input beside the keyboard."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from moderator.console.editing import Editing
from moderator.console.remote.callers import Callers
from moderator.console.remote.current import CurrentBoard
from moderator.console.remote.first_answers import FirstAnswers, KeyReused
from moderator.console.remote.watcher import Turns
from moderator.engine.causes import in_a_line
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import ACCEPTED, Answer, Verb, told_of
from moderator.engine.parts import Parts
from moderator.engine.preflight import prepare
from moderator.errors import ModeratorError
from moderator.journal.board import Board
from moderator.robot import Grade, StopReceipt

_ENDED = "the show has ended"
_UNREACHED = "nobody reaches the console"
_LATE_S = 2.0
"""Whoever gave an order has looked for its answer so long, and gone on to something else."""
_MAKES_READY_AGAIN = (State.STOPPED, State.FAULTED)
_FREE = (Verb.NOTE,)
"""What also those may do who look on."""


class Own(StrEnum):
    """What is ordered of nobody but the console's own server."""

    PREFLIGHT = "preflight"
    TAKE_OVER = "take_over"


class Became(StrEnum):
    """What became of an order."""

    DONE = "done"
    STALE = "stale"
    REFUSED = "refused"
    KEY_REUSED = "key_reused"


@dataclass(frozen=True)
class RemoteOrder:
    """An order from elsewhere.

    Attributes:
        verb: what to do.
        cue: the cue it names, for GO the one it expects on standby; or what else `NAMES` tells.
        seen: the last entry of the record that the sender knew.
        key: the order's own, so that one that is sent again is not carried out again.
        words: what was typed, or heard; of `reorder` the cue before which the other is to come.
        confidence: in what was heard, 0 to 1.
        pressed_s: when it was given, by the clock that the server tells; None where nobody says.
        console: what the console calls itself from which it came; empty where that is none.
    """

    verb: Verb | Own
    cue: str | None = None
    seen: int | None = None
    key: str | None = None
    words: str = ""
    confidence: float = 1.0
    pressed_s: float | None = None
    console: str = ""


@dataclass(frozen=True)
class Given:
    """What a sender is answered.

    Attributes:
        became: what became of the order.
        reason: why it was not carried out; empty when it was.
        board: the show afterwards.
        repeated: whether this is the answer to an earlier one with the same key.
    """

    became: Became
    reason: str
    board: Board
    repeated: bool = False


class Control:
    """Passes orders to the conductor, and stops straight to the robot, each with its origin.

    Args:
        parts: the run's parts.
        conductor: takes the orders.
        board: the show as the record has it.
        turns: whose turn it is to be sent something; an order goes first.
        editing: changes the show's files; None where nothing does.
    """

    def __init__(
        self,
        parts: Parts,
        conductor: Conductor,
        board: CurrentBoard,
        turns: Turns,
        editing: Editing | None = None,
    ) -> None:
        self._turns = turns
        self._editing = editing
        self._parts = parts
        self._conductor = conductor
        self._board = board
        self._callers = Callers(parts.journal)
        self._answers: FirstAnswers[Given] = FirstAnswers()
        self._under_way: set[asyncio.Task[Given]] = set()
        self._over = False

    @property
    def board(self) -> Board:
        """The show as the record has it now."""
        return self._board.now()

    def stop(self, grade: Grade, origin: str) -> StopReceipt:
        """Stop the robot, then everything else; waits for nothing.

        Args:
            grade: how.
            origin: which input it came from, and whose.
        """
        if self._over:
            return StopReceipt(grade, sent=False, why=_ENDED)
        return self._conductor.stop(grade, origin)

    async def order(self, order: RemoteOrder, origin: str) -> Given:
        """Have an order carried out, once; it is carried out also when the sender goes away.

        Args:
            order: what to do.
            origin: which input it came from, and whose.
        """
        self._turns.give_way()
        if not self._board.reached():
            self._refused(order, origin, _UNREACHED)
            return Given(Became.REFUSED, _UNREACHED, self.board)
        doing = self._doing(order, origin)
        if order.key is None:
            return await self._answer_of(doing())
        try:
            answer, repeated = self._answers.once(order.key, order, doing)
        except KeyReused:
            reason = "this key was another order's"
            self._refused(order, origin, reason)
            return Given(Became.KEY_REUSED, reason, self.board)
        if repeated:
            self._refused(order, origin, "sent again with the same key")
        return replace(await self._answer_of(answer), repeated=repeated)

    async def close(self) -> None:
        """Take nothing any more; what is under way is given up."""
        self._over = True
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _answer_of(self, doing: "asyncio.Task[Given]") -> Given:
        try:
            return await asyncio.shield(doing)
        except asyncio.CancelledError:
            if not doing.cancelled():
                raise
            return Given(Became.REFUSED, _ENDED, self.board)

    def _doing(self, order: RemoteOrder, origin: str) -> Callable[[], "asyncio.Task[Given]"]:
        def begin() -> asyncio.Task[Given]:
            task = asyncio.create_task(self._answered(self._carried_out(order, origin)))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            return task

        return begin

    async def _answered(self, doing: Coroutine[Any, Any, Answer]) -> Given:
        answer = await doing
        became = Became.DONE if answer.accepted else Became.REFUSED
        return Given(Became.STALE if answer.stale else became, answer.reason, self.board)

    async def _carried_out(self, order: RemoteOrder, origin: str) -> Answer:
        if self._over:
            return Answer(accepted=False, reason=_ENDED)
        if order.pressed_s is not None and time.monotonic() - order.pressed_s > _LATE_S:
            reason = f"it was {time.monotonic() - order.pressed_s:.1f} s on its way"
            self._refused(order, origin, reason)
            return Answer(accepted=False, reason=reason, stale=True)
        if order.verb is Own.TAKE_OVER:
            self._callers.take_over(order.console, origin)
            return ACCEPTED
        looks_on = order.verb not in _FREE and self._callers.refusal(order.console, origin)
        if looks_on:
            self._refused(order, origin, looks_on)
            return Answer(accepted=False, reason=looks_on)
        if order.verb is Own.PREFLIGHT:
            return await self._preflight(order, origin)
        named = self._parts.show.defaults.remote_go == "named"
        if order.verb is Verb.GO and order.cue is None and named:
            reason = "this show has every GO name the cue that it expects"
            self._refused(order, origin, reason)
            return Answer(accepted=False, reason=reason)
        if order.verb is Verb.REVISE and self._editing:
            return await self._revise(order, origin, self._editing)
        return await self._conductor.order(
            order.verb, origin, order.cue, order.seen, order.words, order.confidence
        )

    async def _revise(self, order: RemoteOrder, origin: str, editing: Editing) -> Answer:
        """Take in what is offered, and have it in the show's files before."""
        edition = order.cue or ""
        why = self._conductor.revising.refusal(edition)
        try:
            if not why:
                await editing.write(edition)
        except ModeratorError as error:
            why = str(error)
        if why:
            self._refused(order, origin, why)
            return Answer(accepted=False, reason=why)
        answer = await self._conductor.order(Verb.REVISE, origin, edition, order.seen)
        if answer.accepted:
            await editing.taken_in(edition)
        return answer

    async def _preflight(self, order: RemoteOrder, origin: str) -> Answer:
        """Every check again, after a stop or a fault; the show's own first one is not ours."""
        now = self._conductor.lifecycle.now
        if now not in _MAKES_READY_AGAIN:
            reason = f"the show is {now}; preflight is for after a stop or a fault"
            self._refused(order, origin, reason)
            return Answer(accepted=False, reason=reason)
        self._parts.journal.write("order", order=Own.PREFLIGHT.value, origin=origin)
        try:
            await prepare(self._parts, self._conductor)
        except ModeratorError as error:
            self._parts.journal.write("warning", what=str(error))
            return Answer(accepted=False, reason=str(error))
        except Exception as error:  # noqa: BLE001 — the show is faulted, and whoever asked is told
            what = f"defect: {in_a_line(error)}"
            self._parts.journal.write("fault", what=what)
            return Answer(accepted=False, reason=what)
        finally:
            self._conductor.turn()
        return ACCEPTED

    def _refused(self, order: RemoteOrder, origin: str, reason: str) -> None:
        """Record an order that does not reach the conductor, who records all others."""
        if order.verb is Verb.GO:
            self._parts.journal.write("go_refused", origin=origin, reason=reason)
            return
        cue, told = None, {"order": order.verb.value, "origin": origin}
        if isinstance(order.verb, Verb):
            cue, told = told_of(order.verb, origin, order.cue, order.words)
        self._parts.journal.write("order_refused", cue, **told, reason=reason)
