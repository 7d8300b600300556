"""Times of day in a show: when a moment of it is, on the clock of its place."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_WRITTEN = re.compile(r"(?:(\d{4}-\d\d-\d\d)[T ])?([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")


def later(start: datetime, ns: int) -> datetime:
    """The moment so long after another, in its time zone, across a change of the clock too."""
    moment = start.astimezone(UTC) + timedelta(microseconds=ns // 1000)
    return moment.astimezone(start.tzinfo)


def between_ns(start: datetime, moment: datetime) -> int:
    """How long a moment is after another, nanoseconds."""
    away = moment.astimezone(UTC) - start.astimezone(UTC)
    return away // timedelta(microseconds=1) * 1000


@dataclass(frozen=True)
class TimeOfDay:
    """A time of day, with its date where that is written.

    Attributes:
        at: hour, minute and second.
        on: the date; None for the first such time from the show's start on.
    """

    at: time
    on: date | None = None

    @classmethod
    def parse(cls, text: str) -> "TimeOfDay":
        """Read `15:30`, `15:30:20` or `2025-09-10 15:30`.

        Raises:
            ValueError: it is none.
        """
        found = _WRITTEN.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is no time of day")
        day, hour, minute, second = found.groups()
        at = time(int(hour), int(minute), int(second or 0))
        return cls(at, date.fromisoformat(day) if day else None)

    def after(self, start: datetime) -> datetime | None:
        """The moment that is meant in a show that starts then; None if there is none that day.

        A time that the clock shows twice, when it is put back, is the first of the two that the
        show has not passed.
        """
        day = self.on or start.date()
        for on in (day,) if self.on else (day, day + timedelta(days=1)):
            moments = self._on(on, start)
            for moment in moments:
                if self.on or between_ns(start, moment) >= 0:
                    return moment
            if not moments:
                return None
        return None

    def _on(self, day: date, start: datetime) -> list[datetime]:
        """The moments at which the clock shows this time on a day: none, one or two."""
        found: list[datetime] = []
        for fold in (0, 1):
            moment = datetime.combine(day, self.at, start.tzinfo).replace(fold=fold)
            shown = later(moment, 0)
            if shown.time() == self.at and all(between_ns(one, shown) for one in found):
                found.append(shown)
        return found
