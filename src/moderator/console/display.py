"""Drawing from a thread of its own, so that a terminal that takes nothing holds up no stop."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rich.console import Console, RenderableType
from rich.live import Live

_PASTES_ARE_MARKED, _PASTES_ARE_KEYS = "\x1b[?2004h", "\x1b[?2004l"
_LONGEST_S = 1.0


class Display:
    """The whole terminal, with the latest picture of several."""

    def __init__(self) -> None:
        self._console = Console()
        self._pictures: queue.SimpleQueue[RenderableType | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="display", daemon=True)

    def show(self, picture: RenderableType) -> None:
        """Draw this next; returns at once."""
        self._pictures.put(picture)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Draw for as long as this is open; the terminal is as before when it closes."""
        self._thread.start()
        try:
            yield
        finally:
            self._pictures.put(None)
            self._thread.join(_LONGEST_S)

    def _run(self) -> None:
        live = Live(console=self._console, screen=True, auto_refresh=False)
        with suppress(OSError), live:  # suppressed: the terminal is gone
            self._console.file.write(_PASTES_ARE_MARKED)
            while (picture := self._latest()) is not None:
                live.update(picture, refresh=True)
            self._console.file.write(_PASTES_ARE_KEYS)

    def _latest(self) -> RenderableType | None:
        """Wait for a picture; those that came before the last one are left out."""
        picture = self._pictures.get()
        while picture is not None and not self._pictures.empty():
            picture = self._pictures.get()
        return picture
