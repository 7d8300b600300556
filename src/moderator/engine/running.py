"""The cues that run now: what they hold, how they start, and what comes after each."""

import asyncio
from collections import Counter
from collections.abc import Callable

from moderator.cues.claims import in_words
from moderator.cues.cue import GoTo
from moderator.engine.lifecycle import Lifecycle, State
from moderator.engine.next_go import NextGo
from moderator.engine.parts import Parts
from moderator.engine.runner import Performed, perform, record_end
from moderator.engine.stage import Desk
from moderator.robot import Ended, Outcome
from moderator.show.rundown import Called
from moderator.values.duration import seconds

Report = Callable[[Called, Performed], None]


class Running:
    """Starts cues in a task group of their own, and follows each to its end.

    Args:
        parts: the run's parts.
        lifecycle: the show's state.
        next_go: the playhead.
        desk: what a cue's stage asks of the conductor.
        report: told, from its task, that a cue is done; the conductor then calls `ended`.
    """

    def __init__(
        self, parts: Parts, lifecycle: Lifecycle, next_go: NextGo, desk: Desk, report: Report
    ) -> None:
        self._parts = parts
        self._lifecycle = lifecycle
        self._next_go = next_go
        self._desk = desk
        self._report = report
        self._tasks: dict[str, tuple[Called, asyncio.Task[None]]] = {}
        self._waiting: tuple[Called, int] | None = None
        self._taken_over: set[str] = set()
        self._ended: Counter[str] = Counter()
        self.group = asyncio.TaskGroup()
        self.disarmed = {c.number for c in parts.rundown.cues if not c.cue.armed}

    def __bool__(self) -> bool:
        """Whether a cue runs, or waits for the show to be resumed."""
        return bool(self._tasks or self._waiting)

    def cues(self) -> tuple[Called, ...]:
        """The cues that run, in the order in which they began."""
        return tuple(called for called, _ in self._tasks.values())

    def tally(self) -> dict[str, int]:
        """How many cues ended which way."""
        done, skipped, unknown = (self._ended[k] for k in ("succeeded", "skipped", "unknown"))
        failed = self._ended.total() - done - skipped - unknown
        return {"done": done, "skipped": skipped, "failed": failed, "unknown": unknown}

    def clash(self, called: Called) -> str:
        """Why a cue cannot start beside those that run; empty when it can."""
        if called.number in self._tasks:
            return f"cue {called.number} runs already"
        if called.cue.takes_over:
            return ""
        claims = called.cue.claims(self._parts.materials)
        for other in self.cues():
            if both := claims & other.cue.claims(self._parts.materials):
                return f"cue {other.number} still holds {in_words(both)}"
        return ""

    def start(self, called: Called, due_ns: int) -> None:
        """Start a cue, and with it those that start together with it."""
        if self._lifecycle.now is not State.HELD:
            self._lifecycle.fire("act")
        if called.number in self.disarmed:
            self.pass_over(called, "disarmed")
            self._follow(called, due_ns)
        elif clash := self.clash(called):
            performed = Performed(Outcome.rejected(clash), due_ns)
            record_end(called, performed.outcome, 0, self._parts)
            self._ended[performed.outcome.ended] += 1
            self._failed(called, performed)
        else:
            older = self._take_over(called) if called.cue.takes_over else []
            self._parts.time.began(called, due_ns)
            task = self.group.create_task(self._perform(called, due_ns, older))
            self._tasks[called.number] = (called, task)
        if called.follows == "auto_continue":
            self.start(self._parts.rundown.cues[called.position + 1], due_ns)

    def _take_over(self, called: Called) -> list[asyncio.Task[None]]:
        """Have the cues that hold what this one needs end; returns their tasks."""
        claims = called.cue.claims(self._parts.materials)
        older = {
            number: task
            for number, (other, task) in self._tasks.items()
            if claims & other.cue.claims(self._parts.materials)
        }
        self._taken_over.update(older)
        for task in older.values():
            task.cancel()
        return list(older.values())

    async def _perform(self, called: Called, due_ns: int, older: list[asyncio.Task[None]]) -> None:
        """One cue's task: the record first, for at most its patience; then the cue."""
        performed = Performed(Outcome.cancelled(), due_ns)
        try:
            if not await self._parts.journal.flushed():
                trouble = self._parts.journal.trouble or "the disk is slow"
                self._parts.journal.write("warning", called.number, what=f"record: {trouble}")
            for task in older:
                await asyncio.wait([task])
            performed = await perform(called, due_ns, self._parts, self._desk)
        finally:
            self._report(called, performed)

    def pass_over(self, called: Called, why: str) -> None:
        """Record that a cue does nothing this time."""
        self._ended["skipped"] += 1
        self._parts.journal.write(
            "cue_ended",
            called.number,
            outcome="skipped",
            why=why,
            planned_s=seconds(called.planned.length_ns),
            actual_s=0.0,
        )

    def ended(self, called: Called, performed: Performed) -> None:
        """A cue has ended: go on, or do what its rule for failure says."""
        del self._tasks[called.number]
        self._parts.time.ended(called, performed.ended_ns)
        outcome = performed.outcome
        self._ended[outcome.ended] += 1
        if self._lifecycle.now in (State.STOPPING, State.STOPPED, State.FAULTED):
            return
        if outcome.ended is Ended.UNKNOWN:
            self._fault(called, outcome)
        elif performed.next_number:
            self._put_on_standby(performed.next_number)
        elif called.number in self._taken_over:
            self._taken_over.discard(called.number)
        elif outcome.ok:
            self._follow(called, performed.ended_ns)
        else:
            self._failed(called, performed)

    def resume(self) -> None:
        """Start what was waiting for the show to go on."""
        if self._waiting:
            called, _ = self._waiting
            self._waiting = None
            self.start(called, self._parts.clock.now_ns())

    def cancel(self) -> None:
        """End every cue; their ends are reported as they come."""
        self._waiting = None
        for _, task in self._tasks.values():
            task.cancel()

    def _follow(self, called: Called, due_ns: int) -> None:
        """Start the cue that follows by itself, now or when the show is resumed."""
        if called.follows != "auto_follow":
            return
        following = self._parts.rundown.cues[called.position + 1]
        if self._lifecycle.now is State.HELD:
            self._waiting = (following, due_ns)
        else:
            self.start(following, due_ns)

    def _failed(self, called: Called, performed: Performed) -> None:
        rule = called.cue.on_failure or self._parts.show.defaults.on_failure
        why = performed.outcome.why or performed.outcome.ended
        self._parts.journal.write("fault", called.number, what=f"cue {called.number}: {why}")
        if rule == "skip":
            self._follow(called, performed.ended_ns)
        elif isinstance(rule, GoTo):
            self._put_on_standby(rule.go_to)
            if called.follows != "none" and (instead := self._next_go.called()):
                self._next_go.past(instead)
                self.start(instead, self._parts.clock.now_ns())
        else:
            if self._lifecycle.may("hold"):
                self._lifecycle.fire("hold")
            self._follow(called, performed.ended_ns)

    def _put_on_standby(self, number: str) -> None:
        called = self._parts.rundown.find(number)
        assert called is not None
        self._next_go.move(called.position)

    def _fault(self, called: Called, outcome: Outcome) -> None:
        """The body is not ours any more: nothing is sent until preflight."""
        self._parts.journal.write("fault", called.number, what=outcome.why)
        self._lifecycle.fire("fault")
        self.cancel()
