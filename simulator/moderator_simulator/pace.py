"""How fast a trajectory is passed through: slowing down, going on to a place, going back to one.

A body that leaves its path may fall, so it stops on the path: only the pace changes. At pace 1 a
trajectory takes its own time; no pace here is above 1, so that no joint is faster than written.
"""

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Stretch:
    """A time of evenly changing pace.

    Attributes:
        begins_s: the loop's time, seconds.
        at_s: place in the trajectory then, seconds.
        pace: seconds of trajectory a second; below 0 it goes back.
        change: of pace, a second.
        lasts_s: seconds.
    """

    begins_s: float
    at_s: float
    pace: float
    change: float
    lasts_s: float

    def place_s(self, now_s: float) -> float:
        """Place in the trajectory at a time, seconds; held to the stretch's ends."""
        gone_s = min(max(now_s - self.begins_s, 0.0), self.lasts_s)
        return self.at_s + gone_s * (self.pace + 0.5 * self.change * gone_s)

    def pace_at(self, now_s: float) -> float:
        """Pace at a time."""
        return self.pace + self.change * min(max(now_s - self.begins_s, 0.0), self.lasts_s)

    @property
    def ends_s(self) -> float:
        """The loop's time at its end, seconds."""
        return self.begins_s + self.lasts_s


def straight(now_s: float, length_s: float) -> tuple[Stretch, ...]:
    """Through the whole of a trajectory at its own pace."""
    return (Stretch(now_s, 0.0, 1.0, 0.0, length_s),)


def slowed(now_s: float, at_s: float, pace: float, brake: float) -> tuple[Stretch, ...]:
    """To a standstill, wherever that is.

    Args:
        now_s: the loop's time, seconds.
        at_s: place in the trajectory, seconds.
        pace: pace now.
        brake: loss of pace a second, above 0.
    """
    return (Stretch(now_s, at_s, pace, -brake if pace > 0 else brake, abs(pace) / brake),)


def led_to(
    goal_s: float, now_s: float, at_s: float, pace: float, brake: float
) -> tuple[Stretch, ...]:
    """To a standstill at a place, forwards or back, in the least time.

    Args:
        goal_s: place in the trajectory, seconds.
        now_s: the loop's time, seconds.
        at_s: place now.
        pace: pace now.
        brake: greatest change of pace a second, above 0.
    """
    stops_at_s = at_s + pace * abs(pace) / (2 * brake)
    ahead = goal_s - stops_at_s
    if pace and ahead * pace < 0:
        first = slowed(now_s, at_s, pace, brake)
        return (*first, *led_to(goal_s, first[-1].ends_s, stops_at_s, 0.0, brake))
    sign = 1.0 if ahead > 0 or (ahead == 0 and pace > 0) else -1.0
    way_s, speed = abs(goal_s - at_s), abs(pace)
    top = min(1.0, sqrt(brake * way_s + speed * speed / 2))
    rising_s, falling_s = max(0.0, top - speed) / brake, top / brake
    even_way_s = way_s - (top * top - speed * speed / 2) / brake
    even_s = max(0.0, even_way_s) / top if top else 0.0
    stretches = []
    for lasts_s, change in ((rising_s, sign * brake), (even_s, 0.0), (falling_s, -sign * brake)):
        stretches.append(Stretch(now_s, at_s, pace, change, lasts_s))
        at_s, pace, now_s = (
            stretches[-1].place_s(now_s + lasts_s),
            pace + change * lasts_s,
            now_s + lasts_s,
        )
    return tuple(stretches)
