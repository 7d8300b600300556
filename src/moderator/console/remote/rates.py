"""How much each sender may send."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """How much one sender may send.

    Attributes:
        per_s: messages a second, over time.
        burst: messages at once.
    """

    per_s: float
    burst: float


class Rates:
    """A bucket for each of the latest senders, filled at its rate.

    Args:
        rate: what each may send.
        clock: seconds.
        most: how many senders are told apart; the one longest silent is forgotten.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float], most: int = 1000) -> None:
        self._rate = rate
        self._clock = clock
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def lets(self, sender: str) -> bool:
        """Whether a sender may send one more now, which is then counted."""
        now = self._clock()
        left, at = self._buckets.pop(sender, (self._rate.burst, now))
        left = min(self._rate.burst, left + (now - at) * self._rate.per_s)
        allowed = left >= 1.0
        self._buckets[sender] = left - allowed, now
        while len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return allowed
