"""Waiting for limits to be passed without ticking: by when that can be at the soonest."""

import asyncio
from collections.abc import Callable, Sequence
from math import isfinite

from moderator.robot import Limit, Passed, Reading, passed

_STEP_S = 0.1
"""A limit is noticed so late at most."""


class Crossings:
    """Those who wait for limits to be passed.

    Args:
        reading: what is read now; None where nothing is.
        soonest_s: in how many seconds a limit can be passed at the soonest, or, when it is passed,
            be so no more.
    """

    def __init__(
        self,
        reading: Callable[[Reading], float | None],
        soonest_s: Callable[[Limit, bool], float],
    ) -> None:
        self._reading = reading
        self._soonest_s = soonest_s
        self._waiting: list[tuple[Sequence[Limit], Passed, asyncio.Event]] = []

    async def wait(self, limits: Sequence[Limit], were: Passed) -> Passed:
        """Wait until other limits are passed than were."""
        loop = asyncio.get_running_loop()
        while (now := passed(limits, self._reading, were)) == were:
            soonest_s = min((self._soonest_s(one, one in were) for one in limits), default=0.0)
            changed = asyncio.Event()
            waiter = (limits, were, changed)
            self._waiting.append(waiter)
            timer = None
            if isfinite(soonest_s):
                timer = loop.call_later(max(soonest_s, _STEP_S), changed.set)
            try:
                await changed.wait()
            finally:
                self._waiting.remove(waiter)
                if timer:
                    timer.cancel()
        return now

    def jumped(self) -> None:
        """Something has changed that no rate foretold."""
        for _, _, changed in self._waiting:
            changed.set()

    def look(self) -> None:
        """Something may have changed: wake those alone for whom it has."""
        for limits, were, changed in self._waiting:
            if passed(limits, self._reading, were) != were:
                changed.set()
