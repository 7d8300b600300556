"""Putting a show before everything else on this machine, as far as that is allowed."""

import ctypes
import os
from contextlib import suppress

_CURRENT = 1  # MCL_CURRENT of mlockall(2)
_NICE = -10


def go_ahead() -> None:
    """Run before ordinary processes, and what is started from here too: an engine."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, _NICE)


def go_first() -> str:
    """Run before all of them, and stay in memory: a supervisor.

    Returns:
        `real time` or `ordinary`, as the system allows.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mlockall(_CURRENT)
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    except (OSError, AttributeError):
        return "ordinary"
    return "real time"
