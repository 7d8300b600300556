"""A level that moves, sample by sample."""

import array

LEAST_S = 0.01
"""A level that jumped would click; source: assumed, half a period of 50 Hz."""


class Gain:
    """Scales sound by a level that goes in a straight line from one value to the next.

    Told a new level by one thread while another scales; the new one counts from the next block.

    Args:
        rate: frames a second.
        channels: samples a frame.
        level: at the start, 0 to 1.
    """

    def __init__(self, rate: int, channels: int, level: float) -> None:
        self._rate = rate
        self._channels = channels
        self._level = self._goal = level
        self._left = 0
        self._told: tuple[float, int] | None = None

    def to(self, level: float, over_s: float) -> None:
        """Go to a level from where it is now."""
        self._told = level, round(max(over_s, LEAST_S) * self._rate)

    def applied(self, samples: "array.array[int]") -> "array.array[int]":
        """Scale a block, the next one in time."""
        if told := self._told:
            self._told = None
            self._goal, self._left = told
        if not self._left:
            return samples if self._level == 1.0 else self._scaled(samples, self._level)
        moving = min(self._left, len(samples) // self._channels)
        scaled = array.array("h")
        step = (self._goal - self._level) / self._left
        for frame in range(moving):
            self._level += step
            begin = frame * self._channels
            scaled.extend(self._scaled(samples[begin : begin + self._channels], self._level))
        self._left -= moving
        if not self._left:
            self._level = self._goal
        return scaled + self._scaled(samples[moving * self._channels :], self._level)

    @staticmethod
    def _scaled(samples: "array.array[int]", level: float) -> "array.array[int]":
        return array.array("h", [int(value * level) for value in samples])
