"""A humanoid made of software: what is the same whichever body follows its joints."""

import asyncio
from collections.abc import Sequence

from moderator.errors import NotLegal
from moderator.faults import Fault
from moderator.motion import jerk_limited
from moderator.motion.motion import Motion
from moderator.motion.trajectory import Trajectory
from moderator.robot import (
    LONGEST_WALK_S,
    Check,
    Grade,
    Limit,
    MotionHandle,
    Outcome,
    Passed,
    Robot,
    RobotSetup,
    RobotState,
    SpeechHandle,
    StopReceipt,
    StopRoute,
    Support,
)
from moderator.values.sound import Sound
from moderator_simulator.body import CAPABILITIES
from moderator_simulator.breakage import Breakage, break_down
from moderator_simulator.checks import checks
from moderator_simulator.energy import Energy
from moderator_simulator.follower import Follower
from moderator_simulator.life import Life
from moderator_simulator.loss import Loss
from moderator_simulator.measuring import Measuring
from moderator_simulator.moving import Moving
from moderator_simulator.refusals import beyond_limits, beyond_walking, rejected, unfit
from moderator_simulator.settings import Settings
from moderator_simulator.speaking import Speaking
from moderator_simulator.stop_socket import StopSocket

_GRADES = tuple(Grade)
_DEACTIVATED = Outcome.cancelled("deactivated")


