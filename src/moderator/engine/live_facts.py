"""The sources that every show has: the clock, the show itself, the robot."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from moderator.engine.clock import ShowClock
from moderator.engine.programme import Programme
from moderator.errors import SourceSilent
from moderator.knowledge.sources.source import Live, Now
from moderator.robot import Reading, RobotState
from moderator.values.quantity import Date, Quantity, Text, Value
from moderator.values.show_time import Weekday


def _date(now: datetime) -> Date:
    return Date(now.day, now.month, now.year)


def live_facts(clock: ShowClock, programme: Programme, read: Callable[[], RobotState]) -> Live:
    """What reads each of `moderator.knowledge.sources.source.LIVE` now.

    Args:
        clock: the show's clock.
        programme: what has been heard, and what comes.
        read: the robot's state now.
    """
    reads: dict[str, dict[str, Callable[[], Value]]] = {
        "clock": {
            "time": lambda: Text(f"{clock.date():%H:%M}"),
            "date": lambda: _date(clock.date()),
            "weekday": lambda: Weekday(clock.date().weekday()),
        },
        "show": {
            "over": programme.over,
            "left": programme.left,
            "next": programme.next,
            "next_speaker": programme.next_speaker,
            "heard": programme.heard,
        },
        "robot": {
            "battery": lambda: Text(f"{_told(Reading.BATTERY, read()):.0%}"),
            "temperature": lambda: Quantity(
                Decimal(round(_told(Reading.TEMPERATURE, read()))), "°C"
            ),
        },
    }
    return {name: Now(name, asked, clock.date) for name, asked in reads.items()}


def _told(reading: Reading, state: RobotState) -> float:
    """What the robot says of itself, while it can.

    Raises:
        SourceSilent: the link is lost, and what it said last is old; or it never says.
    """
    if not state.link:
        raise SourceSilent("the robot does not answer: the link is lost")
    if (value := reading.of(state)) is None:
        raise SourceSilent(f"the robot does not tell its {reading.in_words}")
    return value
