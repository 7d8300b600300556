"""Putting the supervisor before everything else on this machine, as far as that is allowed."""

import ctypes
import os
from contextlib import suppress

_CURRENT = 1  # MCL_CURRENT of mlockall(2)


def go_first() -> str:
    """Run before ordinary processes, and stay in memory.

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
