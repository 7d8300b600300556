"""A line on the operator's terminal, from beside the program that draws it."""

import os
import select
import sys

_BELL_RED, _PLAIN = b"\a\r\n\x1b[1;37;41m ", b" \x1b[0m\r\n"


def say_on_terminal(line: str) -> None:
    """Write a line to standard error, unless that would have to be waited for."""
    descriptor = sys.__stderr__.fileno() if sys.__stderr__ else 2
    told = line.encode("ascii", "replace")
    try:
        if select.select([], [descriptor], [], 0)[1]:
            loud = os.isatty(descriptor)
            os.write(descriptor, _BELL_RED + told + _PLAIN if loud else told + b"\n")
    except (OSError, ValueError):
        return  # there is no terminal any more
