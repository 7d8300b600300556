"""Signals: what ends a show from outside its window."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from moderator.robot import Grade

_HEEDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupts:
    """Ctrl-C, SIGTERM and the loss of the terminal end a show as relax does, a second as freeze.

    SIGUSR1 is a freeze that ends nothing, as it is to the supervisor: who mistakes the one process
    for the other does not end the show's.

    Args:
        stop: stops the show.
        leave: called with the first of them.
    """

    def __init__(self, stop: Callable[[Grade, str], object], leave: Callable[[], object]) -> None:
        self.came = False
        self._stop = stop
        self._leave = leave

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Obey them for as long as this is open; the robot has come to rest when it closes."""
        loop = asyncio.get_running_loop()
        for number in _HEEDED:
            loop.add_signal_handler(number, self._come, signal.Signals(number).name)
        loop.add_signal_handler(signal.SIGUSR1, self._stop, Grade.FREEZE, "SIGUSR1")
        try:
            yield
        finally:
            for number in (*_HEEDED, signal.SIGUSR1):
                loop.remove_signal_handler(number)

    def _come(self, name: str) -> None:
        self._stop(Grade.FREEZE if self.came else Grade.RELAX, name)
        if not self.came:
            self.came = True
            self._leave()
