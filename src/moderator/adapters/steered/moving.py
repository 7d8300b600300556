"""A steered body in motion: where its joints are to be, computed from the clock when asked."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from moderator.adapters.steered.course import Course
from moderator.adapters.steered.doing import Doing
from moderator.adapters.steered.follower import Follower
from moderator.adapters.steered.limbs import Limbs
from moderator.motion.blend import lead_in, reach
from moderator.motion.stopping import FREEZE_S, GENTLY_S
from moderator.motion.trajectory import Trajectory
from moderator.robot import Outcome

_HOME_S = 2.0
_GRACE_S = 1.0
"""How much later than its joints are told to the body may be there."""
_GLANCE_S = 0.01
_THERE_RAD = 1e-6
_STANDING_RAD_S = 1e-6


class Moving:
    """Which ways the body is going, and what it does at the end of each.

    Args:
        loop: the running loop, whose clock is the only clock.
        limbs: what is steered.
        start: angle of every joint at the start, radians.
        follower: the body that goes where the joints are told to go.
        changed: told whether any joint is being driven somewhere, when that may have changed.
        stands: told when a walk has ended and no other has taken it over.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        limbs: Limbs,
        start: Mapping[str, float],
        follower: Follower,
        changed: Callable[[bool], None],
        stands: Callable[[], object] = lambda: None,
    ) -> None:
        self._loop = loop
        self._follower = follower
        self._limbs = limbs
        self._told_of_change = changed
        self._stands = stands
        self._settled = dict(start)
        self._courses: dict[Course, asyncio.TimerHandle] = {}
        self._walk: tuple[Doing, asyncio.TimerHandle] | None = None
        self._bound_home: Outcome | None = None
        self._home_with: list[Doing] = []
        self._waiting: list[asyncio.Future[None]] = []

    @property
    def busy(self) -> bool:
        """Whether any joint is being driven somewhere."""
        return bool(self._courses or self._walk)

    @property
    def ends_s(self) -> float:
        """The loop's time from which on the joints are told nothing new, seconds."""
        return max((course.ends_s for course in self._courses), default=self._loop.time())

    @property
    def on_legs(self) -> bool:
        """Whether a motion moves the legs."""
        return any(course.on_legs for course in self._courses)

    def pose(self, now_s: float | None = None) -> dict[str, float]:
        """Angle that every joint is told at a time of the loop, or now, radians."""
        pose = dict(self._settled)
        now_s = self._loop.time() if now_s is None else now_s
        for course in self._courses:
            pose.update(course.pose(now_s))
        return pose

    def speeds(self) -> dict[str, float]:
        """Speed of every joint that is under way now, radians a second."""
        speeds: dict[str, float] = {}
        now_s = self._loop.time()
        for course in self._courses:
            speeds.update(course.speeds(now_s))
        return speeds

    def in_the_way(self, joints: Sequence[str]) -> str:
        """What keeps those joints from being moved, in words; empty for nothing."""
        if self._walk and not self._limbs.legs.isdisjoint(joints):
            return "it is walking"
        for course in self._courses:
            taken = next((joint for joint in joints if joint in course.joints), None)
            if taken and (course.on_legs or not course.given_up):
                return f"{course.doings[0].name} moves {taken}"
        return ""

    def begin(self, name: str, motion: Trajectory, safe_points_s: tuple[float, ...]) -> Doing:
        """Join a motion on to the pose of now; nothing may be in its way.

        Raises:
            ValueError: there is no way to its start within the limits.
        """
        now_s = self._loop.time()
        blend = self._blend(motion)
        length_s = motion.duration_s + (blend.duration_s if blend else 0.0)
        doing = Doing(self._loop, name, length_s, self._cancel)
        for course in self._courses:
            course.joints.difference_update(motion.joints)
        self._add(Course([doing], blend, motion, safe_points_s, now_s, self._limbs))
        return doing

    def walk(self, ttl_s: float) -> Doing:
        """Walk for that long; a walk already under way ends."""
        earlier, self._walk = self._walk, None
        if earlier:
            earlier[1].cancel()
            earlier[0].end(Outcome.cancelled("a later walk took over"))
        doing = Doing(self._loop, "the walk", ttl_s, self._cancel)
        ends = self._loop.call_at(self._loop.time() + ttl_s, self._end_walk, Outcome.succeeded())
        self._walk = doing, ends
        self._changed()
        return doing

    def slow_down(self, why: Outcome, *, at_once: bool = False) -> None:
        """Come to a standstill; what was under way ends so."""
        doings, self._home_with, self._bound_home = self._home_with, [], None
        for course in self._courses:
            self._give_up(course, why)
            course.slow_down(self._loop.time(), FREEZE_S if at_once else GENTLY_S)
            course.doings += doings
            doings = []
            self._time(course)
        self._end_walk(why)

    def finish_and_go_home(self, why: Outcome) -> None:
        """Go on to the next safe points, then home to rest; what was under way ends so, there."""
        self._end_walk(why)
        if self._courses:
            self._bound_home = why
        for course in self._courses:
            if not course.given_up:
                self._give_up(course, why)
                course.finish_phrase(self._loop.time(), GENTLY_S)
                self._time(course)

    def go_home(self, why: Outcome) -> None:
        """Go home to rest from wherever it stands, nothing being under way."""
        pose = self.pose()
        doings, self._home_with, self._bound_home = self._home_with, [], None
        away = {
            joint: angle
            for joint, angle in self._limbs.rest.items()
            if abs(angle - pose[joint]) > _THERE_RAD
        }
        if not away:
            self._end(doings, why)
            return
        way = reach(pose, away, self._limbs.joints, _HOME_S)
        course = Course(doings, None, way, (), self._loop.time(), self._limbs)
        course.given_up, course.outcome = True, why
        self._add(course)

    def drop(self, outcome: Outcome) -> None:
        """Let every joint stand still this instant; everything ends so, when the body is still."""
        now_s = self._loop.time()
        doings, self._home_with, self._bound_home = self._home_with, [], None
        self._end_walk(outcome)
        self._end(doings, outcome)
        for course in list(self._courses):
            self._give_up(course, outcome)
            course.halt(now_s)
            self._courses[course].cancel()
            self._due(course)

    def give_in(self, pose_rad: Mapping[str, float], outcome: Outcome) -> None:
        """Stand where the body was found, and not where it was led; everything ends so."""
        doings, self._home_with, self._bound_home = self._home_with, [], None
        self._end_walk(outcome)
        for course, ends in self._courses.items():
            ends.cancel()
            doings += course.doings
        self._courses.clear()
        self.settle(pose_rad)
        self._end(doings, outcome)
        self._changed()

    def stand_up(self) -> None:
        """Be at rest: somebody has set the body on its feet, nothing being under way."""
        self.settle(self._limbs.rest)

    def settle(self, pose_rad: Mapping[str, float]) -> None:
        """Stand there: the body was found so, nothing being under way."""
        self._settled.update(pose_rad)

    def lose(self, outcome: Outcome) -> None:
        """Nobody hears of what is under way any more; the body slows down by itself."""
        for course in self._courses:
            self._end(course.doings, outcome)
        self._end(self._home_with, outcome)
        self.slow_down(outcome)

    async def stillness(self) -> None:
        """Wait until the body stands still."""
        while self.busy:
            waiting: asyncio.Future[None] = self._loop.create_future()
            self._waiting.append(waiting)
            await waiting

    def _blend(self, motion: Trajectory) -> Trajectory | None:
        """The way to a motion's start; None when the body stands there."""
        pose, speeds = self.pose(), self.speeds()
        standing = all(abs(speeds.get(joint, 0.0)) <= _STANDING_RAD_S for joint in motion.joints)
        start = dict(zip(motion.joints, motion.positions_rad[0], strict=True))
        there = all(abs(angle - pose[joint]) <= _THERE_RAD for joint, angle in start.items())
        if standing and there:
            return None
        return lead_in(motion, pose, self._limbs.joints, self._limbs.blend_s, speeds)

    def _add(self, course: Course) -> None:
        self._courses[course] = self._loop.call_at(course.ends_s, self._due, course)
        self._changed()

    def _time(self, course: Course) -> None:
        self._courses[course].cancel()
        self._courses[course] = self._loop.call_at(course.ends_s, self._due, course)

    def _due(self, course: Course) -> None:
        """End a course once the body is where it ends, or fail when it does not get there."""
        missing = self._follower.missing(course.pose(course.ends_s), course.ends_s)
        now_s = self._loop.time()
        if missing and now_s < course.ends_s + _GRACE_S:
            self._courses[course] = self._loop.call_at(now_s + _GLANCE_S, self._due, course)
            return
        failed = bool(missing) and course.outcome.ok
        if failed:
            self._give_up(course, Outcome.aborted("joint", missing))
        self._arrived(course)
        if failed:
            self._follower.on_failure(course.outcome)

    def _arrived(self, course: Course) -> None:
        self._settled.update(course.pose(course.ends_s))
        del self._courses[course]
        if self._bound_home:
            self._home_with += course.doings
            if not self._courses:
                self.go_home(self._bound_home)
        else:
            self._end(course.doings, course.outcome)
        self._changed()

    def _cancel(self, doing: Doing) -> None:
        if self._walk and self._walk[0] is doing:
            self._end_walk(Outcome.cancelled())
            return
        for course in self._courses:
            if doing in course.doings:
                self._give_up(course, Outcome.cancelled())
                course.slow_down(self._loop.time(), GENTLY_S)
                self._time(course)
                return

    def _give_up(self, course: Course, outcome: Outcome) -> None:
        course.given_up = True
        course.outcome = outcome
        for doing in course.doings:
            doing.halt()

    def _end_walk(self, outcome: Outcome) -> None:
        if self._walk:
            (doing, ends), self._walk = self._walk, None
            ends.cancel()
            self._stands()
            doing.end(outcome)
            self._changed()

    def _end(self, doings: list[Doing], outcome: Outcome) -> None:
        for doing in doings:
            doing.end(outcome)

    def _changed(self) -> None:
        busy = self.busy
        self._follower.stir()
        self._told_of_change(busy)
        if not busy:
            waiting, self._waiting = self._waiting, []
            for one in waiting:
                if not one.done():
                    one.set_result(None)
