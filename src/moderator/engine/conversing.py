"""The orders of a conversation: the operator's word on drafts, push-to-talk, and what was heard."""

from collections.abc import Callable

from moderator.engine.deciding import NOTHING_WAITS, Deciding
from moderator.engine.orders import Order, Verb
from moderator.hearing import Ears, Heard
from moderator.people import Decision

Deed = Callable[[], None]
Refuses = Callable[[], str]

_NOTHING_TO_INTERRUPT = "there is nothing to interrupt"


class Conversing:
    """Says what each of these orders does, or why it does nothing.

    Args:
        deciding: the draft that waits.
        ears: what hears the host.
        guard: why an answer does nothing so soon after another; empty when it does something.
        unread: why one that names no draft does nothing so soon after the draft came; empty when
            it does something.
    """

    def __init__(self, deciding: Deciding, ears: Ears, guard: Refuses, unread: Refuses) -> None:
        self._deciding = deciding
        self._ears = ears
        self._guard = guard
        self._unread = unread
        self.verbs: dict[Verb, Callable[[Order], Deed | str]] = {
            Verb.APPROVE: self._approve,
            Verb.REFUSE: lambda order: self._decide(
                order, Decision(approved=False, by=order.origin)
            ),
            Verb.PICK: self._pick,
            Verb.ANSWER: self._answer,
            Verb.LISTEN: self._listen,
            Verb.LISTENED: self._listened,
            Verb.INTERRUPT: self._interrupt,
            Verb.HEARD: self._heard,
        }

    def stale(self, order: Order) -> str:
        """Why an order is for a draft that waits no more; empty when it is not.

        What GO does is nothing to these orders.
        """
        of_draft = order.verb in (Verb.APPROVE, Verb.REFUSE, Verb.PICK, Verb.ANSWER)
        if of_draft and order.seen is not None and order.seen < self._deciding.since:
            return f"another draft has come since entry {order.seen}"
        return ""

    def _approve(self, order: Order) -> Deed | str:
        asked = self._deciding.asked
        if asked and not asked.answer:
            return "there is no answer to approve: pick one, or type it"
        return self._decide(order, Decision(approved=True, by=order.origin))

    def _pick(self, order: Order) -> Deed | str:
        asked = self._deciding.asked
        if asked and order.cue not in {answer for answer, _ in asked.offered}:
            return f"{order.cue} is not offered"
        return self._decide(order, Decision(approved=True, by=order.origin, pick=order.cue or ""))

    def _answer(self, order: Order) -> Deed | str:
        if not order.words.strip():
            return "there is nothing in the answer"
        return self._decide(
            order, Decision(approved=True, by=order.origin, text=order.words.strip())
        )

    def _decide(self, order: Order, decision: Decision) -> Deed | str:
        if self._deciding.asked is None:
            return NOTHING_WAITS
        if order.seen is None and decision.approved and (too_soon := self._unread()):
            return too_soon
        return self._guard() or (lambda: self._deciding.give(decision))

    def _listen(self, order: Order) -> Deed | str:
        return self._ears.why_not_press(order.origin) or (lambda: self._ears.press(order.origin))

    def _listened(self, order: Order) -> Deed | str:
        if order.origin not in self._ears.held:
            return "push-to-talk is not held"
        return lambda: self._ears.release(order.origin)

    def _interrupt(self, order: Order) -> Deed | str:
        if not self._ears.interruptible:
            return _NOTHING_TO_INTERRUPT
        return lambda: self._ears.interrupt(order.origin)

    def _heard(self, order: Order) -> Deed | str:
        heard = Heard(order.words, order.cue or "elsewhere", order.confidence)
        return self._ears.why_not_tell() or (lambda: self._ears.tell(heard))
