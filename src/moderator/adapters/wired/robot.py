"""A robot at the far side of a wire: what is the same for every one."""

import asyncio
from math import degrees, radians

from moderator.adapters.steered.life import Life
from moderator.adapters.steered.limbs import Limbs
from moderator.adapters.steered.moving import Moving
from moderator.adapters.steered.refusals import rejected
from moderator.adapters.steered.robot import SteeredRobot
from moderator.adapters.steered.speaking import Speaking
from moderator.adapters.wired.body import MeasuredBody
from moderator.adapters.wired.easing import Eased
from moderator.adapters.wired.far_side import FarSide, Measured
from moderator.adapters.wired.looking import NO_LINK, checks
from moderator.adapters.wired.own_motion import OwnMotion
from moderator.adapters.wired.settings import WireSettings
from moderator.errors import CannotStart, NotLegal
from moderator.motion import jerk_limited
from moderator.motion.motion import Motion
from moderator.robot import (
    Check,
    Found,
    Gauge,
    Grade,
    MotionHandle,
    Outcome,
    RobotSetup,
    RobotState,
    SpeechHandle,
    StopReceipt,
    StopRoute,
    Support,
)
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound

_FIRST_WORD_S = 2.0
_HELD_BACK_RAD = radians(1.5)
"""A joint that stands so near to where it rests is taken over without a way there."""


