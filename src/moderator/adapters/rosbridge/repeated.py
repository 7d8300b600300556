"""Telling what is said again and again from what was said once, before."""

import asyncio
from collections.abc import Callable

_APART_S = 0.05
_KEPT = 8


class Repeated:
    """Passes a line on from its second time on, where that is a while after its first.

    rosbridge of ROS 1 tells one who subscribes what was published in the second before, all at
    once, also of a client that has gone. Source: `PublisherConsistencyListener`, publishers.py.

    Args:
        heard: told the line.
    """

    def __init__(self, heard: Callable[[str], None]) -> None:
        self._heard = heard
        self._first_s: dict[str, float] = {}

    def hear(self, line: str) -> None:
        """Take a line in."""
        now_s = asyncio.get_running_loop().time()
        first_s = self._first_s.setdefault(line, now_s)
        if len(self._first_s) > _KEPT:
            del self._first_s[next(iter(self._first_s))]
        if now_s - first_s >= _APART_S:
            self._heard(line)
