"""When faults come and when they are over."""

import asyncio
from collections.abc import Callable, Iterable

from moderator.faults.fault import Fault
from moderator.faults.kinds import Kind
from moderator.faults.prompter import Prompter
from moderator.values.duration import seconds


class Timing:
    """Lets faults come and go at their times, each once.

    Args:
        faults: what is to fail, each at a plain instant.
        prompter: tells which cue begins, and is told what comes and goes.
        on_come: does what a fault does.
        on_go: undoes it, when nothing else keeps the same thing failing.
    """

    def __init__(
        self,
        faults: Iterable[Fault],
        prompter: Prompter,
        on_come: Callable[[Fault], None],
        on_go: Callable[[Fault], None],
    ) -> None:
        self._prompter = prompter
        self._on_come = on_come
        self._on_go = on_go
        self._at: list[Fault] = []
        self._after: list[Fault] = []
        self._in_cue: list[Fault] = []
        self._in_motion: list[Fault] = []
        self._present: list[Fault] = []
        self._timers: list[asyncio.TimerHandle] = []
        for fault in faults:
            self._waiting_for(fault).append(fault)
        if self._in_cue:
            prompter.heed(self._cue)

    def now(self, kind: Kind) -> Fault | None:
        """The fault of that kind that is there now, if one is; of several, the last that came."""
        for fault in reversed(self._present):
            if fault.fault == kind:
                return fault
        return None

    def from_zero(self) -> None:
        """Time the faults that count from zero; the first time only."""
        waiting, self._at = self._at, []
        for fault in waiting:
            self._set(fault.at or 0, fault)

    def from_ready(self) -> None:
        """Time the faults that count from when the robot is ready; the first time only."""
        waiting, self._after = self._after, []
        for fault in waiting:
            self._set(fault.after or 0, fault)

    def cancel(self) -> None:
        """Let nothing more come or go."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def _waiting_for(self, fault: Fault) -> list[Fault]:
        if fault.at is not None:
            return self._at
        if fault.cue is not None:
            return self._in_cue
        return self._after if fault.during is None else self._in_motion

    def _cue(self, number: str) -> None:
        for fault in [fault for fault in self._in_cue if fault.cue == number]:
            self._in_cue.remove(fault)
            self._set(fault.after or 0, fault)

    def _set(
        self, delay_ns: int, fault: Fault, does: Callable[[Fault], None] | None = None
    ) -> None:
        loop = asyncio.get_running_loop()
        self._timers.append(loop.call_later(seconds(delay_ns), does or self._come, fault))

    def _come(self, fault: Fault) -> None:
        if fault.stays:
            self._present.append(fault)
            if fault.lasts is not None:
                self._set(fault.lasts, fault, self._go)
        self._prompter.on_fault(fault, True)
        self._on_come(fault)

    def _go(self, fault: Fault) -> None:
        self._leave(fault)
        self._prompter.on_fault(fault, False)

    def _leave(self, fault: Fault) -> None:
        """Take away a fault that is there."""
        self._present = [other for other in self._present if other is not fault]
        if not any(fault.like(other) for other in self._present):
            self._on_go(fault)
