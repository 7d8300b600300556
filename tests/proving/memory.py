"""A record that is kept in memory: what a night writes, without a thread and a disk."""

from concurrent.futures import Future

from moderator.journal.entry import Entry, make_entry
from moderator.journal.failing import FailingJournal


class _Settled(Future):
    """What is known already, and needs no lock to be asked.

    Args:
        kept: whether a line is.
    """

    def __init__(self, kept):
        super().__init__()
        self._kept = kept

    def done(self):
        return True

    def exception(self, _=None):
        return None

    def result(self, _=None):
        return self._kept


_FULL = "no space left on device"
_KEPT, _LOST = _Settled(True), _Settled(False)


class Ledger:
    """Takes lines as the writer does, but for the thread.

    Attributes:
        lines: those that were taken.
        lost: how many were not.
        full: whether the disk takes none now.
        acknowledged: how many lines somebody was told are kept.
    """

    last_n = 0

    def __init__(self):
        self.lines = []
        self.lost = 0
        self.full = False
        self.acknowledged = 0
        self._last_lost = None
        self._hole = 0

    @property
    def trouble(self):
        """What is wrong, in one line."""
        lost = "1 entry" if self.lost == 1 else f"{self.lost} entries"
        return f"the record has a hole: {lost} lost ({_FULL})" if self.lost else ""

    def put(self, line):
        """Take a line, or lose it."""
        if self.full:
            self.lost += 1
            self._hole += 1
            self._last_lost = line
            return
        if self._hole:
            data = {"lost": self._hole, "why": _FULL}
            self.lines.append(Entry(self._last_lost.n, self._last_lost.at_s, "hole", None, data))
            self._hole = 0
        self.lines.append(line)

    def fill(self, *, full):
        """Have room on the disk, or none, from now on."""
        self.full = full

    def settled(self, _):
        """It is dealt with already."""
        if not self.full:
            self.acknowledged = len(self.lines)
        return _KEPT if not self.full else _LOST

    def close(self, _):
        """Nothing is open."""
        return True


class MemoryJournal(FailingJournal):
    """The journal, with a ledger for its writer.

    Args:
        clock: nanoseconds since the show's start.
    """

    def __init__(self, clock):
        self.ledger = Ledger()
        super().__init__(self.ledger, clock)

    def write(self, kind, cue=None, **data):
        """As the journal does; what is written is put into bytes when somebody wants them."""
        entry = make_entry(self._n + 1, self._clock(), kind, cue, data)
        self._n = entry.n
        self.ledger.put(entry)
        for follower in self._followers:
            follower.put(entry)
        return entry
