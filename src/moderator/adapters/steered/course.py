"""One way that a steered body is going: from where it was, onto a motion, and through it."""

from moderator.adapters.steered.doing import Doing
from moderator.adapters.steered.limbs import Limbs
from moderator.motion.pace import Pace, led_to, led_to_nearest, stops_at_s, straight
from moderator.motion.stopping import standstill
from moderator.motion.trajectory import Row, Trajectory
from moderator.robot import Outcome


class Course:
    """A blend and a motion under way.

    Args:
        doings: whose ends wait for this.
        blend: from the measured pose to the motion's start; None when it is there.
        motion: the motion.
        safe_points_s: where the motion may be left, seconds from its start, rising; empty when
            nobody knows, and then only its ends are safe for the legs.
        now_s: the loop's time, seconds.
        limbs: what is steered.
    """

    def __init__(
        self,
        doings: list[Doing],
        blend: Trajectory | None,
        motion: Trajectory,
        safe_points_s: tuple[float, ...],
        now_s: float,
        limbs: Limbs,
    ) -> None:
        self._limbs = limbs
        self.doings = doings
        self.outcome = Outcome.succeeded()
        self.joints = set(motion.joints)
        self.on_legs = not limbs.legs.isdisjoint(motion.joints)
        self.given_up = False
        self._blend = blend
        self._motion = motion
        self._blend_s = blend.duration_s if blend else 0.0
        self._length_s = self._blend_s + motion.duration_s
        self._has_phrases = bool(safe_points_s)
        self._safe_points_s = (0.0, *(self._blend_s + at for at in safe_points_s), self._length_s)
        self._pace: Pace = straight(now_s, self._length_s)
        self._leaving: tuple[float, Trajectory] | None = None

    @property
    def ends_s(self) -> float:
        """The loop's time at which the body stands still, seconds."""
        if self._leaving:
            began_s, way = self._leaving
            return began_s + way.duration_s
        return self._pace.ends_s

    def pose(self, now_s: float) -> dict[str, float]:
        """Angles of its joints, radians."""
        if self._leaving:
            began_s, way = self._leaving
            return self._own(way, way.at(now_s - began_s))
        way, at_s = self._path(self._pace.at(now_s).place_s)
        return self._own(way, way.at(at_s))

    def speeds(self, now_s: float) -> dict[str, float]:
        """Speeds of its joints, radians a second."""
        if self._leaving:
            began_s, way = self._leaving
            return self._own(way, way.velocity_at(now_s - began_s))
        here = self._pace.at(now_s)
        way, at_s = self._path(here.place_s)
        row = way.velocity_at(at_s)
        return self._own(way, tuple(here.pace * speed for speed in row))

    def slow_down(self, now_s: float, within_s: float) -> None:
        """Come to a standstill as fast as that, on the legs at the nearest two-footed posture."""
        if self.on_legs:
            here = self._pace.at(now_s)
            led = led_to_nearest(self._safe_points_s, now_s, here, within_s)
            if led and led.ends_s < self.ends_s:
                self._pace = led
        elif self.joints:
            stop = standstill(self.pose(now_s), self.speeds(now_s), self._limbs.joints, within_s)
            if now_s + stop.duration_s < self.ends_s:
                self._leaving = now_s, stop

    def halt(self, now_s: float) -> None:
        """Stand still this instant."""
        pose = self.pose(now_s)
        row = tuple(pose.values())
        standing = Trajectory(tuple(pose), (0.0,), (row,), (tuple(0.0 for _ in row),))
        self._leaving = now_s, standing

    def finish_phrase(self, now_s: float, within_s: float) -> None:
        """Go on to the next safe point and stand still there."""
        if not (self.on_legs or self._has_phrases):
            self.slow_down(now_s, within_s)
            return
        here = self._pace.at(now_s)
        soonest_s = stops_at_s(here, within_s)
        if ahead := [safe for safe in self._safe_points_s if safe >= soonest_s]:
            self._pace = led_to(ahead[0], now_s, here, within_s)

    def _path(self, place_s: float) -> tuple[Trajectory, float]:
        """What is passed through at a place in the whole, and the place in that."""
        if self._blend and place_s < self._blend_s:
            return self._blend, place_s
        return self._motion, place_s - self._blend_s

    def _own(self, way: Trajectory, row: Row) -> dict[str, float]:
        """A row of a trajectory by joint, without the joints that were taken over."""
        found = dict(zip(way.joints, row, strict=True))
        if len(found) != len(self.joints):
            return {joint: figure for joint, figure in found.items() if joint in self.joints}
        return found
