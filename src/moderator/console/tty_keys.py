"""The keyboard of a terminal, key by key."""

import asyncio
import os
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_IFLAG, _CC = 0, 6


@contextmanager
def raw_keys(feed: Callable[[bytes], None], lost: Callable[[], None]) -> Iterator[None]:
    """Read key by key, without an echo; the terminal is as before on leaving.

    Keys that would hold up the whole program (Ctrl-S, Ctrl-Z, Ctrl-4) are keys like any other.

    Args:
        feed: told what was read.
        lost: told when there is no keyboard any more.
    """
    descriptor = sys.stdin.fileno()
    loop = asyncio.get_running_loop()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    now = termios.tcgetattr(descriptor)
    now[_IFLAG] &= ~termios.IXON
    for key in (termios.VSUSP, termios.VQUIT):
        now[_CC][key] = b"\x00"
    termios.tcsetattr(descriptor, termios.TCSANOW, now)

    def read() -> None:
        try:
            data = os.read(descriptor, 1024)
        except OSError:
            data = b""
        if data:
            feed(data)
        else:
            loop.remove_reader(descriptor)
            lost()

    loop.add_reader(descriptor, read)
    try:
        yield
    finally:
        loop.remove_reader(descriptor)
        try:
            termios.tcsetattr(descriptor, termios.TCSANOW, before)
        except termios.error:
            return  # it is gone
