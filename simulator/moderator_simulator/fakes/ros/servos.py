"""Joints that follow what they are told, late and no faster than they can."""

from collections.abc import Mapping
from math import exp


class Servos:
    """Every joint of a body, each a lag of first order with a greatest speed.

    Args:
        start_rad: angle of each joint at the start, radians.
        lag_s: time constant of the lag, seconds. Source: assumed.
        speed_rad_s: greatest speed of each joint, radians a second.

    Attributes:
        told_rad: where each is told to be.
        now_rad: where each is.
        speeds_rad_s: how fast each goes.
        stuck: names of those that do not move.
    """

    def __init__(
        self, start_rad: Mapping[str, float], lag_s: float, speed_rad_s: Mapping[str, float]
    ) -> None:
        self.told_rad = dict(start_rad)
        self.now_rad = dict(start_rad)
        self.speeds_rad_s = dict.fromkeys(start_rad, 0.0)
        self.stuck: set[str] = set()
        self._lag_s = lag_s
        self._limit_rad_s = speed_rad_s

    def go(self, span_s: float) -> None:
        """Let that much time pass, seconds."""
        if span_s <= 0:
            return
        share = 1 - exp(-span_s / self._lag_s) if self._lag_s > 0 else 1.0
        for joint, told_rad in self.told_rad.items():
            most = self._limit_rad_s[joint] * span_s
            by = (told_rad - self.now_rad[joint]) * share
            by = 0.0 if joint in self.stuck else max(-most, min(most, by))
            self.now_rad[joint] += by
            self.speeds_rad_s[joint] = by / span_s
