"""The one task that owns a show's life: it takes orders one at a time, and stop at once."""

import asyncio
from collections.abc import Callable

from moderator.engine.guard import Guard
from moderator.engine.lifecycle import Lifecycle, State
from moderator.engine.next_go import NextGo
from moderator.engine.orders import ACCEPTED, Answer, Ended, Order, Verb
from moderator.engine.parts import Parts
from moderator.engine.readiness import readiness, why_not
from moderator.engine.running import Running
from moderator.people import Standby
from moderator.robot import Grade, StopReceipt
from moderator.show.rundown import Called

_CALLABLE = (State.STANDBY, State.RUNNING)
_ENDED = "the show has ended"


class Conductor:
    """Owns the lifecycle, the playhead and the running cues.

    Args:
        parts: the run's parts.
        first: position in the rundown that is on standby first.
    """

    def __init__(self, parts: Parts, first: int = 0) -> None:
        self._parts = parts
        self._guard = Guard(parts.show.defaults.guard)
        self._orders: asyncio.Queue[Order | Ended | None] = asyncio.Queue()
        self._over = False
        self._next_go = NextGo(parts, first)
        self.lifecycle = Lifecycle(self._changed)
        self._running = Running(
            parts,
            self.lifecycle,
            self._next_go,
            self,
            lambda called, performed: self._orders.put_nowait(Ended(called, performed)),
        )
        self._verbs: dict[Verb, Callable[[Order], Answer]] = {
            Verb.GO: self._go,
            Verb.HOT: self._hot,
            Verb.HOLD: self._hold,
            Verb.RESUME: self._resume,
            Verb.BACK: lambda order: self._move(self._next_go.position - 1, order),
            Verb.NEXT: lambda order: self._move(self._next_go.position + 1, order),
            Verb.JUMP: self._jump,
            Verb.SKIP: self._skip,
            Verb.DISARM: self._arm,
            Verb.ARM: self._arm,
        }

    async def order(self, verb: Verb, origin: str, cue: str | None = None) -> Answer:
        """Have an order carried out; returns when it is, or is refused, and that is recorded.

        Args:
            verb: what to do.
            origin: which input it came from.
            cue: the cue it names; for GO the one it expects on standby.
        """
        if self._over:
            return Answer(accepted=False, reason=_ENDED)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._orders.put_nowait(Order(verb, origin, cue, answer))
        given = await answer
        await self._parts.journal.flushed()
        return given

    def stop(self, grade: Grade, origin: str) -> StopReceipt:
        """Stop the robot, then everything else. Goes round the queue and waits for nothing."""
        receipt = self._parts.robot.stop(grade)
        self._parts.speaker.stop(grade)
        self._running.cancel()
        self._parts.journal.write(
            "stop",
            grade=grade.value,
            origin=origin,
            sent=receipt.sent,
            **({"why": receipt.why} if receipt.why else {}),
        )
        if self.lifecycle.may("stop"):
            self.lifecycle.fire("stop")
        self._orders.put_nowait(None)
        return receipt

    def ready(self) -> None:
        """Preflight is green: the first cue goes on standby."""
        self.lifecycle.fire("ready")
        self._next_go.tell()

    async def turned(self) -> None:
        """Wait until the state or the standby changes, or somebody calls `turn`."""
        if not self._over:
            self._next_go.changed.clear()
            await self._next_go.changed.wait()

    def turn(self) -> None:
        """Wake those who wait in `turned`."""
        self._next_go.changed.set()

    def standby(self) -> Standby | None:
        """What the next GO does, in words; None when GO does nothing."""
        return self._next_go.standby() if self.lifecycle.now in _CALLABLE else None

    def running(self) -> tuple[Called, ...]:
        """The cues that run, in the order in which they began."""
        return self._running.cues()

    def tally(self) -> dict[str, int]:
        """How many cues ended which way: done, skipped, failed, unknown."""
        return self._running.tally()

    def over_ns(self) -> int:
        """How far the show is over its plan; negative when it is ahead."""
        return self._parts.time.over_ns()

    def open_go(self, number: str, means: str) -> asyncio.Event:
        """Let the operator's GO set an event from now on."""
        return self._next_go.open(number, means)

    def close_go(self, event: asyncio.Event) -> None:
        """Let GO be GO again."""
        self._next_go.close(event)

    async def conduct(self) -> None:
        """Take orders until the task is cancelled; every cue has ended on return."""
        try:
            async with self._running.group:
                while True:
                    order = await self._orders.get()
                    if isinstance(order, Order):
                        order.answer.set_result(self._verbs[order.verb](order))
                    elif isinstance(order, Ended):
                        self._running.ended(order.called, order.performed)
                    self._settle()
        finally:
            self._over = True
            self.turn()
            while not self._orders.empty():
                left = self._orders.get_nowait()
                if isinstance(left, Order) and not left.answer.done():
                    left.answer.set_result(Answer(accepted=False, reason=_ENDED))

    def _settle(self) -> None:
        """Bring the state in line with what runs."""
        if self._running:
            return
        match self.lifecycle.now:
            case State.STOPPING:
                self.lifecycle.fire("rest")
            case State.STANDBY | State.RUNNING if self._next_go.called() is None:
                self.lifecycle.fire("finish")
            case State.RUNNING:
                self.lifecycle.fire("settle")
                self._next_go.tell()

    def _changed(self, source: State, target: State, trigger: str) -> None:
        self._parts.journal.write(
            "state", **{"from": source.value, "to": target.value, "trigger": trigger}
        )
        self._next_go.changed.set()

    def _go(self, order: Order) -> Answer:
        reason = self._why_no_go(order)
        if reason:
            self._parts.journal.write("go_refused", origin=order.origin, reason=reason)
            return Answer(accepted=False, reason=reason)
        if meaning := self._next_go.meaning():
            standby, event = meaning
            self._parts.journal.write("go", standby.cue, origin=order.origin, means=standby.says)
            event.set()
            return ACCEPTED
        called = self._next_go.called()
        assert called is not None
        if anchor := self._parts.clock.first_go():
            self._parts.journal.write("anchor", date=anchor.isoformat())
        self._parts.journal.write("go", called.number, origin=order.origin)
        self._next_go.past(called)
        self._running.start(called, self._parts.clock.now_ns())
        return ACCEPTED

    def _why_no_go(self, order: Order) -> str:
        standby = self.standby()
        if standby is None:
            at_end = self.lifecycle.now in _CALLABLE
            return "no cue is on standby" if at_end else f"the show is {self.lifecycle.now}"
        if order.cue is not None and order.cue != standby.cue:
            return f"standby is cue {standby.cue}"
        called = self._next_go.called()
        if called is not None and not self._next_go.meaning():
            reason = self._running.clash(called)
            reason = reason or why_not(readiness(called.cue, self._parts.robot.state()))
            if reason:
                return reason
        return self._guard.refuses(self._parts.clock.now_ns())

    def _hot(self, order: Order) -> Answer:
        called = next((c for c in self._parts.rundown.hot if c.number == order.cue), None)
        if called is None:
            return self._no(order, f"there is no hot cue {order.cue}")
        if self.lifecycle.now not in (*_CALLABLE, State.HELD):
            return self._no(order, f"the show is {self.lifecycle.now}")
        if clash := self._running.clash(called):
            return self._no(order, clash)
        self._yes(order)
        self._running.start(called, self._parts.clock.now_ns())
        return ACCEPTED

    def _hold(self, order: Order) -> Answer:
        if not self.lifecycle.may("hold"):
            return self._no(order, f"the show is {self.lifecycle.now}")
        self._yes(order)
        self.lifecycle.fire("hold")
        return ACCEPTED

    def _resume(self, order: Order) -> Answer:
        if not self.lifecycle.may("resume"):
            return self._no(order, f"the show is {self.lifecycle.now}")
        self._yes(order)
        self.lifecycle.fire("resume")
        self._running.resume()
        return ACCEPTED

    def _jump(self, order: Order) -> Answer:
        called = self._parts.rundown.find(order.cue or "")
        if called is None or called.position < 0:
            return self._no(order, f"there is no cue {order.cue} in the rundown")
        return self._move(called.position, order)

    def _move(self, position: int, order: Order) -> Answer:
        if self.lifecycle.now in (State.FINISHED, State.STOPPING):
            return self._no(order, f"the show is {self.lifecycle.now}")
        if not self._next_go.move(position):
            return self._no(order, "the rundown ends here")
        self._yes(order)
        return ACCEPTED

    def _skip(self, order: Order) -> Answer:
        called = self._next_go.called()
        if called is None or self.lifecycle.now not in (*_CALLABLE, State.HELD):
            return self._no(order, "no cue is on standby")
        self._yes(order)
        self._running.pass_over(called, f"skipped by {order.origin}")
        self._next_go.skip()
        return ACCEPTED

    def _arm(self, order: Order) -> Answer:
        called = self._parts.rundown.find(order.cue or "")
        if called is None:
            return self._no(order, f"there is no cue {order.cue}")
        self._yes(order)
        disarmed = self._running.disarmed
        (disarmed.add if order.verb is Verb.DISARM else disarmed.discard)(called.number)
        return ACCEPTED

    def _yes(self, order: Order) -> None:
        self._parts.journal.write("order", order.cue, order=order.verb.value, origin=order.origin)

    def _no(self, order: Order, reason: str) -> Answer:
        self._parts.journal.write(
            "order_refused", order.cue, order=order.verb.value, origin=order.origin, reason=reason
        )
        return Answer(accepted=False, reason=reason)
