"""A G1's own interface over DDS."""

import asyncio
import sys
from array import array
from collections.abc import Mapping
from time import time_ns
from typing import Any

from moderator.adapters.unitree_g1 import codes, joints, own, state
from moderator.adapters.unitree_g1.arms import LIVES_S, TOPIC, Arms
from moderator.adapters.unitree_g1.kept import Kept
from moderator.adapters.unitree_g1.link import Link
from moderator.adapters.unitree_g1.looking import SERVICES, look, needed, probed
from moderator.adapters.unitree_g1.messages import BmsState, LowCmd, LowState, String
from moderator.adapters.unitree_g1.services import Services
from moderator.adapters.unitree_g1.settings import G1Settings
from moderator.adapters.unitree_g1.stopping import DAMPED, OWNER, SAID_S, STANDING, STOPPED
from moderator.adapters.wired.attitude import stands
from moderator.adapters.wired.far_side import Ears, FarSide, Measured, Told
from moderator.adapters.wired.lately import HAND_CONTROLLER_FOR_S, Lately
from moderator.adapters.wired.lease import Lease
from moderator.adapters.wired.stamps import Stamps
from moderator.adapters.wired.stop_program import GRADES
from moderator.adapters.wired.voice import Voice
from moderator.errors import CannotStart, NotLegal
from moderator.robot import Check, Found, Gauge, Grade, Outcome, ProgramRoute
from moderator.values.sound import Sound

_SAYS_WITHIN_S = 2.0
_BATTERY_WITHIN_S = 1.0
_ANSWERS_WITHIN_S = 1.0
_STREAM = "moderator"


