"""A robot whose joints are told where to be: what is the same for every such body."""

from collections.abc import Sequence

from moderator.adapters.steered.doing import Doing
from moderator.adapters.steered.follower import Follower
from moderator.adapters.steered.life import Life
from moderator.adapters.steered.limbs import Limbs
from moderator.adapters.steered.loss import Loss
from moderator.adapters.steered.moving import Moving
from moderator.adapters.steered.refusals import beyond_limits, beyond_walking, rejected
from moderator.adapters.steered.speaking import Speaking
from moderator.motion.motion import Motion
from moderator.motion.trajectory import Trajectory
from moderator.robot import (
    LONGEST_WALK_S,
    Grade,
    MotionHandle,
    Outcome,
    Robot,
    RobotSetup,
    Support,
)

_GRADES = tuple(Grade)
_DEACTIVATED = Outcome.cancelled("deactivated")


class SteeredRobot(Robot):
    """Plays, follows, walks, holds and stops by the loop's clock; the body follows.

    Args:
        setup: what the adapter was made with.
        limbs: what is steered.
        follower: its body.
        speaking: its voice.
    """

    def __init__(
        self,
        setup: RobotSetup,
        limbs: Limbs,
        follower: Follower,
        speaking: Speaking,
    ) -> None:
        super().__init__(setup)
        self._limbs = limbs
        self._follower = follower
        self._follower.on_failure = self._failed
        self._speaking = speaking
        self._loss = Loss()
        self._life = Life.APART
        self._stopped: Grade | None = None
        self._moving: Moving | None = None

    async def deactivate(self) -> None:
        """Come home to rest."""
        moving = self._moving
        if moving is None:
            return
        was_active = self._life is Life.ACTIVE
        self._life = min(self._life, Life.CONNECTED)
        if was_active:
            await self.hold()
            moving.go_home(_DEACTIVATED)
        await moving.stillness()

    def play(self, motion: Motion) -> MotionHandle:
        """Begin a motion."""
        manifest = motion.manifest
        if why := self._refusal() or beyond_limits(manifest, self._limbs):
            return rejected(manifest.name, why)
        return self._begin(manifest.name, motion.trajectory(), manifest.safe_points_s)

    def follow(self, trajectory: Trajectory) -> MotionHandle:
        """Begin a joint trajectory; only its ends are known to be safe."""
        if why := self._refusal() or beyond_limits(trajectory, self._limbs):
            return rejected("the trajectory", why)
        return self._begin("the trajectory", trajectory, ())

    def walk(self, vx_m_s: float, vy_m_s: float, wz_rad_s: float, ttl_s: float) -> MotionHandle:
        """Walk until the time-to-live is over."""
        if not 0 < ttl_s <= LONGEST_WALK_S:
            raise ValueError(f"a walk's time-to-live is above 0 and at most 1 s, not {ttl_s} s")
        if self.capabilities(self.setup.config).locomotion is Support.NONE:
            return rejected("the walk", "this robot does not walk")
        why = self._refusal() or beyond_walking(vx_m_s, vy_m_s, wz_rad_s, self._limbs)
        if why or not self._moving:
            return rejected("the walk", why)
        if self._moving.on_legs:
            return rejected("the walk", "a motion moves the legs")
        doing = self._moving.walk(ttl_s)
        self._walks(vx_m_s, vy_m_s, wz_rad_s, ttl_s)
        return doing

    async def hold(self) -> None:
        """Come to a standstill; the voice goes on."""
        if self._moving:
            self._moving.slow_down(Outcome.cancelled("the robot holds"))
            await self._moving.stillness()
            await self._follower.stillness()

    async def lost(self) -> str:
        """Wait for what takes the body."""
        return await self._loss.told()

    def _unfit(self) -> str:
        """What keeps a robot that is active from moving now; empty for nothing."""
        return ""

    def _walks(self, vx_m_s: float, vy_m_s: float, wz_rad_s: float, ttl_s: float) -> None:
        """A walk has begun."""

    def _begun(self, name: str, doing: Doing) -> None:
        """A motion has begun."""

    def _refusal(self) -> str:
        """Why no motion is taken now; empty when one is."""
        if self._life is not Life.ACTIVE or self._moving is None:
            return "the robot is not active; preflight and activate it first"
        return self._unfit()

    def _begin(
        self, name: str, trajectory: Trajectory, safe_points_s: Sequence[float]
    ) -> MotionHandle:
        assert self._moving is not None  # a robot that is active has a body
        if taken := self._moving.in_the_way(trajectory.joints):
            return rejected(name, taken)
        try:
            doing = self._moving.begin(name, trajectory, tuple(safe_points_s))
        except ValueError as error:
            return rejected(name, str(error))
        self._begun(name, doing)
        return doing

    def _obey(self, grade: Grade) -> None:
        """Stop by grade, whoever asked; a gentler one than before changes nothing."""
        if self._moving is None:
            return
        self._life = min(self._life, Life.CONNECTED)
        if self._stopped is not None and _GRADES.index(grade) <= _GRADES.index(self._stopped):
            return
        self._stopped = grade
        why = Outcome.cancelled(f"stopped: {grade.value}")
        if grade is not Grade.RELAX:
            self._speaking.end(why)
        if grade is Grade.RELAX:
            self._moving.finish_and_go_home(why)
        elif grade is Grade.FREEZE:
            self._moving.slow_down(why, at_once=True)
        else:
            self._moving.drop(why)

    def _failed(self, outcome: Outcome) -> None:
        """End what is under way, when the body cannot go on."""
        assert self._moving is not None  # only a body that was set up fails
        self._moving.drop(outcome)
        self._lose(outcome.why)

    def _lose(self, what: str) -> None:
        """Take no motion until preflight and activation, and tell why."""
        self._life = min(self._life, Life.CONNECTED)
        self._loss.happened(what)
