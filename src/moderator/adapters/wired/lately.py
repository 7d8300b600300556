"""What a robot said a moment ago, and counts for a while."""

from math import inf

HAND_CONTROLLER_FOR_S = 2.0
"""So long after its hand controller was used, a robot counts as taken over."""


class Lately:
    """Whether something was so lately.

    Args:
        for_s: how long it counts, seconds.
    """

    def __init__(self, for_s: float) -> None:
        self._for_s = for_s
        self._at_s = -inf

    def note(self, now_s: float) -> None:
        """It is so now."""
        self._at_s = now_s

    def holds(self, now_s: float) -> bool:
        """Whether it was so lately."""
        return now_s - self._at_s < self._for_s