class G1Side(FarSide):
    """The wire to one G1.

    Args:
        settings: where it is.
    """

    def __init__(self, settings: G1Settings) -> None:
        self._settings = settings
        self._link: Link | None = None
        self._ears: Ears | None = None
        self._arms = Arms(settings, self._write, self._gone, self._too_fast)
        self._kept = Kept(settings)
        self._has_led = False
        self._lease = Lease(_STREAM, self._say_owner)
        self._voice = Voice(self._play)
        self._sound = ""
        self._stamps = Stamps()
        self._latest: LowState | None = None
        self._battery: float | None = None
        self._told: Told | None = None
        self._called_off = False
        self._used = Lately(HAND_CONTROLLER_FOR_S)
        self._errands: set[asyncio.Task[None]] = set()

    async def open(self, ears: Ears) -> None:
        """Join the domain, hear the robot, and own it unless somebody else does."""
        self._link = link = Link(self._settings)
        self._ears, self._latest, self._battery, self._stamps = ears, None, None, Stamps()
        self._leading = link.writer(TOPIC, LowCmd, LIVES_S)
        self._owner = link.writer(OWNER, String, SAID_S)
        self._services = Services(link, SERVICES)
        link.hear(STOPPED, String, self._was_stopped, last=False)
        link.hear(state.BATTERY_TOPIC, BmsState, self._battery_heard, last=True)
        link.hear(OWNER, String, lambda line: self._lease.hear(line.data), last=False)
        link.hear(state.TOPIC, LowState, self._heard, last=True)
        self._opened_s = asyncio.get_running_loop().time()
        await self._first(link)
        if other := await self._lease.taken():
            where = f"in DDS domain {self._settings.domain}"
            raise CannotStart(f"{other} owns the G1 {where}", "end that show first")

    async def close(self) -> None:
        """Leave the domain."""
        self.let_go()
        self._lease.give_up()
        self._ears = None
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        link, self._link = self._link, None
        if link:
            link.close()

    async def probe(self) -> Found:
        """Read its version, mode and services over a link of its own."""
        return await probed(self._settings)

    async def checks(self) -> tuple[Check, ...]:
        """Look at its model and mode, whether it stands, and whether its arms can be led."""
        if self._latest is None:
            return ()
        settings, leads = self._settings, self._leading.taken
        asked = needed(settings)
        return (await look(self._services, settings, self._latest, asked, leads=leads)).checks

    async def take(self, told: Told) -> None:
        """Tell the arms where they are, and have them follow that, little by little."""
        if not self._leading.taken:
            raise NotLegal(f"nobody takes {TOPIC}: the G1's arms cannot be led")
        held = self._kept.there and not self._has_led
        self._told, self._has_led = told, True
        if not await self._lead(told, held=held):
            raise NotLegal("the G1's arms were let go while they were being taken")

    async def release(self) -> None:
        """Give the arms back, little by little."""
        self._told = None
        await self._give_back()

    def stir(self) -> None:
        """Each tick asks where they are to be."""

    def led(self, pose_rad: Mapping[str, float]) -> Mapping[str, float]:
        """Where its own axes can be: its wrist takes the nearest."""
        return joints.reached(pose_rad)

    def let_go(self) -> None:
        """Send no pose and no sound; a velocity ends by itself."""
        self._told, self._called_off = None, True
        self._arms.end()
        self._voice.end()

    def stop(self, grade: Grade) -> str:
        """End the walk; the gravest grade is the robot's own, where the config says so."""
        if self._link is None:
            return "there is no link to the G1"
        loco = self._settings.loco_service
        taken = self._services.post(loco, codes.SET_VELOCITY, STANDING)
        if grade is Grade.ROBOT_STOP and self._settings.robot_stop == "damp":
            taken = self._services.post(loco, codes.SET_STATE, DAMPED)
        return "" if taken else f"nobody takes requests of {loco!r}: only its arms are stopped"

    def route(self) -> ProgramRoute:
        """A program with a link of its own."""
        program = (sys.executable, "-P", "-m", "moderator.adapters.unitree_g1.stopping")
        return ProgramRoute((*program, self._settings.model_dump_json()))

    def gauges(self) -> tuple[Gauge, ...]:
        """How late a pose left at most."""
        return (Gauge("pose sent late", self._arms.latest_s * 1000, "ms"),)

    async def perform(self, name: str) -> Outcome:
        """Give the arms back, and have it do an action of its own, unless that is called off."""
        self._called_off = False
        given_back = await self._give_back()
        if self._called_off or not given_back:
            return Outcome.cancelled(f"{name} was called off before it began")
        return await own.do(self._services, name, lambda: self._called_off)

    def call_off(self) -> None:
        """Begin no action of its own; one that it has begun goes on."""
        self._called_off = True

    async def resume(self) -> None:
        """Take the arms again."""
        if self._told:
            await self._lead(self._told, held=False)

    def walk(self, vx_m_s: float, vy_m_s: float, wz_rad_s: float, ttl_s: float) -> None:
        """Send the velocity and how long it holds."""
        told = {"velocity": [vx_m_s, vy_m_s, wz_rad_s], "duration": ttl_s}
        loco = self._settings.loco_service
        answer = self._services.ask(loco, codes.SET_VELOCITY, told, _ANSWERS_WITHIN_S)
        errand = asyncio.ensure_future(self._walked(answer))
        self._errands.add(errand)
        errand.add_done_callback(self._errands.discard)

    def stand(self) -> None:
        """Send no velocity."""
        self._services.post(self._settings.loco_service, codes.SET_VELOCITY, STANDING)

    def say(self, sound: Sound) -> None:
        """Send the sound, little by little."""
        self._sound = str(time_ns())
        self._voice.begin(sound)

    def hush(self) -> None:
        """Send no more of it, and have what it has already thrown away."""
        self._voice.end()
        self._services.post(codes.VOICE, codes.STOP_PLAYING, {"app_name": _STREAM})

    @property
    def _motors_rad(self) -> list[float]:
        if self._latest is None:
            raise NotLegal("the G1 has not said where its joints are")
        return state.motors_rad(self._latest)

    async def _first(self, link: Link) -> None:
        if not await link.until(lambda: self._latest is not None, _SAYS_WITHIN_S):
            where = f"on {self._settings.interface or 'any interface'}"
            why = f"no G1 says {state.TOPIC} {where}, DDS domain {self._settings.domain}"
            raise CannotStart(why, "is it switched on, and is that the network to it?")

    async def _lead(self, told: Told, *, held: bool) -> bool:
        """Whether all of them is ours."""
        self._kept.begin()
        self._arms.begin(told, self._motors_rad, held=held)
        return await self._arms.become(1.0)

    async def _give_back(self) -> bool:
        """Whether they are its own again."""
        if self._arms.streaming:
            if not await self._arms.become(0.0):
                return False
            self._arms.end()
            self._kept.end()
        return self._arms.weight(asyncio.get_running_loop().time()) == 0.0

    async def _walked(self, answer: "asyncio.Future[Any]") -> None:
        code = (await answer).code
        if code and self._ears:
            self._ears.failed(str(code), f"it does not walk: {codes.meaning(code)}")

    def _write(self, command: LowCmd) -> None:
        if not self._leading.write(command):
            self._gone("DDS does not send")

    def _too_fast(self) -> None:
        if self._ears:
            why = "a shoulder would leap: too near to where its axes are one; move it otherwise"
            self._ears.failed("joint", why)

    def _gone(self, why: str) -> None:
        if self._ears:
            self._ears.gone(why)

    def _say_owner(self, line: str) -> None:
        self._owner.write(String(data=line))

    def _play(self, samples: "array[int]") -> None:
        told = {"app_name": _STREAM, "stream_id": self._sound}
        self._services.post(codes.VOICE, codes.PLAY, told, samples.tobytes())

    def _battery_heard(self, told: BmsState) -> None:
        self._battery = told.soc / 100

    def _was_stopped(self, told: String) -> None:
        grade = GRADES.get(told.data)
        if self._ears and grade:
            self._ears.stopped(grade)

    def _heard(self, told: LowState) -> None:
        if self._ears is None:
            return
        now_s = asyncio.get_running_loop().time()
        try:
            late_s = self._stamps.late_s(state.stamp_s(told), now_s)
            joints_rad = joints.measured(state.motors_rad(told))
        except ValueError as error:
            self._gone(f"the link is not sound: {error}; are two robots in its DDS domain?")
            return
        self._latest = told
        if state.steered_by_hand(told):
            self._used.note(now_s)
        if self._battery is None and now_s < self._opened_s + _BATTERY_WITHIN_S:
            return  # a robot that tells it tells it now and then
        attitude: Any = told.imu_state.quaternion
        self._ears.heard(
            Measured(
                joints_rad=joints_rad,
                at_s=now_s - late_s,
                battery=self._battery,
                temperature_c=state.hottest_c(told),
                standing=stands(*attitude),
                taken_by="its hand controller" if self._used.holds(now_s) else "",
            )
        )
