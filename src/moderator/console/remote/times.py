"""When what is to come is expected, for those who watch from elsewhere: only what has changed."""

import asyncio
from typing import Any

from moderator.engine.expecting import Expected
from moderator.engine.parts import Parts
from moderator.values.duration import seconds

_NEAR, _FAR_EVERY_S = 200, 5.0
"""While nothing but time goes on, cues further off than so many are told so often."""

_Times = dict[str, list[float | None]]


class ExpectedTimes:
    """Keeps what was told, so that only changes are told again.

    Args:
        parts: the run's parts.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._told: _Times = {}
        self._stood: tuple[object, ...] = ()
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
        if whole:
            changed |= {number: None for number in before if number not in times}
            offer = coming.offer(self._parts.rundown.cuttable())
            ends_s = round(seconds(coming.end_ns()))
            self._end = {"ends_s": ends_s, "offer": offer.in_words() if offer else ""}
        if not anew:
            self._told = times if whole else self._told | times
        return {**self._end, "expected": changed}

    def _is_due(self, coming: Expected) -> bool:
        """Whether all of it is worked out: it may have changed otherwise than by time alone."""
        now_s = asyncio.get_running_loop().time()
        under_way = tuple(each.called.number for each in coming.under_way)
        stands = (coming.coming[:1], len(coming.coming), under_way, self._parts.rundown)
        same = stands == self._stood and now_s < self._far_at_s
        if same and len(coming.coming) > _NEAR:
            return False
        self._stood, self._far_at_s = stands, now_s + _FAR_EVERY_S
        return True


def _rounded(coming: Expected, most: int | None) -> _Times:
    """Each cue's start and slack, whole seconds."""
    return {
        number: [
            round(seconds(each.start_ns)),
            None if each.slack_ns is None else round(seconds(each.slack_ns)),
        ]
        for number, each in coming.times(most).items()
    }
