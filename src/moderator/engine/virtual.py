"""An event loop whose clock jumps: a rehearsal's time.

When nothing is ready the clock moves to the next timer at once. Work in a thread
(`asyncio.to_thread`, `run_in_executor`) is real work: virtual time stands still until it is done,
and results come back in the order in which the work was begun, each at an instant when nothing else
is ready, so that no run depends on how fast a thread was. Code on the loop cannot tell.
"""

import asyncio
import heapq
import selectors
import time
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from contextvars import Context
from itertools import count
from typing import Any, TypeVar, TypeVarTuple, Unpack

from moderator.errors import ModeratorError

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class NothingWillHappen(ModeratorError):
    """The loop is idle with no timer and no work: it would wait for ever."""


class RealWorkStuck(ModeratorError):
    """Work in a thread did not end within the watchdog's time on the wall clock."""


class _Timer(asyncio.TimerHandle):
    """A timer that breaks ties by order of creation."""

    _made = count()
    _when: float

    def __init__(self, *args: Any) -> None:  # noqa: ANN401 — as the base class takes them
        super().__init__(*args)
        self._order = next(_Timer._made)

    def __lt__(self, other: object) -> bool:
        if isinstance(other, _Timer):
            mine, theirs = self._when, other._when
            return mine < theirs or (mine == theirs and self._order < other._order)
        return NotImplemented


class _JumpingSelector(selectors.DefaultSelector):
    """Never waits for time to pass; waits for real work only."""

    loop: "VirtualTimeLoop"

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is not None and timeout <= 0:
            return []
        if self.loop.deliver_work():
            return []
        if ready := super().select(0):
            return list(ready)
        if self.loop.work:
            return list(super().select(self.loop.patience_s()))
        if self.loop.leaps():
            return []
        if timeout is None:
            raise NothingWillHappen("the show waits for something that cannot come")
        self.loop.jump(timeout)
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """An asyncio loop in virtual time, beginning at 0.

    Args:
        watchdog_s: longest that one piece of real work may take on the wall clock, seconds.
    """

    def __init__(self, watchdog_s: float = 60.0) -> None:
        selector = _JumpingSelector()
        selector.loop = self
        self.work: deque[tuple[asyncio.Future[Any], Any, float]] = deque()
        self._now = self._leaps_s = 0.0
        self.late_s: Callable[[], float] | None = None
        """How late the next timers are, drawn for each jump; None while all is in time."""
        self._watchdog_s = watchdog_s
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="real-work")
        super().__init__(selector)

    def time(self) -> float:
        """Seconds of virtual time."""
        return self._now

    def call_at(
        self,
        when: float,
        callback: Callable[[Unpack[Ts]], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        """As in asyncio; timers due at the same time run in order of creation."""
        timer = _Timer(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)  # type: ignore[attr-defined]
        timer._scheduled = True  # type: ignore[attr-defined]  # noqa: SLF001 — asyncio's own mark
        return timer

    def call_soon(
        self,
        callback: Callable[[Unpack[Ts]], object],
        *args: *Ts,
        context: Context | None = None,
    ) -> asyncio.Handle:
        """As in asyncio, without what is only for its debugging: a show calls it all the time."""
        self._check_closed()  # type: ignore[attr-defined]
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)  # type: ignore[attr-defined]
        return handle

    def _run_once(self) -> None:
        """As in asyncio; as long as nothing is waited for, what is ready is only run."""
        ready, timers = self._ready, self._scheduled  # type: ignore[attr-defined]
        while not timers or timers[0].when() > self._now + self._clock_resolution:  # type: ignore[attr-defined]
            if not (ready or self.deliver_work()):
                break
            for _ in range(len(ready)):
                handle = ready.popleft()
                if not handle.cancelled():
                    handle._run()  # noqa: SLF001 — asyncio's own
            if self._stopping:  # type: ignore[attr-defined]
                return
        super()._run_once()  # type: ignore[misc]

    def run_in_executor(
        self,
        executor: Executor | None,
        func: Callable[[Unpack[Ts]], T],
        *args: *Ts,
    ) -> asyncio.Future[T]:
        """Do real work in a thread while virtual time stands still."""
        waiting: asyncio.Future[T] = self.create_future()
        done = (executor or self._threads).submit(func, *args)
        self.work.append((waiting, done, time.monotonic() + self._watchdog_s))
        if not done.done():
            done.add_done_callback(lambda _: self._write_to_self())  # type: ignore[attr-defined]
        return waiting

    def jump(self, seconds: float) -> None:
        """Move to the next timer; exactly to it, so that no error adds up."""
        timers = self._scheduled  # type: ignore[attr-defined]
        self._now = max(self._now, timers[0].when()) if timers else self._now + seconds
        if self.late_s is not None:
            self._now += self.late_s()

    def leap(self, by_s: float) -> None:
        """Have so much time gone by at once: all timers due by then run together, in order.

        While real work is under way, for which time stands still, that comes after it.
        """
        self._leaps_s += by_s
        if not self.work:
            self.leaps()

    def leaps(self) -> bool:
        """Do the leap that waits for real work, if one does."""
        by_s, self._leaps_s = self._leaps_s, 0.0
        self._now += by_s
        return by_s != 0.0

    def deliver_work(self) -> bool:
        """Hand over the result of the oldest piece of work if it is there."""
        if not self.work or not self.work[0][1].done():
            return False
        waiting, done, _ = self.work.popleft()
        if waiting.cancelled():
            return True
        if error := done.exception():
            waiting.set_exception(error)
        else:
            waiting.set_result(done.result())
        return True

    def patience_s(self) -> float:
        """Wall-clock seconds left for the oldest piece of work; when none are, it has failed."""
        waiting, _, deadline = self.work[0]
        left = deadline - time.monotonic()
        if left <= 0:
            self.work.popleft()
            if not waiting.done():
                waiting.set_exception(
                    RealWorkStuck(f"work in a thread took over {self._watchdog_s:g} s")
                )
            return 0.0
        return left

    def close(self) -> None:
        """As in asyncio; threads that are stuck are left behind."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        super().close()


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in virtual time."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(main)
