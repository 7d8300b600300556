"""The board as it is now, from the record's entries alone."""

import asyncio
from collections import deque
from collections.abc import Callable

from moderator.console.told import Told, told
from moderator.journal.board import Board
from moderator.journal.journal import Journal

_MOST_UNTAKEN = 1_000_000
"""More entries than a show begins with."""

_KEEP_UP_EVERY_S = 1.0
_MOST_TOLD = 60
"""Lines of the record that whoever comes later gets."""


class CurrentBoard:
    """Follows a record; made before anything is written to it.

    Args:
        journal: the record.
        so_far: what it tells until then.
        reached: whether the console is reached; always, but for what a rehearsal has fail.

    Attributes:
        reached: the same.
        told: the last entries, in words.
    """

    def __init__(
        self,
        journal: Journal,
        so_far: Board | None = None,
        reached: Callable[[], bool] = lambda: True,
    ) -> None:
        self.reached = reached
        self._feed = journal.follow(_MOST_UNTAKEN)
        self._board = so_far or Board()
        self.told: deque[Told] = deque(maxlen=_MOST_TOLD)

    def now(self) -> Board:
        """The board after the last entry; it stands still while the console is not reached."""
        if self.reached():
            for entry in self._feed.take():
                self._board = self._board.after(entry)
                if line := told(entry):
                    self.told.append(line)
        return self._board

    async def keep_up(self) -> None:
        """Take what comes, until the task is cancelled, so that it never becomes much."""
        while True:
            await asyncio.sleep(_KEEP_UP_EVERY_S)
            self.now()

    def close(self) -> None:
        """Follow no more."""
        self._feed.close()