class SimulatedRobot(Robot):
    """A robot that stands, moves, speaks and fails by the loop's clock alone.

    Args:
        setup: what the adapter was made with.
        settings: battery, heat and what preflight thinks of them.
        faults: what is to fail.
        follower: its body.
    """

    def __init__(
        self,
        setup: RobotSetup,
        settings: Settings,
        faults: tuple[Fault, ...],
        follower: Follower,
    ) -> None:
        super().__init__(setup)
        self._settings = settings
        self._follower = follower
        self._follower.on_failure = self._failed
        self._breakage = Breakage(faults, setup.prompter, self._broke, self._gone)
        self._socket = StopSocket(self._obey)
        self._speaking = Speaking(settings.voice_latency_s)
        self._loss = Loss()
        self._life = Life.APART
        self._stopped: Grade | None = None
        self._body: tuple[Moving, Energy] | None = None
        self._measuring = Measuring(settings, follower, self._breakage)

    async def connect(self) -> None:
        """Open the stop channel; the body stands as it stood, or has been set on its feet."""
        if self._life is not Life.APART:
            return
        jerk_limited.load()
        loop = asyncio.get_running_loop()
        if self._body is None:
            energy = Energy(self._settings, loop.time())
            self._body = Moving(loop, energy, CAPABILITIES.rest, self._follower), energy
        self._measuring.begin(*self._body)
        await self._follower.set_up(self._body[0])
        await self._socket.open()
        self._life = Life.CONNECTED
        self._measuring.link(there=not self._breakage.now("link"))
        self._breakage.from_zero()

    async def preflight(self) -> tuple[Check, ...]:
        """Look at link, battery, temperature, balance and joints."""
        waits = self._life is not Life.ACTIVE
        taken = self._breakage.now("take_over") is not None
        found = checks(self.state(), self._settings, must_stand_still=waits, taken_over=taken)
        if self._reached:
            found += self._follower.checks()
        if waits and self._life is not Life.APART:
            green = all(check.ok for check in found)
            self._life = Life.CHECKED if green else Life.CONNECTED
        return found

    async def activate(self) -> None:
        """Make ready to move."""
        if self._life < Life.CHECKED:
            raise NotLegal("the robot cannot be activated", "connect it and pass preflight first")
        self._life, self._stopped = Life.ACTIVE, None
        self._loss.over()
        self._breakage.from_ready()

    async def deactivate(self) -> None:
        """Come home to rest."""
        if self._body is None:
            return
        moving, _ = self._body
        was_active = self._life is Life.ACTIVE
        self._life = min(self._life, Life.CONNECTED)
        if was_active:
            await self.hold()
            moving.go_home(_DEACTIVATED)
        await moving.stillness()

    async def disconnect(self) -> None:
        """Come to a standstill, fall silent and close the stop channel."""
        if self._life is Life.APART:
            return
        self._life = Life.CONNECTED
        self._speaking.end(Outcome.cancelled("disconnected"))
        await self.hold()
        self._measuring.link(there=False)
        self._life = Life.APART
        self._breakage.forget()
        self._socket.close()

    def play(self, motion: Motion) -> MotionHandle:
        """Begin a motion."""
        manifest = motion.manifest
        if why := self._refusal() or beyond_limits(manifest):
            return rejected(manifest.name, why)
        return self._begin(manifest.name, motion.trajectory(), manifest.safe_points_s)

    def follow(self, trajectory: Trajectory) -> MotionHandle:
        """Begin a joint trajectory; only its ends are known to be safe."""
        if why := self._refusal() or beyond_limits(trajectory):
            return rejected("the trajectory", why)
        return self._begin("the trajectory", trajectory, ())

    def say(self, sound: Sound) -> SpeechHandle:
        """Begin to say a sound, for exactly as long as it lasts."""
        if self._life is Life.APART or self._breakage.now("link"):
            return rejected("the sound", "there is no link to the robot")
        if self._speaking.busy:
            return rejected("the sound", "it is saying something else")
        doing = self._speaking.begin(sound)
        if fault := self._breakage.now("voice"):
            self._speaking.end(Outcome.aborted("voice", fault.in_words))
        return doing

    def walk(self, vx_m_s: float, vy_m_s: float, wz_rad_s: float, ttl_s: float) -> MotionHandle:
        """Walk until the time-to-live is over."""
        if not 0 < ttl_s <= LONGEST_WALK_S:
            raise ValueError(f"a walk's time-to-live is above 0 and at most 1 s, not {ttl_s} s")
        if self.capabilities(self.setup.config).locomotion is Support.NONE:
            return rejected("the walk", "this robot does not walk")
        why = self._refusal() or beyond_walking(vx_m_s, vy_m_s, wz_rad_s)
        if why or not self._body:
            return rejected("the walk", why)
        moving, _ = self._body
        if moving.on_legs:
            return rejected("the walk", "a motion moves the legs")
        return moving.walk(ttl_s)

    async def hold(self) -> None:
        """Come to a standstill; the voice goes on."""
        if self._body:
            moving, _ = self._body
            moving.slow_down(Outcome.cancelled("the robot holds"))
            await moving.stillness()
            await self._follower.stillness()

    def stop(self, grade: Grade) -> StopReceipt:
        """Stop by grade."""
        if self._life is Life.APART:
            return StopReceipt(grade, sent=False, why="the robot is not connected")
        if self._breakage.now("link"):
            return StopReceipt(grade, sent=False, why="the link is lost")
        self._obey(grade)
        return StopReceipt(grade, sent=True)

    def stop_route(self) -> StopRoute | None:
        """The stop channel: a datagram with the grade's name."""
        return self._socket.route()

    async def lost(self) -> str:
        """Wait for a fault that takes the body: any but a voice's and a battery's that has charge.

        A battery that runs flat by itself is noticed by the next motion alone.
        """
        return await self._loss.told()

    async def crossed(self, limits: Sequence[Limit], were: Passed = ()) -> Passed:
        """Wait until limits are passed, by when that can be; nothing ticks."""
        return await self._measuring.crossed(limits, were)

    def state(self) -> RobotState:
        """The state by the clock; while the link is lost, the last one known."""
        return self._measuring.state()

    @property
    def _reached(self) -> bool:
        """Whether state and commands pass."""
        return self._life is not Life.APART and not self._breakage.now("link")

    def _refusal(self) -> str:
        """Why no motion is taken now; empty when one is."""
        if self._life is not Life.ACTIVE or self._body is None:
            return "the robot is not active; preflight and activate it first"
        _, energy = self._body
        return unfit(energy, self._settings)

    def _begin(
        self, name: str, trajectory: Trajectory, safe_points_s: tuple[float, ...]
    ) -> MotionHandle:
        assert self._body is not None  # a robot that is active has a body
        moving, _ = self._body
        if taken := moving.in_the_way(trajectory.joints):
            return rejected(name, taken)
        try:
            doing = moving.begin(name, trajectory, safe_points_s)
        except ValueError as error:
            return rejected(name, str(error))
        self._breakage.begun(name, doing)
        return doing

    def _obey(self, grade: Grade) -> None:
        """Stop by grade, whoever asked; a gentler one than before changes nothing."""
        if self._body is None:
            return
        moving, _ = self._body
        self._life = min(self._life, Life.CONNECTED)
        if self._stopped is not None and _GRADES.index(grade) <= _GRADES.index(self._stopped):
            return
        self._stopped = grade
        why = Outcome.cancelled(f"stopped: {grade.value}")
        if grade is not Grade.RELAX:
            self._speaking.end(why)
        if grade is Grade.RELAX:
            moving.finish_and_go_home(why)
        elif grade is Grade.FREEZE:
            moving.slow_down(why, at_once=True)
        else:
            moving.drop(why)

    def _broke(self, fault: Fault) -> None:
        """Do what a fault does to the body when it comes."""
        assert self._body is not None  # faults come only to a robot that was connected
        moving, energy = self._body
        if fault.fault == "link":
            self._measuring.link(there=False)
        if self._follower.come(fault):
            return
        if break_down(fault, moving, energy, self._speaking):
            self._lose(fault.in_words)

    def _gone(self, fault: Fault) -> None:
        """Undo what a fault did that has passed."""
        if fault.fault == "link":
            self._measuring.link(there=self._life is not Life.APART)
        self._follower.gone(fault)

    def _failed(self, outcome: Outcome) -> None:
        """End what is under way, when the body cannot go on."""
        assert self._body is not None  # only a body that was set up fails
        moving, _ = self._body
        moving.drop(outcome)
        self._lose(outcome.why)

    def _lose(self, what: str) -> None:
        """Take no motion until preflight and activation, and tell why."""
        self._life = min(self._life, Life.CONNECTED)
        self._loss.happened(what)
