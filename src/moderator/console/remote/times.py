"""When what is to come is expected, for those who watch from elsewhere: only what has changed."""

from collections.abc import Mapping
from typing import Any

from moderator.engine.parts import Parts
from moderator.values.duration import seconds

_Times = Mapping[str, list[float | None]]


class ExpectedTimes:
    """Keeps what was told, so that only changes are told again.

    Args:
        parts: the run's parts.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._told: _Times = {}

    def told(self, *, anew: bool) -> dict[str, Any]:
        """When the show ends, what is missed, and of each coming cue its start and its slack.

        Args:
            anew: whether all times are told, not only those that have changed.
        """
        coming = self._parts.time.expected()
        times: _Times = {
            number: [
                round(seconds(each.start_ns)),
                None if each.slack_ns is None else round(seconds(each.slack_ns)),
            ]
            for number, each in coming.times().items()
        }
        before = {} if anew else self._told
        changed: dict[str, object] = {n: t for n, t in times.items() if before.get(n) != t}
        changed |= {number: None for number in before if number not in times}
        if not anew:
            self._told = times
        offer = coming.offer(self._parts.rundown.cuttable())
        return {
            "ends_s": round(seconds(coming.end_ns())),
            "offer": offer.in_words() if offer else "",
            "expected": changed,
        }
