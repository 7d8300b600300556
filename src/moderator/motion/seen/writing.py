"""Files that come to be under their name when they are whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moderator.errors import CannotWrite


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a file beside one that is to be written, which takes its place when all went well.

    Raises:
        CannotWrite: it cannot be written.
    """
    unfinished = path.with_name(f".{path.stem}.{os.getpid()}.unfinished{path.suffix}")
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "free some space, or name another file"
        raise CannotWrite(f"cannot write {path}: {why}", hint) from error
    finally:
        unfinished.unlink(missing_ok=True)
