"""How fast a trajectory is passed through: going on to a place and standing still there, or back.

A body that leaves its path may fall, so it stops on the path: only the pace changes, with limited
jerk, by ruckig. At pace 1 a trajectory takes its own time; no pace here is above 1, or below −1
going back, so that no joint is faster than written.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from moderator.motion.jerk_limited import calculated

if TYPE_CHECKING:
    from ruckig import ControlInterface, Trajectory


@dataclass(frozen=True)
class Passing:
    """Where in a trajectory something is at a moment.

    Attributes:
        place_s: place in the trajectory, seconds from its start.
        pace: seconds of trajectory a second; below 0 it goes back.
        change: of pace, a second.
    """

    place_s: float
    pace: float = 1.0
    change: float = 0.0


@dataclass(frozen=True)
class Pace:
    """A way through a trajectory in time.

    Attributes:
        begins_s: when, by whichever clock, seconds.
        lasts_s: seconds.
        passing: by seconds since it began.
    """

    begins_s: float
    lasts_s: float
    passing: Callable[[float], Passing]

    @property
    def ends_s(self) -> float:
        """When it ends, by the same clock, seconds."""
        return self.begins_s + self.lasts_s

    def at(self, now_s: float) -> Passing:
        """Place and pace at a time, held to the way's beginning and end."""
        return self.passing(min(max(now_s - self.begins_s, 0.0), self.lasts_s))


def straight(now_s: float, length_s: float) -> Pace:
    """Through the whole of a trajectory at its own pace."""
    return Pace(now_s, length_s, Passing)


def led_to(goal_s: float, now_s: float, here: Passing, within_s: float) -> Pace:
    """To a standstill at a place, forwards or back, in the least time.

    Args:
        goal_s: place in the trajectory, seconds.
        now_s: the clock's time, seconds.
        here: place, pace and its change now.
        within_s: the time in which pace 1 comes to a standstill, seconds, above 0.
    """
    from ruckig import ControlInterface

    found = _calculated(goal_s, here, within_s, ControlInterface.Position)
    return Pace(now_s, found.duration, partial(_passing, found))


def stops_at_s(here: Passing, within_s: float) -> float:
    """The place of the soonest standstill, seconds from the trajectory's start; as `led_to`."""
    from ruckig import ControlInterface

    found = _calculated(here.place_s, here, within_s, ControlInterface.Velocity)
    return _passing(found, found.duration).place_s


def led_to_nearest(
    goals_s: Iterable[float], now_s: float, here: Passing, within_s: float
) -> Pace | None:
    """To a standstill at whichever of some places takes the least time; None where there is none.

    Args:
        goals_s: places in the trajectory, seconds.
        now_s: as in `led_to`.
        here: as in `led_to`.
        within_s: as in `led_to`.
    """
    places, soonest_s = sorted(goals_s), stops_at_s(here, within_s)
    worth = {
        *[place for place in places if place <= soonest_s][-1:],
        *[place for place in places if place >= soonest_s][:1],
    }
    ways = [led_to(place, now_s, here, within_s) for place in sorted(worth)]
    return min(ways, key=lambda way: way.lasts_s, default=None)


def _calculated(
    goal_s: float, here: Passing, within_s: float, interface: "ControlInterface"
) -> "Trajectory":
    """A way of the place, to a place or, with the velocity's interface, to wherever it stops."""
    from ruckig import InputParameter

    asked = InputParameter(1)
    asked.control_interface = interface
    asked.current_position, asked.current_velocity = [here.place_s], [here.pace]
    asked.current_acceleration = [here.change]
    asked.target_position = [goal_s]
    asked.max_velocity = [1.0]
    asked.max_acceleration, asked.max_jerk = [2.0 / within_s], [4.0 / within_s**2]
    return calculated(asked)


def _passing(found: "Trajectory", gone_s: float) -> Passing:
    (place_s,), (pace,), (change,) = found.at_time(gone_s)
    return Passing(place_s, pace, change)
