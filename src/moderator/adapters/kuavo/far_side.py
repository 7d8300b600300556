"""A Kuavo's own interface over rosbridge."""

import asyncio
import sys
from array import array
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from moderator.adapters.kuavo import wire
from moderator.adapters.kuavo.capabilities import TAI_CHI
from moderator.adapters.kuavo.joints import MODELS
from moderator.adapters.kuavo.looking import look, probed
from moderator.adapters.kuavo.own import Actions, tai_chi
from moderator.adapters.kuavo.settings import KuavoSettings
from moderator.adapters.kuavo.walking import Walking
from moderator.adapters.rosbridge import LinkLost, Patience, Rosbridge, ServiceFailed
from moderator.adapters.rosbridge.owned import Owned
from moderator.adapters.wired.attitude import stands
from moderator.adapters.wired.far_side import Ears, FarSide, Measured, Told
from moderator.adapters.wired.lately import HAND_CONTROLLER_FOR_S, Lately
from moderator.adapters.wired.stamps import Stamps
from moderator.adapters.wired.streamer import Streamer
from moderator.adapters.wired.voice import Voice
from moderator.errors import CannotStart, NotLegal
from moderator.robot import Check, Found, Gauge, Grade, Outcome, ProgramRoute
from moderator.values.sound import Sound

_OPENS_WITHIN_S = 3.0
_ANSWERS_WITHIN_S = 1.0
_STATE_EVERY_MS = 10

_DOWN_FOR_S = 1.0
"""So long after it said that it lies or gets up, the robot does not stand."""


