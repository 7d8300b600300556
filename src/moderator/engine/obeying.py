"""What each order does, or why it does nothing."""

from collections.abc import Callable

from moderator.engine.conversing import Conversing
from moderator.engine.deciding import Deciding
from moderator.engine.guard import Guard
from moderator.engine.inquiring import Inquiring
from moderator.engine.lifecycle import CALLABLE, Lifecycle, State
from moderator.engine.locking import Locking
from moderator.engine.mastering import Mastering
from moderator.engine.moving import Moving
from moderator.engine.next_go import NextGo
from moderator.engine.orders import ACCEPTED, Answer, Order, Verb, told_of
from moderator.engine.parts import Parts
from moderator.engine.readiness import Readiness
from moderator.engine.rearranging import Rearranging
from moderator.engine.revising import Revising
from moderator.engine.running import Running
from moderator.engine.talk_orders import TalkOrders
from moderator.people import Decision
from moderator.robot import Check
from moderator.show.rundown import Called
from moderator.values.duration import format_duration, seconds

Deed = Callable[[], None]


class Obeying:
    """Carries out one order at a time, and records each, also those that it refuses.

    Args:
        parts: the run's parts.
        lifecycle: the show's state.
        next_go: the playhead.
        running: the cues that run.
        readiness: whether cues can really be done.
        inquiring: what a person is asked in preflight.
        deciding: the draft that waits for the operator's word.
    """

    def __init__(
        self,
        parts: Parts,
        lifecycle: Lifecycle,
        next_go: NextGo,
        running: Running,
        readiness: Readiness,
        inquiring: Inquiring,
        deciding: Deciding,
    ) -> None:
        self._parts = parts
        self._lifecycle = lifecycle
        self._next_go = next_go
        self._running = running
        self._inquiring = inquiring
        self._readiness = readiness
        self.held_for = ""
        """Why the show was held, where no person held it."""
        self._guard = Guard(parts.show.defaults.guard)
        self._conversing = Conversing(
            deciding, parts.ears, self._too_soon, lambda: self._unread(deciding.since_s)
        )
        self.locking = Locking(parts.journal)
        self.revising = Revising(parts, next_go, running, self.locking, self.tell_red)
        self._verbs: dict[Verb, Callable[[Order], Deed | str]] = {
            **self._conversing.verbs,
            **TalkOrders(parts).verbs,
            **Moving(parts, lifecycle, next_go, running, self._where, self.tell_red).verbs,
            **Rearranging(parts, next_go, running, self._where, self.tell_red).verbs,
            **self.revising.verbs,
            **self.locking.verbs,
            **Mastering(parts).verbs,
            Verb.NOTE: self._note,
            Verb.HOT: self._hot,
            Verb.HOLD: lambda _: self._fire("hold"),
            Verb.RESUME: lambda _: self._fire("resume", self._resume),
            Verb.DISARM: self._arm,
            Verb.ARM: self._arm,
            Verb.CONFIRM: self._answer,
            Verb.DECLINE: self._answer,
        }

    def obey(self, order: Order) -> Answer:
        """Carry out an order, or refuse it and say why."""
        if order.verb is Verb.GO:
            return self._go(order)
        conversing = order.verb in self._conversing.verbs
        stale = self._conversing.stale(order) if conversing else self._stale(order)
        deed = stale or self.locking.refusal(order.verb) or self._verbs[order.verb](order)
        cue, told = told_of(order.verb, order.origin, order.cue, order.words)
        if isinstance(deed, str):
            self._parts.journal.write("order_refused", cue, **told, reason=deed)
            return Answer(accepted=False, reason=deed, stale=bool(stale))
        self._parts.journal.write("order", cue, **told)
        deed()
        return ACCEPTED

    def _go(self, order: Order) -> Answer:
        journal = self._parts.journal
        stale = self._stale(order)
        if reason := stale or self.refusal() or self._guard.refuses(self._parts.clock.now_ns()):
            journal.write("go_refused", origin=order.origin, reason=reason)
            return Answer(accepted=False, reason=reason, stale=bool(stale))
        if meaning := self._next_go.meaning():
            standby, event = meaning
            journal.write("go", standby.cue, origin=order.origin, means=standby.says)
            event.set()
            return ACCEPTED
        passed, called = self._next_go.to_start()
        for one in passed:
            self._running.pass_over(one, self._next_go.passes_over(one))
        if called is None:
            journal.write("go", origin=order.origin, means="nothing comes whose condition holds")
            self._next_go.move(len(self._parts.rundown.cues))
            return ACCEPTED
        why = self._next_go.passes_over(called)  # asked where the show stands before it moves on
        if anchor := self._parts.clock.first_go(called.planned.start_ns):
            planned_zero_s = seconds(self._parts.clock.planned_zero_ns)
            journal.write("anchor", date=anchor.isoformat(), planned_zero_s=planned_zero_s)
        journal.write("go", called.number, origin=order.origin)
        self._next_go.past(called)
        self._running.call(called, why)
        return ACCEPTED

    def refusal(self) -> str:
        """Why a GO would do nothing now, the guard apart; empty when it would do something."""
        if self._lifecycle.now not in CALLABLE:
            return self._where()
        if meaning := self._next_go.meaning():
            return "that was asked already" if meaning[1].is_set() else ""
        passed, called = self._next_go.to_start()
        if called is None:
            return "" if passed else "no cue is on standby"
        return self._why_not(called)

    def checks(self) -> tuple[Check, ...]:
        """What GO would start needs, the standby and those that start with it."""
        called = self._next_go.to_start()[1]
        return self._readiness.checks(self._together(called)) if called else ()

    def tell_red(self) -> None:
        """Record which of these checks are red, when that has changed."""
        called = self._next_go.to_start()[1]
        if called and self._lifecycle.now in CALLABLE:
            self._readiness.tell(called.number, self._together(called))

    def _together(self, called: Called) -> tuple[Called, ...]:
        """A cue and those that start together with it, without those that do nothing."""
        together = self._parts.rundown.together(called)
        return tuple(one for one in together if not self._next_go.passes_over(one))

    def _stale(self, order: Order) -> str:
        """What has changed since whoever asked last looked; empty when nothing that matters."""
        standby = self._next_go.standby() if self._lifecycle.now in CALLABLE else None
        if order.verb is Verb.GO and standby and order.cue not in (None, standby.cue):
            return f"standby is cue {standby.cue}"
        since = self._next_go.since
        if order.seen is not None and order.seen < since:
            return f"what GO does has changed since entry {order.seen}"
        return ""

    def _why_not(self, called: Called) -> str:
        """Why a cue, with those that start together with it, cannot be started now."""
        together = self._together(called)
        clashes = (self._running.clash(one) for one in together)
        return next(filter(None, clashes), "") or self._readiness.why_not(together)

    def _hot(self, order: Order) -> Deed | str:
        called = next((c for c in self._parts.rundown.hot if c.number == order.cue), None)
        if called is None:
            return f"there is no hot cue {order.cue}"
        if self._lifecycle.now not in (*CALLABLE, State.HELD):
            return self._where()
        passed = self._next_go.passes_over(called)
        return self._why_not(called) or (lambda: self._running.call(called, passed))

    def _fire(self, trigger: str, then: Deed | None = None) -> Deed | str:
        if not self._lifecycle.may(trigger):
            return self._where()

        def deed() -> None:
            self._lifecycle.fire(trigger)
            if then:
                then()

        return deed

    def _resume(self) -> None:
        self.held_for = ""
        self._running.resume()

    def _answer(self, order: Order) -> Deed | str:
        """A person's word on the check that is asked."""
        asked = self._inquiring.asked
        if asked is None or order.cue != asked.check:
            return f"what is asked is {asked.check}" if asked else "nothing is asked"
        decision = Decision(order.verb is Verb.CONFIRM, order.origin)
        return self._too_soon() or (lambda: self._inquiring.answer(decision))

    def _too_soon(self) -> str:
        """Why an answer does nothing so soon after another, or after GO; empty when it does."""
        return self._guard.refuses(self._parts.clock.now_ns(), "answer")

    def _unread(self, since_s: float) -> str:
        """Why nobody can have read a draft yet that came then; empty when they can."""
        window_ns = self._parts.show.defaults.guard
        if seconds(self._parts.clock.now_ns()) - since_s < seconds(window_ns):
            return f"within {format_duration(window_ns)} of the draft"
        return ""

    def _arm(self, order: Order) -> Deed | str:
        called = self._parts.rundown.find(order.cue or "")
        if called is None:
            return f"there is no cue {order.cue}"

        def deed() -> None:
            self._next_go.arm(called, armed=order.verb is Verb.ARM)
            self.tell_red()

        return deed

    def _note(self, order: Order) -> Deed | str:
        """Keep what the operator notes against a cue."""
        if order.cue and self._parts.rundown.find(order.cue) is None:
            return f"there is no cue {order.cue}"
        text = " ".join(order.words.split())
        if not text:
            return "there is nothing to note"

        def deed() -> None:
            self._parts.journal.write("note", order.cue, text=text, origin=order.origin)

        return deed

    def _where(self) -> str:
        now = self._lifecycle.now
        why = self.held_for if now is State.HELD else self._running.lost
        if asked := self._inquiring.asked:
            why = asked.ask
        return f"the show is {now}{f': {why}' if why else ''}"
