"""A show with its planned times, as its sheets tell them."""

from dataclasses import dataclass

from moderator.cues.materials import Materials
from moderator.show.lengths import Measured
from moderator.show.model import Show
from moderator.show.rundown import Called, Rundown
from moderator.values.duration import NS_PER_S, format_clock
from moderator.values.time_of_day import later


@dataclass(frozen=True)
class PlannedShow:
    """What the sheets are made from.

    Attributes:
        show: as it is written.
        materials: what it refers to.
        rundown: its cues with planned times.
        lengths: how long its lines and motions take, as measured.
    """

    show: Show
    materials: Materials
    rundown: Rundown
    lengths: Measured

    def time(self, at_ns: int) -> str:
        """The time of day of a planned moment."""
        return f"{later(self.show.starts, at_ns):%H:%M:%S}"

    def about(self, at_ns: int) -> str:
        """The same to the minute, for whoever has no stop-watch."""
        return self.time(at_ns)[:5]

    def fixed(self, called: Called) -> str:
        """A cue's fixed time with the time to spare before it; empty where it has none."""
        slack_ns = called.planned.slack_ns
        if called.fixed_ns is None or slack_ns is None:
            return ""
        spare = f"{format_clock(abs(slack_ns))} {'to spare' if slack_ns >= 0 else 'late'}"
        return f"fixed at {self.about(called.fixed_ns)}, {spare} as planned"


def where(bearing: float) -> str:
    """Where a spot is, as seen by the robot."""
    if abs(bearing) < 5:
        return "straight ahead of the robot"
    side = "left" if bearing > 0 else "right"
    return f"{abs(bearing):g}° to the robot's {side}"


def in_words(length_ns: int) -> str:
    """A length of time as a person says it: `12 minutes`, `1 minute 30 seconds`."""
    minutes, rest = divmod(round(length_ns / NS_PER_S), 60)
    told = [f"{minutes} minute{'s' * (minutes > 1)}"] if minutes else []
    told += [f"{rest} second{'s' * (rest != 1)}"] if rest or not told else []
    return " ".join(told)
