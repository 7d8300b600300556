"""An event loop whose clock runs quicker than the wall's: a person calls a rehearsal of hours."""

import asyncio
import selectors
from typing import Any


class _QuickSelector(selectors.DefaultSelector):
    """Waits for a share of the time that it is asked to.

    Args:
        times: how many times quicker.
    """

    def __init__(self, times: float) -> None:
        super().__init__()
        self._times = times

    def select(self, timeout: float | None = None) -> list[Any]:
        return super().select(timeout and timeout / self._times)


class QuickLoop(asyncio.SelectorEventLoop):
    """An asyncio loop, so many times quicker. What is outside it is not: a thread, a person.

    Args:
        times: how many times quicker.
    """

    def __init__(self, times: float) -> None:
        super().__init__(_QuickSelector(times))
        self._times = times

    def time(self) -> float:
        """Seconds of the loop's own time."""
        return super().time() * self._times
