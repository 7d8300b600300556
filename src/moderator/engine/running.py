"""The cues that run now: what they hold, how they start, and how they end."""

import asyncio
from collections import Counter
from collections.abc import Callable

from moderator.engine.desk import Desk
from moderator.engine.group import Group
from moderator.engine.left_off import LeftOff
from moderator.engine.lifecycle import Lifecycle, State
from moderator.engine.next_cue import NextCue
from moderator.engine.next_go import NextGo
from moderator.engine.parts import Parts
from moderator.engine.readiness import Readiness
from moderator.engine.run import Claiming, Run, clash
from moderator.engine.runner import CueTask, Performed, ended_early, perform, record_end
from moderator.engine.waiting import Waiting
from moderator.journal.entry import counted_as
from moderator.robot import Ended, Outcome
from moderator.show.rundown import Called


class Running:
    """Starts cues in a task group of their own, and follows each to its end.

    Args:
        parts: the run's parts.
        lifecycle: the show's state.
        next_go: the playhead.
        readiness: whether cues can really be done.
        desk: what a cue's stage asks of the conductor.
        report: told that a cue's task is done; the conductor then calls `ended`.
    """

    def __init__(
        self,
        parts: Parts,
        lifecycle: Lifecycle,
        next_go: NextGo,
        readiness: Readiness,
        desk: Desk,
        report: Callable[[CueTask], None],
    ) -> None:
        self._parts = parts
        self._lifecycle = lifecycle
        self._next_go = next_go
        self._next_cue = NextCue(parts, lifecycle, next_go)
        self._readiness = readiness
        self._desk = desk
        self._report = report
        self._runs: dict[CueTask, Run] = {}
        self._closed: dict[CueTask, tuple[Run, Performed]] = {}
        self._waiting = Waiting(parts)
        self.group = Group()
        self._recorded: tuple[list[str], list[str]] = ([], [])
        self._claims = Claiming(parts.book)

    def __bool__(self) -> bool:
        """Whether a cue runs, or waits for the show to be resumed."""
        return bool(self._runs or self._waiting)

    def cues(self) -> tuple[Called, ...]:
        """The cues that run, in the order in which they began."""
        return tuple(run.called for task, run in self._runs.items() if not task.done())

    def waiting(self) -> tuple[Called, ...]:
        """The cues that start when the show is resumed, or at their fixed time."""
        return self._waiting.cues()

    def chains_end(self) -> int:
        """The position behind everything that runs, waits, or starts by itself after that."""
        under_way = [*self._waiting.cues(), *(run.called for run in self._runs.values())]
        ends = (self._parts.rundown.after_chain(c.position) for c in under_way if c.position >= 0)
        return max(ends, default=0)

    def go_on(self, left: LeftOff) -> None:
        """Count on where a run was cut short."""
        self._parts.tally.go_on(left.outcomes + Counter({Ended.UNKNOWN: len(left.unknown)}))

    def done(self) -> tuple[CueTask, ...]:
        """The tasks of cues that have ended and were not seen to."""
        return tuple(task for task in self._runs if task.done())

    def clash(self, called: Called) -> str:
        """Why a cue cannot be called beside those that run; empty when it can.

        One with a pre-wait needs nothing yet: it is looked at again when it is to act.
        """
        if self._runs_already(called):
            return f"cue {called.number} runs already"
        if called.cue.takes_over or called.cue.pre_wait:
            return ""
        return self._clash(called, self._alive())

    def call(self, called: Called, passed: str = "") -> None:
        """Start a cue that somebody called, and with it those that start together with it.

        Args:
            called: the cue.
            passed: why it does nothing; empty when it is to do something.
        """
        self._next_cue.chosen_anew()
        now_ns = self._parts.clock.now_ns()
        self._go_on(self._begin(called, now_ns, passed), now_ns)

    @property
    def lost(self) -> str:
        """How the robot's body was lost, in words; empty while it is ours."""
        return self._desk.lost

    def resume(self) -> None:
        """Start what was waiting for the show to go on."""
        self._next_cue.chosen_anew()
        waiting = self._waiting.take_all()
        self._record()
        for called in waiting:
            self._go_on(called, self._parts.clock.now_ns())

    def forget_waiting(self) -> None:
        """Start nothing when the show is resumed."""
        self._waiting.take_all()
        self._record()

    def cancel(self) -> int | None:
        """End every cue, once; their ends are reported as they come.

        Returns:
            The position of the first cue in the rundown that was ended or was waiting, so that
            nothing is passed over unseen; None when there is none.
        """
        alive = (run.called for run in self._runs.values() if not run.given_up)
        ended = [*self._waiting.take_all(), *alive]
        self._record()
        for task, run in self._runs.items():
            self._give_up(task, run)
        return min((called.position for called in ended if called.position >= 0), default=None)

    def pass_over(self, called: Called, why: str) -> None:
        """Record that a cue does nothing this time."""
        self._parts.tally.pass_over(called, why)

    def ended(self, task: CueTask) -> None:
        """A cue has ended: go on, or do what its rule for failure says. Or its time has come."""
        waited = self._waiting.come(task)
        if waited and self._lifecycle.now is State.RUNNING:
            self._waiting.start(waited)
            self._go_on(waited, task.result().ended_ns)
            return
        if task in self._runs:
            self._close(task)
        if task not in self._closed:  # seen to already, before an order
            return
        run, performed = self._closed.pop(task)
        called, outcome = run.called, performed.outcome
        if outcome.ended is Ended.UNKNOWN:
            self._desk.lose(outcome.why, called)
        elif self._lifecycle.now not in (State.RUNNING, State.HELD) or run.given_up:
            return
        elif outcome.ok and not performed.next_number:
            if called.follows == "auto_follow":
                self._go_on(self._next_cue.after(called), performed.ended_ns)
        else:
            goes_on = called.follows == "auto_follow"
            self._go_on(self._next_cue.instead(called, performed, goes_on), performed.ended_ns)

    def _close(self, task: CueTask) -> None:
        """A cue is not among the running any more; what follows is done by `ended`."""
        run = self._runs[task]
        performed = self._performed(task, run)
        del self._runs[task]
        self._record()
        self._parts.time.ended(run.called, performed.ended_ns)
        self._parts.tally.count(counted_as(performed.outcome.ended, performed.outcome.code))
        self._closed[task] = run, performed

    def _go_on(self, called: Called | None, due_ns: int) -> None:
        """Start a cue that starts by itself, and those after it, now or on resuming."""
        while called:
            passed = self._next_go.passes_over(called)
            due = None if passed else self._waiting.due_ns(called)
            if self._lifecycle.now is State.HELD:
                self._waiting.add(called)
            elif due is not None:
                task = self._waiting.add_until(called, due, self.group)
                task.add_done_callback(self._report)
            if called in self._waiting.cues():
                self._record()
                return
            called = self._begin(called, due_ns, passed, self._readiness.beyond(called))

    def _begin(self, called: Called, due_ns: int, passed: str, beyond: str = "") -> Called | None:
        """Start one cue; returns the one that starts together with it or at once after it.

        Args:
            called: the cue.
            due_ns: when it is called.
            passed: why it does nothing; empty when it is to do something.
            beyond: which limits forbid it.
        """
        if self._lifecycle.now not in (State.HELD, State.RUNNING):
            self._lifecycle.fire("act")
        if passed:
            self._record()  # it may have waited
            self.pass_over(called, passed)
            return self._next_cue.after(called)
        if why := self.clash(called) or beyond:
            self._record()
            outcome = Outcome.rejected(why)
            if not self._runs_already(called):  # the one outcome is for the one that runs
                record_end(called, outcome, 0, self._parts)
                self._parts.tally.count(outcome.ended)
            return self._next_cue.instead(
                called, Performed(outcome, due_ns), called.follows != "none"
            )
        run = Run(called, self._claims.of(called), acts=not called.cue.pre_wait)
        for task in self.done():
            if self._runs[task].called.number == called.number:  # it ended in this very instant
                self._close(task)
        self._parts.time.began(called, due_ns)
        doing = perform(called, due_ns, self._parts, self._desk, lambda: self._make_room(run))
        task = self.group.create_task(doing)
        self._runs[task] = run
        self._record()
        task.add_done_callback(self._report)
        return self._next_cue.after(called) if called.follows == "auto_continue" else None

    async def _make_room(self, run: Run) -> str:
        """End what holds what a cue needs, if it takes over; else say why it cannot act.

        After a pre-wait the robot may be beyond a limit that it was within when the cue was called.
        """
        if not run.acts and (beyond := self._readiness.beyond(run.called)):
            return beyond
        others = [(task, other) for task, other in self._runs.items() if other is not run]
        if not run.called.cue.takes_over:
            acting = [other for task, other in others if other.acts and not task.done()]
            why = "" if run.acts else self._clash(run.called, acting)
            run.acts = not why
            return why
        run.acts = True
        older = [task for task, other in others if self._clash(run.called, [other])]
        for task in older:
            self._give_up(task, self._runs[task])
        if older:
            await asyncio.wait(older)
        return ""

    def _give_up(self, task: CueTask, run: Run) -> None:
        """Have a cue end; a second time would cut short what it does to end well."""
        if not run.given_up:
            run.given_up = True
            task.cancel()

    def _record(self) -> None:
        """Record which cues run, and which wait for the show to be resumed, once."""
        running = [run.called.number for run in self._runs.values()]
        self._parts.time.waiting = self._waiting.cues()
        waiting = [called.number for called in self._parts.time.waiting]
        if (running, waiting) == self._recorded:
            return
        self._recorded = running, waiting
        self._parts.journal.write("running", cues=running, waiting=waiting)

    def _performed(self, task: CueTask, run: Run) -> Performed:
        """How a cue went; one that was ended before its task first ran has its end recorded now."""
        if not task.cancelled():
            return task.result()
        outcome = ended_early(self._desk)
        record_end(run.called, outcome, 0, self._parts)
        return Performed(outcome, self._parts.clock.now_ns())

    def _runs_already(self, called: Called) -> bool:
        return any(run.called.number == called.number for run in self._alive())

    def _alive(self) -> list[Run]:
        return [run for task, run in self._runs.items() if not task.done()]

    def _clash(self, called: Called, others: list[Run]) -> str:
        return clash(self._claims.of(called), others)
