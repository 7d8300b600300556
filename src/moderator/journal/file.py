"""The record's file on disk: appended to, never glued to a torn line."""

import errno
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from moderator.errors import CannotWrite

_HINTS = {
    errno.ENOSPC: "free some space, or name another folder with --out",
    errno.EDQUOT: "free some space, or name another folder with --out",
    errno.EEXIST: "a file has that name; name another folder with --out",
    errno.ENOTDIR: "a file is in the way; name another folder with --out",
}


class RecordFile:
    """An open file of lines.

    Args:
        descriptor: open for writing at its end; this object closes it.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._size = 0
        self._torn = False

    def append(self, lines: Sequence[bytes]) -> int:
        """Write lines, and cut off what a short write leaves of the line it tore.

        Returns:
            How many lines are wholly in the file, from the first.

        Raises:
            OSError: the disk took none of them.
        """
        if self._torn:
            self._mend()
        taken = self.write(b"".join(lines))
        whole, whole_bytes = 0, 0
        while whole < len(lines) and whole_bytes + len(lines[whole]) <= taken:
            whole_bytes += len(lines[whole])
            whole += 1
        self._size += whole_bytes
        self._torn = taken > whole_bytes
        if self._torn:
            self._mend()
        return whole

    def _mend(self) -> None:
        self.truncate(self._size)
        self._torn = False

    def write(self, data: bytes) -> int:
        """Write what the disk takes, and return how many bytes it took."""
        return os.write(self._descriptor, data)

    def truncate(self, size: int) -> None:
        """Cut the file to a size, bytes."""
        os.ftruncate(self._descriptor, size)

    def sync(self) -> None:
        """Have the disk itself keep what was written."""
        os.fdatasync(self._descriptor)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def create_file(path: Path, *, keep: bool) -> RecordFile:
    """Open a fresh record, and have the disk keep that there is one.

    Args:
        path: where; its folder is made.
        keep: refuse if there is one already; otherwise that one is replaced.

    Raises:
        CannotWrite: the folder or the file cannot be made.
    """
    try:
        made = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path.parent, error) from error
    try:
        if not keep:
            path.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
        descriptor = os.open(path, flags, 0o644)
        try:
            for folder in (path.parent, *(folder.parent for folder in made)):
                sync_folder(folder)
        except BaseException:
            os.close(descriptor)
            raise
    except FileExistsError as error:
        hint = "it is kept; name another folder, or move it away"
        raise CannotWrite(f"{path} is the record of an earlier run", hint) from error
    except OSError as error:
        raise cannot_write(path, error) from error
    return RecordFile(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the disk keep which files a folder has, where the file system can be asked to.

    Raises:
        OSError: the disk cannot.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """Say why a folder or a file cannot be written, and what to do."""
    why = (error.strerror or str(error)).lower()
    hint = _HINTS.get(error.errno or 0, "name a folder that you may write to with --out")
    return CannotWrite(f"cannot write {path}: {why}", hint)


def replace_text(path: Path, text: str) -> None:
    """Write a whole file or none: nobody ever reads half of one.

    Raises:
        OSError: it cannot be written.
    """
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
