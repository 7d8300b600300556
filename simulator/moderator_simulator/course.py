"""One way that the simulated body is going: from where it was, onto a motion, and through it."""

from moderator.motion.trajectory import Trajectory
from moderator.robot import Outcome
from moderator_simulator.body import LEGS
from moderator_simulator.doing import Doing
from moderator_simulator.pace import Stretch, led_to, slowed, straight


class Course:
    """A blend and a motion under way.

    Args:
        doings: whose ends wait for this.
        blend: from the measured pose to the motion's start; None when it is there.
        motion: the motion.
        safe_points_s: where the motion may be left, seconds from its start, rising; empty when
            nobody knows, and then only its ends are safe for the legs.
        now_s: the loop's time, seconds.
    """

    def __init__(
        self,
        doings: list[Doing],
        blend: Trajectory | None,
        motion: Trajectory,
        safe_points_s: tuple[float, ...],
        now_s: float,
    ) -> None:
        self.doings = doings
        self.outcome = Outcome.succeeded()
        self.joints = set(motion.joints)
        self.on_legs = not LEGS.isdisjoint(motion.joints)
        self.given_up = False
        self._blend = blend
        self._motion = motion
        self._blend_s = blend.duration_s if blend else 0.0
        self._length_s = self._blend_s + motion.duration_s
        self._has_phrases = bool(safe_points_s)
        self._safe_points_s = (0.0, *(self._blend_s + at for at in safe_points_s), self._length_s)
        self._stretches: tuple[Stretch, ...] = straight(now_s, self._length_s)

    @property
    def ends_s(self) -> float:
        """The loop's time at which the body stands still, seconds."""
        return self._stretches[-1].ends_s

    def pose(self, now_s: float) -> dict[str, float]:
        """Angles of its joints, radians."""
        at_s = self._now(now_s).place_s(now_s)
        if self._blend and at_s < self._blend_s:
            row = self._blend.at(at_s)
        else:
            row = self._motion.at(at_s - self._blend_s)
        pose = dict(zip(self._motion.joints, row, strict=True))
        if len(pose) != len(self.joints):
            return {joint: angle for joint, angle in pose.items() if joint in self.joints}
        return pose

    def slow_down(self, now_s: float, within_s: float) -> None:
        """Come to a standstill as fast as that, on the legs at the nearest two-footed posture."""
        at_s, pace = self._place(now_s)
        if not self.on_legs:
            self._stretches = self._slowed(now_s, within_s)
            return
        before = max(safe for safe in self._safe_points_s if safe <= at_s)
        after = min(safe for safe in self._safe_points_s if safe >= at_s)
        ways = (led_to(goal, now_s, at_s, pace, 1.0 / within_s) for goal in (after, before))
        self._stretches = min(ways, key=lambda way: way[-1].ends_s)

    def finish_phrase(self, now_s: float, within_s: float) -> None:
        """Go on to the next safe point and stand still there."""
        if not (self.on_legs or self._has_phrases):
            self._stretches = self._slowed(now_s, within_s)
            return
        at_s, pace = self._place(now_s)
        ahead = [safe for safe in self._safe_points_s if safe >= at_s + pace * within_s / 2]
        goal_s = ahead[0] if ahead else self._length_s
        self._stretches = led_to(goal_s, now_s, at_s, pace, 1.0 / within_s)

    def _slowed(self, now_s: float, within_s: float) -> tuple[Stretch, ...]:
        at_s, pace = self._place(now_s)
        left_s = self._length_s - at_s if pace > 0 else at_s
        if abs(pace) * within_s / 2 >= left_s:
            return self._stretches  # its end comes sooner
        return slowed(now_s, at_s, pace, 1.0 / within_s)

    def _place(self, now_s: float) -> tuple[float, float]:
        stretch = self._now(now_s)
        return stretch.place_s(now_s), stretch.pace_at(now_s)

    def _now(self, now_s: float) -> Stretch:
        stretches = self._stretches
        if len(stretches) == 1:
            return stretches[0]
        return next((s for s in stretches if now_s < s.ends_s), stretches[-1])
