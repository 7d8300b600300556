"""A record that is kept in memory: what a night writes, without a thread and a disk."""

import threading
from concurrent.futures import Future

from moderator.journal.journal import PATIENCE_S, Journal


class Ledger:
    """Takes lines as the writer does, but for the thread.

    Attributes:
        lines: those that were taken.
        lost: how many were not.
        full: whether the disk takes none now.
    """

    def __init__(self):
        self.lines = []
        self.lost = 0
        self.full = False

    @property
    def trouble(self):
        """What is wrong, in one line."""
        return "the record has a hole" if self.lost else ""

    def put(self, line):
        """Take a line, or lose it."""
        if self.full:
            self.lost += 1
        else:
            self.lines.append(line.content)

    def settled(self, _):
        """It is dealt with already."""
        future = Future()
        future.set_result(not self.full)
        return future

    def close(self, _):
        """Nothing is open."""
        return True


class MemoryJournal(Journal):
    """The journal, with a ledger for its writer.

    Args:
        clock: nanoseconds since the show's start.
    """

    def __init__(self, clock):
        self._clock = clock
        self._patience_s = PATIENCE_S
        self._n = 0
        self._order = threading.Lock()
        self._followers = []
        self._writer = self.ledger = Ledger()
        self._closed = False
        self._close_trouble = ""
