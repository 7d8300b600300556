"""The sources that every show has: the clock, the show itself, the robot."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from moderator.engine.clock import ShowClock
from moderator.engine.programme import Programme
from moderator.knowledge.sources.source import Live, Now
from moderator.robot import Robot
from moderator.values.quantity import Date, Quantity, Text, Value
from moderator.values.show_time import Weekday


def _date(now: datetime) -> Date:
    return Date(now.day, now.month, now.year)


def live_facts(clock: ShowClock, programme: Programme, robot: Robot) -> Live:
    """What reads each of `moderator.knowledge.sources.source.LIVE` now."""
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
            "battery": lambda: Text(f"{robot.state().battery:.0%}"),
            "temperature": lambda: Quantity(Decimal(round(robot.state().temperature_c)), "°C"),
        },
    }
    return {name: Now(name, asked, clock.date) for name, asked in reads.items()}
