"""A moment of which something holds, as a person tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self


@dataclass(frozen=True)
class Moment:
    """A date and time of day.

    Attributes:
        at: the moment, in the time zone that it is told in.
        dated: whether its day is told: it is not today's.
    """

    at: datetime
    dated: bool

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2025-09-10T14:05+08:00`."""
        try:
            return cls(datetime.fromisoformat(text), dated=True)
        except ValueError:
            raise ValueError(
                f"{text!r} is not a moment; write it like 2025-09-10T14:05+08:00"
            ) from None

    def written(self) -> str:
        """Return `14:05`, or `14:05 on 9 September 2025`."""
        time = f"{self.at:%H:%M}"
        return f"{time} on {self.at.day} {self.at:%B %Y}" if self.dated else time

    def said(self) -> str:
        """Return the same; figures in it are put into words with the line it stands in."""
        return self.written()


def moment_told(moment: datetime, now: datetime) -> Moment:
    """A moment as it is told now, where it is now."""
    there = moment.astimezone(now.tzinfo)
    return Moment(there, dated=there.date() != now.date())
