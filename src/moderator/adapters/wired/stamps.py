"""How late a message comes, by the stamps of the robot's own clock, which nobody has set."""

from math import inf

_DRIFT = 1e-4
"""Share by which two clocks may go apart. Source: ours, a hundred times what quartz does."""


class Stamps:
    """The stamps of one link, in the order in which they came."""

    def __init__(self) -> None:
        self._last_s = -inf
        self._least_s = inf
        self._at_s = 0.0

    def late_s(self, stamp_s: float, now_s: float) -> float:
        """How much later than the quickest one a message came, seconds.

        Args:
            stamp_s: when it was made, on the robot's clock, seconds.
            now_s: when it came, on the loop's, seconds.

        Raises:
            ValueError: it comes twice, or out of order.
        """
        if stamp_s <= self._last_s:
            raise ValueError("what it says comes twice, or out of order")
        self._last_s = stamp_s
        apart_s = now_s - stamp_s
        self._least_s = min(apart_s, self._least_s + _DRIFT * (now_s - self._at_s))
        self._at_s = now_s
        return apart_s - self._least_s
