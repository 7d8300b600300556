"""Readings that are watched while a robot is ready, the limits on them, and which are passed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import pi

from moderator.robot.state import RobotState

_BACK = 0.05
"""A reading is back when it is better than its limit by this share of it: none flutters."""


class Reading(StrEnum):
    """What can be watched, in the units of `RobotState`."""

    BATTERY = "battery"
    TEMPERATURE = "temperature"
    TRACKING_ERROR = "tracking_error"
    TILT = "tilt"
    STALE = "stale"

    @property
    def in_words(self) -> str:
        """As a sentence has it."""
        return self.replace("_", " ")

    def of(self, state: RobotState) -> float | None:
        """What a state says; None when it does not, or when there is no link."""
        return _OF[self](state) if state.link else None

    def worse(self, value: float, other: float) -> bool:
        """Whether a value is worse than another: a lower charge, a higher anything else."""
        return value < other if self is Reading.BATTERY else value > other

    def shown(self, value: float) -> tuple[float, str]:
        """A value as people read it, with its unit: 12 and %, 80 and °C, 6 and °, 0.5 and s."""
        factor, unit = _SHOWN[self]
        return round(value * factor, 2), unit

    def written(self, value: float) -> str:
        """The same as text."""
        number, unit = self.shown(value)
        return f"{number:g}{unit if unit == '°' else f' {unit}'}"


_OF: dict[Reading, Callable[[RobotState], float | None]] = {
    Reading.BATTERY: lambda state: state.battery,
    Reading.TEMPERATURE: lambda state: state.temperature_c,
    Reading.TRACKING_ERROR: lambda state: state.tracking_error_rad,
    Reading.TILT: lambda state: state.tilt_rad,
    Reading.STALE: lambda state: state.age_s,
}
_SHOWN = {
    Reading.BATTERY: (100.0, "%"),
    Reading.TEMPERATURE: (1.0, "°C"),
    Reading.TRACKING_ERROR: (180.0 / pi, "°"),
    Reading.TILT: (180.0 / pi, "°"),
    Reading.STALE: (1.0, "s"),
}


class Rule(StrEnum):
    """What is done when a limit is passed, mildest first."""

    WARN = "warn"
    HOLD = "hold"
    RELAX = "relax"
    FREEZE = "freeze"


@dataclass(frozen=True)
class Limit:
    """A value that a reading must not pass, and what is done when it does.

    Attributes:
        reading: of what.
        rule: what is done.
        value: the limit, in the unit of `RobotState`; passed when the reading is worse.
        source: where it is known from; `the show` when the show sets it.
    """

    reading: Reading
    rule: Rule
    value: float
    source: str

    def passes(self, value: float, *, was: bool = False) -> bool:
        """Whether a value is beyond it.

        Args:
            value: the reading.
            was: whether it was beyond before: then it is until it is better by a twentieth.
        """
        return self.reading.worse(value, self.back if was else self.value)

    def told(self, value: float) -> str:
        """A value of its reading beside it, as text."""
        return f"{self.reading.written(value)}, limit {self._written}"

    @cached_property
    def _written(self) -> str:
        return self.reading.written(self.value)

    @property
    def back(self) -> float:
        """What a reading must be better than to be within it again."""
        return self.value * (1 + _BACK if self.reading is Reading.BATTERY else 1 - _BACK)


Passed = tuple[Limit, ...]


def passed(
    limits: Sequence[Limit], reading: Callable[[Reading], float | None], were: Passed = ()
) -> Passed:
    """Which limits are passed, in their order.

    Args:
        limits: all that are watched.
        reading: what is read now; None leaves its limits as they were.
        were: those that were passed before.
    """
    now = []
    for limit in limits:
        was, value = limit in were, reading(limit.reading)
        if was if value is None else limit.passes(value, was=was):
            now.append(limit)
    return tuple(now)
