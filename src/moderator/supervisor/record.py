"""The supervisor's own record: `supervisor.jsonl`, in the form of the show's."""

import os
import queue
import threading
from contextlib import suppress
from pathlib import Path

from moderator.values.checked_line import write_line
from moderator.values.duration import seconds

RECORD_STEM = "supervisor"
_DECIMALS = 6
_MOST_WAITING = 1000


class SupervisorRecord:
    """Numbers and keeps what the supervisor does; the disk is a thread's business.

    Args:
        folder: where the show's record is; a supervisor that came before keeps its file.
        zero_ns: the show's zero on the monotonic clock, nanoseconds.
    """

    def __init__(self, folder: Path, zero_ns: int) -> None:
        self.trouble = ""
        """Why nothing can be kept; empty when it can."""
        self._zero_ns = zero_ns
        self._n = 0
        self._size = 0
        self._kept = 0
        self._torn = False
        self._lines: queue.SimpleQueue[tuple[int, float, bytes] | None] = queue.SimpleQueue()
        self._descriptor = self._opened(folder)
        self._thread = threading.Thread(target=self._run, name="record", daemon=True)
        self._thread.start()

    def write(self, now_ns: int, kind: str, **data: object) -> None:
        """Add an entry; returns at once, whatever the disk does.

        Args:
            now_ns: when it happened, on the monotonic clock.
            kind: what happened.
            data: the rest, plain data.
        """
        self._n += 1
        at_s = round(seconds(now_ns - self._zero_ns), _DECIMALS)
        if self._lines.qsize() < _MOST_WAITING:
            line = write_line({"n": self._n, "at": at_s, "kind": kind, "cue": None, **data})
            self._lines.put((self._n, at_s, line))

    def close(self, patience_s: float) -> None:
        """Write what is left."""
        self._lines.put(None)
        self._thread.join(patience_s)

    def _opened(self, folder: Path) -> int | None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
        number = 1
        while True:
            name = RECORD_STEM if number == 1 else f"{RECORD_STEM}-{number}"
            try:
                return os.open(folder / f"{name}.jsonl", flags, 0o644)
            except FileExistsError:
                number += 1
            except OSError as error:
                self.trouble = f"it keeps no record: {(error.strerror or str(error)).lower()}"
                return None

    def _run(self) -> None:
        while (taken := self._lines.get()) is not None:
            if self._descriptor is not None:
                self._keep(*taken)
        if self._descriptor is not None:
            os.close(self._descriptor)

    def _keep(self, n: int, at_s: float, line: bytes) -> None:
        """Bring a line to the disk; what is lost is told by the next that is kept."""
        assert self._descriptor is not None
        if lost := n - 1 - self._kept:
            told = {"n": n - 1, "at": at_s, "kind": "hole", "cue": None, "lost": lost}
            line = write_line(told) + line
        try:
            if self._torn:
                os.ftruncate(self._descriptor, self._size)
            self._torn = os.write(self._descriptor, line) != len(line)
        except OSError:
            return
        if self._torn:
            return
        self._size += len(line)
        self._kept = n
        with suppress(OSError):
            os.fdatasync(self._descriptor)
