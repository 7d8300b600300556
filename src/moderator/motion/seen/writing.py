"""Files that come to be under their name when they are whole, or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from moderator.errors import CannotWrite

_HINTS = {
    errno.ENOENT: "make its folder first",
    errno.ENOTDIR: "make its folder first",
    errno.EISDIR: "name a file in it",
    errno.ENOSPC: "free some space, or name another file",
}


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a file beside one that is to be written, which takes its place when all went well.

    Raises:
        CannotWrite: it cannot be written.
    """
    unfinished = path.parent / f".{path.stem}.{os.getpid()}.unfinished{path.suffix}"
    try:
        if path.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = _HINTS.get(error.errno or 0, "name a place you may write to")
        raise CannotWrite(f"cannot write {path}: {why}", hint) from error
    finally:
        with suppress(OSError):  # where nothing can be written nothing can be removed
            unfinished.unlink(missing_ok=True)
