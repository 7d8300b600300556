"""The engine's heartbeat: it comes from the event loop, and stays away when the loop hangs."""

import asyncio
from collections.abc import Callable

PERIOD_S = 0.02


class Pulse:
    """Beats fifty times a second on the running loop, at absolute times.

    Args:
        beat: called each time.
    """

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._due_s = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Beat from now on; starting again does nothing."""
        if self._timer is None:
            self._due_s = asyncio.get_running_loop().time()
            self._tick()

    def stop(self) -> None:
        """Beat no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        late_s = loop.time() - self._due_s
        self._due_s += PERIOD_S * (1 + late_s // PERIOD_S)  # beats that were missed are left out
        self._timer = loop.call_at(self._due_s, self._tick)
        self._beat()