class KuavoSide(FarSide):
    """The wire to one Kuavo.

    Args:
        settings: where it is, and which model.
    """

    def __init__(self, settings: KuavoSettings) -> None:
        self._settings = settings
        self._model = MODELS[settings.model]
        self._bridge: Rosbridge | None = None
        self._aside: Rosbridge | None = None
        self._owned: Owned | None = None
        self._ears: Ears | None = None
        self._streamer = Streamer(wire.RATE_HZ, self._send, settings.stale_s, self._gone)
        self._voice = Voice(self._say)
        self._actions = Actions()
        self._stamps = Stamps()
        self._performing = False
        self._told: Told | None = None
        self._errand: asyncio.Future[None] | None = None
        self._slow: dict[str, wire.Message] = {}
        self._walking = Walking(self._publish)
        self._pressed = Lately(HAND_CONTROLLER_FOR_S)
        self._down = Lately(_DOWN_FOR_S)

    async def open(self, ears: Ears) -> None:
        """Open the links, hear its sensors, and own it unless somebody else does."""
        self._bridge = bridge = await self._link()
        self._aside = aside = await self._link()
        self._ears, self._slow, self._stamps = ears, {}, Stamps()
        try:
            self._owned = Owned(bridge, ears.stopped, ears.gone)
            aside.advertise(*wire.VELOCITY)
            for topic, kind in wire.PUBLISHED:
                bridge.advertise(topic, kind)
            bridge.subscribe(*wire.ACTION_STATE, self._actions.hear)
            bridge.subscribe(*wire.HAND_CONTROLLER, self._hand_controller)
            bridge.subscribe(*wire.FALL_STAND, self._gets_up)
            bridge.subscribe(*wire.SENSORS, self._heard, throttle_ms=_STATE_EVERY_MS)
            await self._owned.taken("the Kuavo")
        except LinkLost as lost:
            raise CannotStart(f"the Kuavo at {bridge.address}: {lost}") from lost

    async def _link(self) -> Rosbridge:
        stale_s = self._settings.stale_s
        patience = Patience(unanswered_s=stale_s, unacknowledged_s=stale_s)
        host, port = self._settings.host, self._settings.port
        return await Rosbridge.opened(host, port, within_s=_OPENS_WITHIN_S, patience=patience)

    async def close(self) -> None:
        """Close the links."""
        self.let_go()
        self._ears = None
        open_, self._owned = self._owned, None
        links, self._bridge, self._aside = (self._bridge, self._aside), None, None
        for each in (open_, *links):
            if each:
                await each.close()
        if self._errand:
            await self._errand

    async def probe(self) -> Found:
        """Read its version, mode, joints and services over a link of its own."""
        return await probed(self._settings)

    async def checks(self) -> tuple[Check, ...]:
        """Look at the mode of the arms and at the model."""
        return await look(self._opened, self._settings.model)

    async def take(self, told: Told) -> None:
        """Stream where the arms are, and have them follow that."""
        self._told = told
        self._streamer.begin(told)
        await self._change_mode(wire.EXTERNAL)

    async def release(self) -> None:
        """Have the arms held where they are; with no more poses, they are anyway."""
        if self._streamer.on and self._bridge:
            with suppress(NotLegal):
                await self._change_mode(wire.HOLD)
        self._told = None
        self._streamer.end()

    def stir(self) -> None:
        """Each tick asks where they are to be; go on streaming after a motion of its own."""
        if self._told and not self._streamer.on and not self._performing:
            self._streamer.begin(self._told)

    def let_go(self) -> None:
        """Send no pose and no velocity."""
        self._told = None
        self._streamer.end()
        self._walking.end()
        self._voice.end()

    def hold_otherwise(self) -> None:
        """Have the arms held over a link of its own, on which no pose is waiting."""
        if self._aside:
            self._errand = asyncio.ensure_future(self._hold(self._aside))

    async def _hold(self, bridge: Rosbridge) -> None:
        with suppress(LinkLost, ServiceFailed, TimeoutError):  # it was worth a try
            held = bridge.call(wire.CHANGE_MODE, {"control_mode": wire.HOLD}, _ANSWERS_WITHIN_S)
            answer = asyncio.ensure_future(held)
            await asyncio.sleep(0)  # the arms first: the velocity must not wait for their answer
            bridge.publish(wire.VELOCITY[0], wire.STANDING)
            await answer

    def stop(self, grade: Grade) -> str:
        """End the walk; the gravest grade is the robot's own, where the config says so."""
        try:
            self._walking.end()
            self._opened.publish(wire.VELOCITY[0], wire.STANDING)
            if grade is Grade.ROBOT_STOP and self._settings.robot_stop == "stop_robot":
                self._opened.publish(wire.STOP_ROBOT[0], {"data": True})
        except LinkLost as lost:
            return str(lost)
        return ""

    def route(self) -> ProgramRoute:
        """A program with a link of its own."""
        settings = self._settings
        program = (sys.executable, "-P", "-m", "moderator.adapters.kuavo.stopping")
        own = ("--stop-robot",) if settings.robot_stop == "stop_robot" else ()
        return ProgramRoute((*program, settings.host, str(settings.port), *own))

    def gauges(self) -> tuple[Gauge, ...]:
        """How late a pose left at most."""
        return (Gauge("pose sent late", self._streamer.latest_s * 1000, "ms"),)

    async def perform(self, name: str) -> Outcome:
        """Have it do a motion of its own; the arms are its own meanwhile."""
        at_most_s = self._settings.own_at_most_s
        self._streamer.end()
        self._performing = True
        try:
            if name == TAI_CHI:
                return await tai_chi(self._opened, at_most_s)
            return await self._actions.execute(self._opened, name, at_most_s)
        finally:
            self._performing = False

    def interrupt(self) -> None:
        """Have its arms break off what they do."""
        if self._bridge:
            self._errand = asyncio.ensure_future(self._interrupt(self._bridge))

    async def _interrupt(self, bridge: Rosbridge) -> None:
        with suppress(LinkLost, ServiceFailed, TimeoutError):  # its state tells what came of it
            await bridge.call(wire.INTERRUPT, {}, _ANSWERS_WITHIN_S)

    def walk(self, vx_m_s: float, vy_m_s: float, wz_rad_s: float, ttl_s: float) -> None:
        """Send the velocity until its time is over."""
        self._walking.begin(wire.velocity(vx_m_s, vy_m_s, wz_rad_s), ttl_s)

    def stand(self) -> None:
        """Send no velocity."""
        self._walking.end()
        self._publish(wire.VELOCITY[0], wire.STANDING)

    def say(self, sound: Sound) -> None:
        """Send the sound, little by little."""
        self._voice.begin(sound)

    def hush(self) -> None:
        """Send no more of it, and have what it has already thrown away."""
        self._voice.end()
        self._publish(wire.SILENCE[0], {"data": True})

    @property
    def _opened(self) -> Rosbridge:
        if self._bridge is None:
            raise LinkLost("there is no link to the Kuavo")
        return self._bridge

    async def _change_mode(self, mode: int) -> None:
        asked = {"control_mode": mode}
        try:
            answer = await self._opened.call(wire.CHANGE_MODE, asked, _ANSWERS_WITHIN_S)
        except (LinkLost, ServiceFailed, TimeoutError) as error:
            raise NotLegal(f"the Kuavo's arms: {error}") from error
        if not answer.get("result", False):
            told = answer.get("message") or "it says no more"
            raise NotLegal(f"the Kuavo does not go to {wire.MODES[mode]}: {told}")

    def _say(self, samples: "array[int]") -> None:
        self._publish(wire.SOUND[0], {"data": samples.tolist()})

    def _gone(self, why: str) -> None:
        if self._ears:
            self._ears.gone(why)

    def _send(self, told: Told, now_s: float) -> None:
        pose_rad = told.pose(now_s)
        self._publish(wire.ARM_TRAJ[0], wire.arms(pose_rad))
        self._send_new(wire.HEAD_MOTION[0], wire.head(pose_rad))
        if self._model.has_waist:
            self._send_new(wire.WAIST_MOTION[0], wire.waist(pose_rad))

    def _send_new(self, topic: str, message: wire.Message) -> None:
        """Send what is not what was sent last: head and waist are still for most of the time."""
        if self._slow.get(topic) != message:
            self._slow[topic] = message
            self._publish(topic, message)

    def _publish(self, topic: str, message: wire.Message) -> None:
        """Send a message; that the link is gone is told by whoever watches it."""
        if self._bridge:
            try:
                self._bridge.publish(topic, message)
            except LinkLost:
                self.let_go()

    def _heard(self, told: Mapping[str, Any]) -> None:
        if self._ears is None:
            return
        now_s = asyncio.get_running_loop().time()
        try:
            late_s = self._stamps.late_s(wire.stamp_s(told["header"]), now_s)
        except ValueError as error:
            self._ears.gone(f"the link is not sound: {error}")
            return
        quat = told.get("imu_data", {}).get("quat", {"w": 1.0, "x": 0.0, "y": 0.0, "z": 0.0})
        self._ears.heard(
            Measured(
                joints_rad=self._model.measured(told["joint_data"]["joint_q"]),
                at_s=now_s - late_s,
                standing=not self._down.holds(now_s)
                and stands(*(float(quat[axis]) for axis in "wxyz")),
                taken_by="its hand controller" if self._pressed.holds(now_s) else "",
            )
        )

    def _gets_up(self, told: Mapping[str, Any]) -> None:
        if float(told["data"]) < wire.GOT_UP:
            self._down.note(asyncio.get_running_loop().time())

    def _hand_controller(self, told: Mapping[str, Any]) -> None:
        if any(told.get("buttons", ())):
            self._pressed.note(asyncio.get_running_loop().time())
