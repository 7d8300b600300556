"""A record whose disk is full or slow when it is told to be."""

import asyncio
import errno
import os
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from typing_extensions import override

from moderator.faults import Fault
from moderator.journal.file import RecordFile
from moderator.journal.journal import PATIENCE_S, Journal
from moderator.journal.writer import Writer
from moderator.values.duration import seconds

_SETTLES_S = 60.0


class _FailingFile(RecordFile):
    """Passes on what is written, unless it is full."""

    def __init__(self, file: RecordFile) -> None:
        super().__init__(-1)
        self._file = file
        self.full = False

    @override
    def append(self, lines: Sequence[bytes]) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._file.append(lines)

    @override
    def sync(self) -> None:
        self._file.sync()

    @override
    def close(self) -> None:
        self._file.close()


class FailingWriter(Writer):
    """Writes to a disk that can be full.

    Args:
        file: where to; closed by the writer.
        last_n: number of the last line before the first.
    """

    def __init__(self, file: RecordFile, last_n: int = 0) -> None:
        self._disk = _FailingFile(file)
        super().__init__(self._disk, last_n)

    def fill(self, *, full: bool) -> None:
        """Have room on the disk, or none, from now on."""
        self._disk.full = full


class FailingJournal(Journal):
    """Keeps the record as the journal does, while nothing is wrong.

    A writing thread is waited for before the disk fills and before there is room again, so that the
    same entries are lost every time.

    Args:
        writer: brings what is written to the disk; nothing was given to it yet.
        clock: nanoseconds since the show's start.
        patience_s: how long `flushed` waits unless told, seconds on the loop's clock.
    """

    _writing = FailingWriter
    _writer: FailingWriter

    def __init__(
        self, writer: FailingWriter, clock: Callable[[], int], patience_s: float = PATIENCE_S
    ) -> None:
        super().__init__(writer, clock, patience_s)
        self._slow: list[Fault] = []

    @override
    def flushed(self, within_s: float | None = None) -> Coroutine[Any, Any, bool]:
        """As the journal; a slow write takes its time on the loop's clock."""
        patience_s = self._patience_s if within_s is None else within_s
        return self._slowly(patience_s) if self._slow else super().flushed(within_s)

    async def _slowly(self, patience_s: float) -> bool:
        takes_s = seconds(self._slow[-1].slow or 0)
        await asyncio.sleep(min(takes_s, patience_s))
        return takes_s <= patience_s and await super().flushed(patience_s)

    def come(self, fault: Fault) -> None:
        """The disk takes nothing more, or takes its time."""
        if fault.slow is None:
            self.fill(full=True)
        else:
            self._slow.append(fault)

    def go(self, fault: Fault) -> None:
        """It is as it was."""
        if fault.slow is None:
            self.fill(full=False)
        else:
            self._slow = [other for other in self._slow if not fault.like(other)]

    def fill(self, *, full: bool) -> None:
        """Have room on the disk, or none, from the next entry on."""
        self.settle()
        self._writer.fill(full=full)

    def settle(self) -> None:
        """Wait, on the wall clock, until the disk took or refused all that was written."""
        self._writer.settled(self._n).result(_SETTLES_S)
