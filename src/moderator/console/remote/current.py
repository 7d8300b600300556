"""The board as it is now, from the record's entries alone."""

from moderator.journal.board import Board
from moderator.journal.journal import Journal

_MOST_UNTAKEN = 1_000_000
"""More entries than a show begins with; they are taken thirty times a second."""


class CurrentBoard:
    """Follows a record; made before anything is written to it.

    Args:
        journal: the record.
        so_far: what it tells until then.
    """

    def __init__(self, journal: Journal, so_far: Board | None = None) -> None:
        self._feed = journal.follow(_MOST_UNTAKEN)
        self._board = so_far or Board()

    def now(self) -> Board:
        """The board after the last entry."""
        for entry in self._feed.take():
            self._board = self._board.after(entry)
        return self._board

    def close(self) -> None:
        """Follow no more."""
        self._feed.close()
