"""The board as it is now, from the record's entries alone."""

from moderator.journal.board import Board
from moderator.journal.journal import Journal

_MOST_UNTAKEN = 1_000_000
"""More entries than a show begins with; they are taken thirty times a second."""


class CurrentBoard:
    """Follows a record from its first entry on; made before anything is written.

    Args:
        journal: the record.
    """

    def __init__(self, journal: Journal) -> None:
        self._feed = journal.follow(_MOST_UNTAKEN)
        self._board = Board()

    def now(self) -> Board:
        """The board after the last entry."""
        for entry in self._feed.take():
            self._board = self._board.after(entry)
        return self._board

    def close(self) -> None:
        """Follow no more."""
        self._feed.close()
