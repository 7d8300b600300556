"""Values of the show itself: how it stands against its plan, what is left of it, the day."""

from dataclasses import dataclass
from typing import Self

from moderator.values.duration import NS_PER_S, parse_duration

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MINUTE_NS = 60 * NS_PER_S
_ON_TIME_NS = 30 * NS_PER_S


@dataclass(frozen=True)
class Standing:
    """How a show stands against its plan.

    Attributes:
        over_ns: how far it is over, nanoseconds; negative when it is ahead.
    """

    over_ns: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read how late it is, as `3m`."""
        return cls(parse_duration(text))

    @property
    def minutes(self) -> int:
        """How many minutes it is late, or ahead; 0 on time."""
        on_time = abs(self.over_ns) < _ON_TIME_NS
        return 0 if on_time else max(1, round(abs(self.over_ns) / _MINUTE_NS))

    def written(self) -> str:
        """Return `on time`, `3 minutes late` or `1 minute ahead`."""
        if not self.minutes:
            return "on time"
        return f"{_minutes(self.minutes)} {'late' if self.over_ns > 0 else 'ahead'}"

    def said(self) -> str:
        """Return the same; figures in it are put into words with the line it stands in."""
        return self.written()


@dataclass(frozen=True)
class Left:
    """How long something still takes, about.

    Attributes:
        left_ns: nanoseconds.
    """

    left_ns: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1h10m`."""
        return cls(parse_duration(text))

    @property
    def told(self) -> tuple[int, int]:
        """Hours and minutes, both 0 when it is less than a minute."""
        return divmod(max(0, round(self.left_ns / _MINUTE_NS)), 60)

    def written(self) -> str:
        """Return `about 1 hour and 10 minutes`, or `less than a minute`."""
        hours, minutes = self.told
        told = [f"{hours} hour{'s' * (hours > 1)}"] if hours else []
        told += [_minutes(minutes)] if minutes else []
        return f"about {' and '.join(told)}" if told else "less than a minute"

    def said(self) -> str:
        """Return the same; figures in it are put into words with the line it stands in."""
        return self.written()


@dataclass(frozen=True)
class Weekday:
    """A day of the week.

    Attributes:
        number: from 0, Monday.
    """

    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `Wednesday`."""
        if text not in DAYS:
            raise ValueError(f"{text!r} is not a day of the week; write one of {', '.join(DAYS)}")
        return cls(DAYS.index(text))

    def written(self) -> str:
        """Return `Wednesday`."""
        return DAYS[self.number]

    def said(self) -> str:
        """Return `Wednesday`."""
        return DAYS[self.number]


def _minutes(minutes: int) -> str:
    return f"{minutes} minute{'s' * (minutes > 1)}"
