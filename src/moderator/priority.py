"""How a process of a show stands to others on this machine, as far as that is allowed.

Why not by niceness: docs/decisions/real-time.md.
"""

import ctypes
import os
from contextlib import suppress

_CURRENT = 1  # MCL_CURRENT of mlockall(2)
_NICE = -10
_ENGINE, _SUPERVISOR = 1, 2
"""The one that may have to stop the other goes first."""


def go_ahead() -> None:
    """Run before ordinary processes, and what is started from here too: an engine."""
    if not _in_real_time(_ENGINE):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, _NICE)


def go_first() -> None:
    """Run before all of them, and stay in memory: a supervisor."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mlockall(_CURRENT)
    _in_real_time(_SUPERVISOR)


def stand_back() -> None:
    """Run as ordinary processes do though an engine started this one: long work for it."""
    with suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def priority() -> str:
    """How this process stands to others: `real time` or `ordinary`."""
    try:
        real_time = os.sched_getscheduler(0) in (os.SCHED_RR, os.SCHED_FIFO)
    except (OSError, AttributeError):
        return "ordinary"
    return "real time" if real_time else "ordinary"


def _in_real_time(level: int) -> bool:
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(level))
    except (OSError, AttributeError):
        return False
    return True
