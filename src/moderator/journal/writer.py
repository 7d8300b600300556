"""The thread that brings lines to the disk, so that a show never waits for one."""

import queue
import threading
import time
from concurrent.futures import Future
from typing import NamedTuple

from moderator.journal.entry import Entry, encode
from moderator.journal.file import RecordFile

_QUIET_S = 0.05
_LONGEST_UNSYNCED_S = 1.0
_RETRY_S = 1.0


class Line(NamedTuple):
    """An entry on its way to the disk."""

    n: int
    at_s: float
    content: bytes


class Writer:
    """Writes lines in order, in batches; syncs when it is quiet, at least once a second.

    A disk that takes no more makes a hole: lines are lost and counted, and when it takes some
    again the first is an entry `hole` that stands for them and bears the last one's number.

    Args:
        file: where to; closed by the writer.
        last_n: number of the last line before the first; 0 unless a record is gone on with.

    Attributes:
        last_n: the same.
        lost: how many lines the disk has not taken.
    """

    def __init__(self, file: RecordFile, last_n: int = 0) -> None:
        self.last_n = last_n
        self.lost = 0
        self._file = file
        self._lines: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self._settling = threading.Lock()
        self._settled_n = last_n
        self._awaited: list[tuple[int, Future[bool]]] = []
        self._last_lost: Line | None = None
        self._hole = 0
        self._why = ""
        self._sync_failure = ""
        self._unsynced_since: float | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="record", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """What is wrong with the record, in one line; empty when nothing is."""
        if self._hole:
            return f"the record cannot be written ({self._why}); {_entries(self.lost)} lost so far"
        if self.lost:
            return f"the record has a hole: {_entries(self.lost)} lost ({self._why})"
        if not self._closing and not self._thread.is_alive():
            return "the record's writer has died; nothing more is kept"
        return self._sync_failure

    def put(self, line: Line) -> None:
        """Take a line; returns at once."""
        self._lines.put(line)

    def settled(self, n: int) -> Future[bool]:
        """Return what will say, once the line numbered `n` is dealt with, whether it is kept."""
        future: Future[bool] = Future()
        with self._settling:
            if self._settled_n < n:
                self._awaited.append((n, future))
                return future
        future.set_result(self._is_kept(n))
        return future

    def close(self, timeout_s: float) -> bool:
        """Write and sync what is left and end the thread; say whether that was done in time."""
        self._lines.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._closing:
            lines = self._collect()
            if lines or self._hole:
                self._write(lines)
            if self._sync_is_due(quiet=not lines):
                self._sync()
        self._file.close()

    def _collect(self) -> list[Line]:
        """Wait for the next lines; return none when it is quiet, time to retry, or the end."""
        lines: list[Line] = []
        patience = _RETRY_S if self._hole else None
        if self._unsynced_since is not None:
            patience = _QUIET_S
        try:
            line = self._lines.get(timeout=patience)
            while line is not None:
                lines.append(line)
                line = self._lines.get_nowait()
            self._closing = True
        except queue.Empty:
            pass
        return lines

    def _write(self, lines: list[Line]) -> None:
        hole = self._hole_line()
        waiting = [hole, *lines] if hole else lines
        while waiting:
            try:
                whole = self._file.append([line.content for line in waiting])
            except OSError as error:
                self._why = (error.strerror or str(error)).lower()
                break
            if whole and hole:
                self._hole, hole = 0, None
            if whole and self._unsynced_since is None:
                self._unsynced_since = time.monotonic()
            if not whole:
                self._why = "short write: is the disk full?"
                break
            waiting = waiting[whole:]
        self._settle(lines, [line for line in waiting if line is not hole])

    def _settle(self, lines: list[Line], lost: list[Line]) -> None:
        if lost:
            self._hole += len(lost)
            self.lost += len(lost)
            self._last_lost = lost[-1]
        if not lines:
            return
        with self._settling:
            self._settled_n = lines[-1].n
            due = [awaited for awaited in self._awaited if awaited[0] <= self._settled_n]
            self._awaited = [awaited for awaited in self._awaited if awaited[0] > self._settled_n]
        for n, future in due:
            if future.set_running_or_notify_cancel():
                future.set_result(self._is_kept(n))

    def _is_kept(self, n: int) -> bool:
        return self._last_lost is None or n > self._last_lost.n

    def _hole_line(self) -> Line | None:
        if not self._hole or self._last_lost is None:
            return None
        n, at_s, _ = self._last_lost
        data = {"lost": self._hole, "why": self._why}
        return Line(n, at_s, encode(Entry(n, at_s, "hole", None, data)))

    def _sync_is_due(self, *, quiet: bool) -> bool:
        since = self._unsynced_since
        if since is None:
            return False
        return quiet or self._closing or time.monotonic() - since > _LONGEST_UNSYNCED_S

    def _sync(self) -> None:
        self._unsynced_since = None
        try:
            self._file.sync()
        except OSError as error:
            # for good: what it has not confirmed once, a later sync does not write again
            why = (error.strerror or str(error)).lower()
            self._sync_failure = f"the disk has not confirmed all of the record ({why})"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
