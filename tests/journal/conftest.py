"""Disks that misbehave, for the record's tests."""

import errno
import os
import threading

import pytest

from moderator.journal.file import RecordFile


class FillingDisk(RecordFile):
    """A file on a disk with room for so many bytes; `room` can be made larger."""

    def __init__(self, path, room):
        super().__init__(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        self.room = room
        self.can_truncate = True

    def write(self, data):
        if self.room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = super().write(data[: self.room])
        self.room -= taken
        return taken

    def truncate(self, size):
        if not self.can_truncate:
            raise OSError(errno.EIO, "Input/output error")
        super().truncate(size)


class StuckDisk(RecordFile):
    """A file whose writes wait until `gate` is set."""

    def __init__(self, path):
        super().__init__(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        self.gate = threading.Event()
        self.syncs = 0

    def write(self, data):
        assert self.gate.wait(10)
        return super().write(data)

    def sync(self):
        self.syncs += 1
        super().sync()


@pytest.fixture
def filling_disk(tmp_path):
    return FillingDisk(tmp_path / "as-run.jsonl", room=200)


@pytest.fixture
def stuck_disk(tmp_path):
    return StuckDisk(tmp_path / "as-run.jsonl")
