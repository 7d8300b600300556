"""The orders that change what comes: another order of cues, a cut, cues dropped and restored."""

from collections.abc import Callable, Iterable, Mapping

from moderator.engine.next_go import NextGo
from moderator.engine.orders import Order, Verb
from moderator.engine.parts import Parts
from moderator.engine.running import Running
from moderator.engine.told_rundown import told_from
from moderator.show.rearranging import CannotRearrange, moved
from moderator.show.rundown import Called, Rundown

_BEHIND = "it starts by itself after what runs"

Deed = Callable[[], None]


class Rearranging:
    """Moves what has not been called yet; what was, and what follows it by itself, stays.

    Args:
        parts: the run's parts.
        next_go: the playhead.
        running: the cues that run.
        where: says how the show is, when no cue comes any more.
        tell_red: records what the new standby lacks.
    """

    def __init__(
        self,
        parts: Parts,
        next_go: NextGo,
        running: Running,
        where: Callable[[], str],
        tell_red: Deed,
    ) -> None:
        self._parts = parts
        self._next_go = next_go
        self._running = running
        self._where = where
        self._tell_red = tell_red
        self.verbs: Mapping[Verb, Callable[[Order], Deed | str]] = {
            Verb.REORDER: self._reorder,
            Verb.CUT_TO: self._cut_to,
            Verb.DROP: self._drop,
            Verb.RESTORE: self._restore,
            Verb.SHORTEN: self._shorten,
        }

    def _reorder(self, order: Order) -> Deed | str:
        first = max(self._next_go.position, self._running.chains_end())
        rundown = self._parts.rundown
        try:
            arranged = moved(rundown, order.cue or "", order.words, first)
        except CannotRearrange as error:
            return str(error)
        ours = rundown.find(order.cue or "")
        assert ours is not None
        for called in rundown.chain(ours.position):
            if self._parts.time.has_begun(called):
                return f"cue {called.number} was called already"
        return lambda: self._arrange(arranged)

    def _arrange(self, rundown: Rundown) -> None:
        self._parts.time.rundown = rundown
        self._next_go.rearranged(told_from(rundown, self._parts.clock.first_ns))
        self._tell_red()

    def _cut_to(self, order: Order) -> Deed | str:
        called = self._coming(order.cue)
        if isinstance(called, str):
            return called
        at = self._next_go.position
        if called.position <= at:
            return f"cue {called.number} is on standby" if called.position == at else _BEHIND
        taken_back = []
        for talk in (one for one in self._running.cues() if one.cue.talk):
            speaks = self._parts.speakers.floor(talk.number)
            if speaks is None or not speaks[1].speaks:
                return (
                    f"the speaker of cue {talk.number} is awaited: say first that they are absent"
                )
            taken_back.append(speaks[1].taken_back)
        begins = min((one.position for one in self._waiting()), default=at)
        passed = [
            each
            for each in self._parts.rundown.cues[begins : called.position]
            if each.number not in self._next_go.dropped
        ]

        def deed() -> None:
            self._running.forget_waiting()
            for event in taken_back:
                event.set()
            self._next_go.cut(passed, called.position)
            self._tell_red()

        return deed

    def _drop(self, order: Order) -> Deed | str:
        called = self._coming(order.cue)
        if isinstance(called, str):
            return called
        return lambda: self._change((*self._next_go.dropped, called.number))

    def _shorten(self, _: Order) -> Deed | str:
        offer = self._parts.time.offer()
        if offer is None:
            return "every fixed time is met as it goes now"
        if not offer.drop:
            return offer.in_words()
        numbers = [called.number for called in offer.drop]
        return lambda: self._change((*self._next_go.dropped, *numbers))

    def _restore(self, order: Order) -> Deed | str:
        dropped = self._next_go.dropped
        called = self._parts.rundown.find(order.cue or "")
        if called is None or called.number not in dropped:
            return f"cue {order.cue} is not dropped"
        if self._next_go.called() is None and not self._running:
            return f"cue {called.number} was passed over already"
        return lambda: self._change(n for n in dropped if n != called.number)

    def _waiting(self) -> list[Called]:
        """What waits in the rundown to start by itself; a cut goes past it."""
        return [one for one in self._running.waiting() if one.position >= 0]

    def _coming(self, number: str | None) -> Called | str:
        """A cue that is still to come; or why it is none."""
        called = self._parts.rundown.find(number or "")
        if called is None or called.position < 0:
            return f"there is no cue {number} in the rundown"
        if not self._parts.time.is_coming(called):
            return f"cue {called.number} comes before the standby"
        if called.number in self._next_go.dropped:
            return f"cue {called.number} is dropped already"
        return called

    def _change(self, dropped: Iterable[str]) -> None:
        self._next_go.drop(tuple(dropped))
        self._tell_red()
