"""The cues that start by themselves later: when the show is resumed, or at their fixed time."""

import asyncio

from moderator.engine.parts import Parts
from moderator.engine.runner import CueTask, Performed
from moderator.robot import Outcome
from moderator.show.rundown import Called


class Waiting:
    """Keeps them in order, until each is started or forgotten.

    Args:
        parts: the run's parts.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._cues: list[Called] = []
        self._timers: dict[CueTask, Called] = {}

    def __bool__(self) -> bool:
        """Whether any waits."""
        return bool(self._cues)

    def cues(self) -> tuple[Called, ...]:
        """Those that wait, in the order in which they began to."""
        return tuple(self._cues)

    def due_ns(self, called: Called) -> int | None:
        """When a cue's fixed time is, on the show's clock, if that is still to come."""
        clock = self._parts.clock
        if called.fixed_ns is None or called.fixed_ns + clock.planned_zero_ns <= clock.now_ns():
            return None
        return called.fixed_ns + clock.planned_zero_ns

    def add(self, called: Called) -> None:
        """Have a cue wait for the show to be resumed."""
        self._cues.append(called)

    def add_until(self, called: Called, due_ns: int, group: asyncio.TaskGroup) -> CueTask:
        """Have a cue wait for a moment; the task is done then."""
        self.add(called)
        task = group.create_task(self._until(due_ns))
        self._timers[task] = called
        return task

    def come(self, task: CueTask) -> Called | None:
        """The cue whose moment has come with a task; None when it does not wait any more."""
        called = self._timers.pop(task, None)
        return called if called in self._cues else None

    def start(self, called: Called) -> None:
        """A cue is started, and waits no more."""
        self._cues.remove(called)

    def take_all(self) -> tuple[Called, ...]:
        """Have none wait any more; returns those that did."""
        cues, self._cues = tuple(self._cues), []
        for task in self._timers:
            task.cancel()
        self._timers.clear()
        return cues

    async def _until(self, due_ns: int) -> Performed:
        await self._parts.clock.until(due_ns)
        return Performed(Outcome.succeeded(), due_ns)
