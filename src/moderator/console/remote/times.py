"""When what is to come is expected, for those who watch from elsewhere: only what has changed."""

import asyncio
from collections.abc import Set
from typing import Any

from moderator.engine.expecting import Expected
from moderator.engine.parts import Parts
from moderator.show.rundown import Rundown
from moderator.values.duration import seconds

_NEAR, _FAR_EVERY_S = 200, 5.0
"""Cues further off than so many are told so often; at once when the rundown has changed."""

_Times = dict[str, list[float | None]]


class ExpectedTimes:
    """Keeps what was told, so that only changes are told again.

    Args:
        parts: the run's parts.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._told: _Times = {}
        self._rundown: Rundown | None = None
        self._far_at_s = 0.0
        self._end: dict[str, object] = {}

    def told(self, *, anew: bool) -> dict[str, Any]:
        """When the show ends, what is missed, and of each coming cue its start and its slack.

        Args:
            anew: whether all times are told, not only those that have changed.
        """
        coming = self._parts.time.expected()
        whole = self._is_due(coming) or anew
        times = _rounded(coming, None if whole else _NEAR)
        before = {} if anew else self._told
        changed: dict[str, object] = {n: t for n, t in times.items() if before.get(n) != t}
        over = self._over(before.keys() - times.keys(), whole=whole)
        changed |= dict.fromkeys(over)
        if whole:
            offer = coming.offer(self._parts.rundown.cuttable)
            ends_s = round(seconds(coming.end_ns()))
            self._end = {"ends_s": ends_s, "offer": offer.in_words() if offer else ""}
        if not anew:
            self._told |= times
            for number in over:
                del self._told[number]
        return {**self._end, "expected": changed}

    def _is_due(self, coming: Expected) -> bool:
        """Whether all of it is worked out."""
        now_s, rundown = asyncio.get_running_loop().time(), self._parts.rundown
        if len(coming.coming) > _NEAR and rundown is self._rundown and now_s < self._far_at_s:
            return False
        self._rundown, self._far_at_s = rundown, now_s + _FAR_EVERY_S
        return True

    def _over(self, told: Set[str], *, whole: bool) -> Set[str]:
        """Which cues come no more, of those that were told and are not worked out now."""
        if whole:
            return told
        passed = self._parts.rundown.cues[: self._parts.time.standby]
        return told & {called.number for called in passed}


def _rounded(coming: Expected, most: int | None) -> _Times:
    """Each cue's start and slack, whole seconds."""
    return {
        number: [
            round(seconds(each.start_ns)),
            None if each.slack_ns is None else round(seconds(each.slack_ns)),
        ]
        for number, each in coming.times(most).items()
    }
