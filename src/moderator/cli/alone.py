"""One at a time: what two runs of one thing must not do beside each other."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moderator.errors import CannotStart


@contextmanager
def alone(folder: Path, why: str, hint: str) -> Iterator[None]:
    """Have a folder to oneself.

    Args:
        folder: it.
        why: what is told when another has it.
        hint: what to do then.

    Raises:
        CannotStart: another has it.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStart(why, hint) from error
        yield
    finally:
        os.close(descriptor)
