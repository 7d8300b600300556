"""A command that is told to end by the system, rather than by Ctrl-C."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

TERMINATED_EXIT = 128 + signal.SIGTERM


@contextmanager
def cleaning_up() -> Iterator[None]:
    """Let SIGTERM end what is under way as Ctrl-C does: helpers ended, nothing half-written."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED_EXIT))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
