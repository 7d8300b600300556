"""The orders that move the standby; they start nothing."""

from collections.abc import Callable, Mapping

from moderator.engine.lifecycle import CALLABLE, Lifecycle, State
from moderator.engine.next_go import NextGo
from moderator.engine.orders import Order, Verb
from moderator.engine.parts import Parts
from moderator.engine.running import Running

Deed = Callable[[], None]


class Moving:
    """Puts another cue on standby; what waited to start by itself is forgotten then.

    Args:
        parts: the run's parts.
        lifecycle: the show's state.
        next_go: the playhead.
        running: the cues that run.
        where: says how the show is, where it cannot be moved.
        tell_red: records what the new standby lacks.
    """

    def __init__(
        self,
        parts: Parts,
        lifecycle: Lifecycle,
        next_go: NextGo,
        running: Running,
        where: Callable[[], str],
        tell_red: Deed,
    ) -> None:
        self._parts = parts
        self._lifecycle = lifecycle
        self._next_go = next_go
        self._running = running
        self._where = where
        self._tell_red = tell_red
        self.verbs: Mapping[Verb, Callable[[Order], Deed | str]] = {
            Verb.BACK: lambda _: self._move(self._next_go.before()),
            Verb.NEXT: lambda _: self._move(self._next_go.position + 1),
            Verb.JUMP: self._jump,
            Verb.SKIP: self._skip,
        }

    def _jump(self, order: Order) -> Deed | str:
        called = self._parts.rundown.find(order.cue or "")
        if called is None or called.position < 0:
            return f"there is no cue {order.cue} in the rundown"
        if called.number in self._next_go.dropped:
            return f"cue {called.number} is dropped: restore it first"
        return self._move(called.position)

    def _move(self, position: int) -> Deed | str:
        if self._lifecycle.now in (State.FINISHED, State.STOPPING):
            return self._where()
        if not self._next_go.reaches(position):
            return "the rundown ends here"

        def deed() -> None:
            self._running.forget_waiting()
            self._next_go.move(position)
            self._tell_red()

        return deed

    def _skip(self, order: Order) -> Deed | str:
        called = self._next_go.called()
        if called is None or self._lifecycle.now not in (*CALLABLE, State.HELD):
            return "no cue is on standby"

        def deed() -> None:
            self._running.forget_waiting()
            self._running.pass_over(called, f"skipped by {order.origin}")
            self._next_go.skip()
            self._tell_red()

        return deed