class WiredRobot(SteeredRobot):
    """Follows its joints at the far side, hears from there, and stands still when it does not.

    Args:
        setup: what the adapter was made with.
        settings: what is stale, and what is there.
        limbs: what is steered.
        far: the wire to the robot.
    """

    def __init__(
        self, setup: RobotSetup, settings: WireSettings, limbs: Limbs, far: FarSide
    ) -> None:
        self._far = far
        self._body = MeasuredBody(
            dict(limbs.rest),
            far.led,
            radians(settings.tolerance_deg),
            radians(settings.astray_deg),
            settings.stale_s,
        )
        self._can = self.capabilities(setup.config)
        latency_s = self._can.voice_latency_ns / NS_PER_S
        speaking = Speaking(latency_s, self._hush)
        super().__init__(setup, limbs, self._body, speaking)
        self._own = OwnMotion(far, self._own_over)
        self._stale_s = settings.stale_s
        self._linked = self._is_broken = False
        self._obeyed = 0
        self._first: asyncio.Future[None] | None = None
        self._watching: asyncio.TimerHandle | None = None

    async def connect(self) -> None:
        """Open the link, own the robot, and know where its joints are."""
        if self._life is not Life.APART and self._linked:
            return
        jerk_limited.load()
        loop = asyncio.get_running_loop()
        await self._far.close()  # what is left of a link that was lost
        self._first = loop.create_future()
        try:
            await self._far.open(self)
            self._linked = True
            async with asyncio.timeout(_FIRST_WORD_S):
                await self._first
        except TimeoutError:
            await self._unlink()
            hint = "is the robot's own controller running?"
            raise CannotStart("the robot says nothing of its joints", hint) from None
        except BaseException:
            await self._unlink()
            raise
        if self._moving is None:
            rest, changed = self._limbs.rest, self._stirred
            self._moving = Moving(loop, self._limbs, rest, self._body, changed, self._stands)
            await self._body.set_up(self._moving)
        self._life = Life.CONNECTED
        self._watch()

    async def probe(self) -> Found:
        """What the robot says of itself, read over a link of its own; moves nothing.

        Raises:
            CannotStart: there is no robot.
        """
        return await self._far.probe()

    async def preflight(self) -> tuple[Check, ...]:
        """Look at what every robot is looked at for, and at what this one needs."""
        waits = self._life is not Life.ACTIVE
        if not self._linked:
            return (NO_LINK,)
        own = await self._far.checks()
        state = self.state()
        if not state.link:  # it was lost meanwhile
            return (NO_LINK,)
        taken_by = self._latest.taken_by
        found = checks(state, self._can.limits, taken_by, must_stand_still=waits) + own
        if waits and self._life is not Life.APART:
            green = all(check.ok for check in found)
            self._life = Life.CHECKED if green else Life.CONNECTED
        return found

    async def activate(self) -> None:
        """Take the joints over where they are."""
        if self._life < Life.CHECKED or self._moving is None:
            raise NotLegal("the robot cannot be activated", "connect it and pass preflight first")
        if self._life is not Life.ACTIVE:
            obeyed = self._obeyed
            await self._far.take(self._eased(self._moving))
            if self._life is not Life.CHECKED or self._obeyed != obeyed:
                if self._linked:
                    await self._far.release()
                raise NotLegal("the robot was lost or stopped while it was being activated")
        self._body.followed, self._is_broken = True, False
        self._life, self._stopped = Life.ACTIVE, None
        self._loss.over()
        self._stir()

    async def deactivate(self) -> None:
        """Come home to rest, and give the joints back."""
        await super().deactivate()
        if self._linked:
            await self._far.release()
            await self._body.stillness()

    async def disconnect(self) -> None:
        """Come to a standstill, fall silent, give the joints back and close the link."""
        if self._life is Life.APART:
            return
        self._life = Life.CONNECTED
        self._speaking.end(Outcome.cancelled("disconnected"))
        if self._linked:
            await self.hold()
            await self._far.release()
            await self._body.stillness()
        elif self._moving:
            await self._moving.stillness()
        self._life = Life.APART
        await self._unlink()

    def play(self, motion: Motion) -> MotionHandle:
        """Begin a motion, the robot's own among them."""
        name = motion.manifest.name
        if name not in self._can.built_in:
            return super().play(motion)
        if why := self._refusal():
            return rejected(name, why)
        assert self._moving is not None  # a robot that is active has a body
        if self._moving.busy:
            return rejected(name, "another motion is under way")
        return self._own.begin(name, self._can.built_in[name])

    def say(self, sound: Sound) -> SpeechHandle:
        """Begin to play a sound at the far side."""
        if self._can.voice is Support.NONE:
            return rejected("the sound", "this robot has no voice of its own")
        if not self._linked:
            return rejected("the sound", "there is no link to the robot")
        if self._speaking.busy:
            return rejected("the sound", "it is saying something else")
        self._far.say(sound)
        return self._speaking.begin(sound)

    def stop(self, grade: Grade) -> StopReceipt:
        """Stop by grade."""
        if not self._linked:
            why = "the robot is not connected" if self._life is Life.APART else "the link is lost"
            return StopReceipt(grade, sent=False, why=why)
        why = self._far.stop(grade)
        self._obey(grade)
        return StopReceipt(grade, sent=not why, why=why)

    def stop_route(self) -> StopRoute | None:
        """The stop channel, as the far side has it."""
        return self._far.route() if self._life is not Life.APART else None

    def state(self) -> RobotState:
        """What was last heard."""
        latest = self._body.latest
        there = self._linked and latest is not None
        return RobotState(
            joints_rad=self._body.angles_rad(),
            battery=latest.battery if latest else None,
            temperature_c=latest.temperature_c if latest else None,
            standing=latest.standing if latest else True,
            link=there,
            moving=bool(self._own.name) or (self._moving.busy if self._moving else False),
            fault=latest.fault if latest else "",
            tracking_error_rad=self._body.tracking_error_rad,
            age_s=self._body.age_s if there else 0.0,
        )

    def gauges(self) -> tuple[Gauge, ...]:
        """How far the joints were off at most, and what the far side measures."""
        if self._moving is None:
            return ()
        return (Gauge("tracking error", degrees(self._body.worst_rad), "°"), *self._far.gauges())

    def heard(self, measured: Measured) -> None:
        """Take in what the robot says of itself, and what is wrong with it."""
        if not self._linked and self._life is not Life.APART:
            return  # it was given up: what comes late is another link's
        self._body.hear(measured)
        if self._first and not self._first.done():
            self._first.set_result(None)
        if self._life is Life.APART or self._moving is None:
            return
        if measured.taken_by:
            self._given_up(f"{measured.taken_by} has taken the robot over")
        elif not measured.standing:
            self._broken(Outcome.aborted("balance", "the robot does not stand any more"))
        elif measured.fault:
            self._broken(Outcome.aborted("robot", measured.fault))
        elif self._life is Life.ACTIVE and not self._own.name and (why := self._body.astray):
            self._broken(Outcome.aborted("joint", why))

    def stopped(self, grade: Grade) -> None:
        """Somebody else has stopped the robot: come to a standstill as they asked."""
        self._obey(grade)

    def failed(self, code: str, why: str) -> None:
        """The robot has broken off what it was following."""
        self._broken(Outcome.aborted(code, why))

    def gone(self, why: str) -> None:
        """Nobody knows any more what the body does; nothing is sent until it is connected again."""
        if not self._linked:
            return
        self._linked = False
        self._far.hold_otherwise()
        self._own.lose(Outcome.unknown(why))
        unknown = Outcome.unknown(why)
        self._speaking.end(unknown)
        self._given_up(why)

    async def hold(self) -> None:
        """Come to a standstill; what the robot does by itself ends where that can be."""
        self._own.end(Outcome.cancelled("the robot holds"))
        await super().hold()

    def _refusal(self) -> str:
        own = self._own.name
        return f"the robot does its own {own}" if own else super()._refusal()

    def _obey(self, grade: Grade) -> None:
        self._obeyed += 1
        self._own.end(Outcome.cancelled(f"stopped: {grade.value}"))
        super()._obey(grade)

    async def _own_over(self) -> None:
        """The robot is through with its own motion: its joints are ours again, where they are."""
        await self._body.stillness()
        if self._moving and self._linked and self._life is Life.ACTIVE:
            self._moving.settle(self._body.angles_rad())
            await self._far.resume()

    def _failed(self, outcome: Outcome) -> None:
        """As with any body, and it is not led on to where it did not come."""
        assert self._moving is not None  # only a body that was set up fails
        self._moving.give_in(self._body.angles_rad(), outcome)
        self._lose(outcome.why)

    def _given_up(self, why: str) -> None:
        """The body is somebody else's, or nobody's: send it nothing more."""
        self._own.end(Outcome.unknown(why))
        self._far.let_go()
        self._body.followed = False
        if self._moving and self._life is not Life.APART:
            was_ours = self._life is Life.ACTIVE or self._moving.busy
            self._moving.drop(Outcome.unknown(why))
            if was_ours or not self._linked:
                self._lose(why)
            self._life = min(self._life, Life.CONNECTED)

    def _broken(self, outcome: Outcome) -> None:
        """The robot has a fault: stand still, once."""
        self._own.end(outcome)
        moves = self._life is Life.ACTIVE or (self._moving and self._moving.busy)
        if moves and not self._is_broken:
            self._is_broken = True
            self._failed(outcome)
        self._life = min(self._life, Life.CONNECTED)

    def _watch(self) -> None:
        """Give the robot up when what it says of itself is too old."""
        if not self._linked:
            return
        if self._body.age_s > self._stale_s:
            self.gone(f"the robot has said nothing for {self._body.age_s:.2f} s")
            return
        loop = asyncio.get_running_loop()
        self._watching = loop.call_later(self._stale_s / 10, self._watch)

    async def _unlink(self) -> None:
        self._linked = False
        self._own.lose(Outcome.unknown("disconnected"))
        if self._watching:
            self._watching.cancel()
        await self._far.close()

    @property
    def _latest(self) -> Measured:
        assert self._body.latest is not None  # nothing is connected before it has said something
        return self._body.latest

    def _eased(self, moving: Moving) -> Eased:
        """Where the joints are to be from now on: where they are, or rest where that is nearly so.

        A body that was stopped by us and still holds stands where it was told to, already.
        """
        found = self._body.angles_rad()
        near = all(
            abs(angle - self._limbs.rest[joint]) <= _HELD_BACK_RAD for joint, angle in found.items()
        )
        pose = dict(self._limbs.rest) if near else found
        moving.settle(pose)
        off = {joint: angle - pose[joint] for joint, angle in found.items()}
        return Eased(moving, off, asyncio.get_running_loop().time())

    def _stirred(self, moving: bool) -> None:
        del moving
        self._stir()

    def _stir(self) -> None:
        if self._linked and self._life is not Life.APART:
            self._far.stir()

    def _walks(self, vx_m_s: float, vy_m_s: float, wz_rad_s: float, ttl_s: float) -> None:
        self._far.walk(vx_m_s, vy_m_s, wz_rad_s, ttl_s)

    def _stands(self) -> None:
        if self._linked:
            self._far.stand()

    def _hush(self) -> None:
        if self._linked:
            self._far.hush()
