"""The facts that are on no sheet: the clock, the show's state, the robot's own."""

from moderator.engine.clock import ShowClock
from moderator.engine.timekeeper import Timekeeper
from moderator.knowledge.knowledge import Live
from moderator.robot import Robot
from moderator.values.duration import NS_PER_S
from moderator.values.quantity import Text

_MINUTE_NS = 60 * NS_PER_S
_ON_TIME_NS = 30 * NS_PER_S


def live_facts(clock: ShowClock, time: Timekeeper, robot: Robot) -> Live:
    """What reads each of `moderator.knowledge.knowledge.LIVE` now."""
    return {
        "clock.time": lambda: Text(f"{clock.date():%H:%M}"),
        "clock.date": lambda: Text(f"{clock.date().day} {clock.date():%B %Y}"),
        "show.over": lambda: Text(over_in_words(time.over_ns())),
        "robot.battery": lambda: Text(f"{robot.state().battery:.0%}"),
    }


def over_in_words(over_ns: int) -> str:
    """How the show stands against its plan: `on time`, `3 minutes late`, `1 minute ahead`."""
    if abs(over_ns) < _ON_TIME_NS:
        return "on time"
    minutes = max(1, round(abs(over_ns) / _MINUTE_NS))
    return f"{minutes} minute{'s' * (minutes > 1)} {'late' if over_ns > 0 else 'ahead'}"
