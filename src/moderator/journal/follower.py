"""A feed of entries for a display, which may be slower than the show."""

import threading
from collections import deque
from collections.abc import Callable

from moderator.journal.entry import Entry


class Follower:
    """Entries not yet taken, oldest first; when there are too many the oldest go.

    Args:
        limit: most entries kept.
        leave: called with the follower when it is closed.

    Attributes:
        dropped: how many entries went untaken.
    """

    def __init__(self, limit: int, leave: Callable[["Follower"], None]) -> None:
        self.dropped = 0
        self._entries: deque[Entry] = deque(maxlen=limit)
        self._leave = leave
        self._changed = threading.Condition()

    def put(self, entry: Entry) -> None:
        """Add an entry; the journal calls this."""
        with self._changed:
            self.dropped += len(self._entries) == self._entries.maxlen
            self._entries.append(entry)
            self._changed.notify_all()

    def take(self) -> list[Entry]:
        """Return the entries that came since the last time, at once."""
        with self._changed:
            taken = list(self._entries)
            self._entries.clear()
        return taken

    def wait(self, timeout_s: float) -> bool:
        """Wait in a thread until there are entries to take; say whether there are.

        Args:
            timeout_s: longest wait, wall-clock seconds.
        """
        with self._changed:
            return self._changed.wait_for(lambda: bool(self._entries), timeout_s)

    def close(self) -> None:
        """Follow no more; what has come can still be taken."""
        self._leave(self)

    def __enter__(self) -> "Follower":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
