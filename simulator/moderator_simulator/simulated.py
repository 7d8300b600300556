"""A humanoid made of software: what is the same whichever body follows its joints."""

import asyncio
from collections.abc import Sequence

from moderator.adapters.steered.doing import Doing
from moderator.adapters.steered.follower import Follower
from moderator.adapters.steered.life import Life
from moderator.adapters.steered.moving import Moving
from moderator.adapters.steered.refusals import rejected
from moderator.adapters.steered.robot import SteeredRobot
from moderator.adapters.steered.speaking import Speaking
from moderator.errors import NotLegal
from moderator.faults import Fault
from moderator.motion import jerk_limited
from moderator.robot import (
    Check,
    Grade,
    Limit,
    Outcome,
    Passed,
    RobotSetup,
    RobotState,
    SpeechHandle,
    StopReceipt,
    StopRoute,
)
from moderator.values.sound import Sound
from moderator_simulator.body import LIMBS
from moderator_simulator.breakage import Breakage, break_down
from moderator_simulator.checks import checks
from moderator_simulator.energy import Energy
from moderator_simulator.measuring import Measuring
from moderator_simulator.settings import Settings
from moderator_simulator.stop_socket import StopSocket


class SimulatedRobot(SteeredRobot):
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
        super().__init__(setup, LIMBS, follower, Speaking(settings.voice_latency_s))
        self._settings = settings
        self._breakage = Breakage(faults, setup.prompter, self._broke, self._gone)
        self._socket = StopSocket(self._obey)
        self._energy: Energy | None = None
        self._measuring = Measuring(settings, follower, self._breakage)

    async def connect(self) -> None:
        """Open the stop channel; the body stands as it stood, or has been set on its feet."""
        if self._life is not Life.APART:
            return
        jerk_limited.load()
        loop = asyncio.get_running_loop()
        if self._moving is None or self._energy is None:
            self._energy = energy = Energy(self._settings, loop.time())
            self._moving = Moving(
                loop,
                LIMBS,
                LIMBS.rest,
                self._follower,
                lambda moving: energy.change(loop.time(), moving=moving),
            )
        self._measuring.begin(self._moving, self._energy)
        await self._follower.set_up(self._moving)
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

    def _unfit(self) -> str:
        """What of battery and heat keeps the body from moving."""
        assert self._energy is not None  # a robot that is active has a body
        now_s = asyncio.get_running_loop().time()
        if self._energy.battery(now_s) <= 0:
            return "the battery is flat"
        heat_c = self._energy.temperature_c(now_s)
        return f"{heat_c:.0f} °C is too hot" if heat_c > self._settings.hottest_c else ""

    def _begun(self, name: str, doing: Doing) -> None:
        self._breakage.begun(name, doing)

    def _broke(self, fault: Fault) -> None:
        """Do what a fault does to the body when it comes."""
        assert self._moving is not None  # faults come only to a robot that was connected
        assert self._energy is not None
        if fault.fault == "link":
            self._measuring.link(there=False)
        if self._follower.come(fault):
            return
        if break_down(fault, self._moving, self._energy, self._speaking):
            self._lose(fault.in_words)

    def _gone(self, fault: Fault) -> None:
        """Undo what a fault did that has passed."""
        if fault.fault == "link":
            self._measuring.link(there=self._life is not Life.APART)
        self._follower.gone(fault)
