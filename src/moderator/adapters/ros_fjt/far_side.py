"""A robot's joint trajectory controllers over rosbridge."""

import asyncio
import sys
from collections.abc import Sequence

from moderator.adapters.ros_fjt import wire
from moderator.adapters.ros_fjt.hearing import Hearing
from moderator.adapters.ros_fjt.joints import Group, Names
from moderator.adapters.ros_fjt.leading import Leading
from moderator.adapters.ros_fjt.looking import look, probed
from moderator.adapters.ros_fjt.settings import RosFjtSettings
from moderator.adapters.rosbridge import (
    Action,
    GoalEnd,
    GoalResult,
    LinkLost,
    Rosbridge,
    ServiceFailed,
)
from moderator.adapters.rosbridge.owned import Owned
from moderator.adapters.wired.far_side import Ears, FarSide, Told
from moderator.body.table import Joint
from moderator.errors import CannotStart, NotLegal
from moderator.robot import Check, Found, Grade, ProgramRoute

_OPENS_WITHIN_S = 3.0
_ANSWERS_WITHIN_S = 1.0


class RosFjtSide(FarSide):
    """The wire to one robot.

    Args:
        settings: where it is, and how its joints are named.
        joints: those that are steered, with their ranges.
    """

    def __init__(self, settings: RosFjtSettings, joints: Sequence[Joint]) -> None:
        self._settings = settings
        self._joints = joints
        self._names = Names(settings)
        self._bridge: Rosbridge | None = None
        self._ears: Ears | None = None
        self._leading: Leading | None = None
        self._actions: dict[Group, Action] = {}
        self._owned: Owned | None = None
        self._asking: set[asyncio.Task[None]] = set()

    async def open(self, ears: Ears) -> None:
        """Open the link, hear the joints, and own the robot unless somebody else does."""
        settings, ros = self._settings, self._settings.ros
        bridge = await Rosbridge.opened(settings.host, settings.port, within_s=_OPENS_WITHIN_S)
        self._bridge, self._ears = bridge, ears
        hearing = Hearing(self._names)
        loop = asyncio.get_running_loop()

        def heard(message: wire.Message) -> None:
            if self._bridge is not bridge:
                return
            try:
                measured = hearing.take(message, loop.time())
            except ValueError as error:
                ears.gone(f"the link is not sound: {error}")
                return
            if measured:
                ears.heard(measured)

        try:
            self._owned = Owned(bridge, self._was_stopped, ears.gone, ros)
            bridge.subscribe(settings.states, wire.STATES[ros], heard, queue_length=10)
            self._actions = {
                group: wire.action(bridge, group.action, ros) for group in self._names.groups
            }
            await self._owned.taken("the robot")
        except LinkLost as lost:
            raise CannotStart(f"the robot at {bridge.address}: {lost}") from lost
        if hearing.missing and len(hearing.missing) < len(self._joints):
            absent = ", ".join(hearing.missing)
            hint = "correct `joints` in the config, or leave them out"
            raise CannotStart(f"{settings.states} says nothing of {absent}", hint)

    async def close(self) -> None:
        """Close the link."""
        self._ears = None
        if self._leading:
            await self._leading.close()
            self._leading = None
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        owned, self._owned = self._owned, None
        bridge, self._bridge = self._bridge, None
        for each in (owned, bridge):
            if each:
                await each.close()

    async def probe(self) -> Found:
        """Read what there is over a link of its own."""
        return await probed(self._settings, self._names)

    async def checks(self) -> tuple[Check, ...]:
        """Look whether its controllers are there, and can be stopped."""
        return await look(self._actions)

    async def take(self, told: Told) -> None:
        """Lead the joints from where they are."""
        for group, action in self._actions.items():
            try:
                await action.ready(_ANSWERS_WITHIN_S)
            except (CannotStart, LinkLost, ServiceFailed, TimeoutError) as error:
                raise NotLegal(f"{group.action} does not take the joints: {error}") from error
        self.let_go()
        settings = self._settings
        self._leading = Leading(
            self._actions, self._names, self._joints, settings.ros, settings.ahead_s, self._ended
        )
        self._leading.begin(told)

    async def release(self) -> None:
        """Lead them no more: their controllers hold them."""
        self.let_go()

    def stir(self) -> None:
        """Send the way ahead, if it is another."""
        if self._leading:
            self._leading.look()

    def let_go(self) -> None:
        """Send nothing more; what is under way is cancelled, and held."""
        if self._leading:
            self._leading.end()

    def stop(self, grade: Grade) -> str:
        """Have the standstill leave with this turn of the loop; the gravest is the controllers'."""
        bridge = self._bridge
        if bridge is None or bridge.why_lost:
            return bridge.why_lost if bridge else "there is no link to the robot"
        if grade is Grade.ROBOT_STOP:
            self.let_go()
            task = asyncio.create_task(self._stop_all(bridge))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)
            return bridge.why_lost
        asyncio.get_running_loop().call_soon(self.stir)
        return ""

    def route(self) -> ProgramRoute:
        """A program with a link of its own."""
        settings = self._settings
        where = (settings.host, str(settings.port), str(settings.ros))
        actions = tuple(group.action for group in self._names.groups)
        service = ("--service", settings.stop_service) if settings.stop_service else ()
        program = (sys.executable, "-P", "-m", "moderator.adapters.ros_fjt.stopping")
        return ProgramRoute((*program, *where, *actions, *service))

    async def _stop_all(self, bridge: Rosbridge) -> None:
        try:
            actions = [group.action for group in self._names.groups]
            ros, service = self._settings.ros, self._settings.stop_service
            await wire.stop_all(bridge, actions, ros, service, _ANSWERS_WITHIN_S)
        except (LinkLost, ServiceFailed, TimeoutError) as error:
            if self._ears and not bridge.why_lost:
                self._ears.failed("robot_stop", f"its own stop: {error}")

    def _ended(self, group: Group, result: GoalResult) -> None:
        """A goal has ended that neither we nor a later one have ended."""
        if self._ears is None or result.end is GoalEnd.SUCCEEDED:
            return
        if result.end is GoalEnd.CANCELED:
            self.let_go()
            self._ears.stopped(Grade.FREEZE)
        elif self._bridge and not self._bridge.why_lost:
            code = wire.CODES.get(int(result.values.get("error_code", 0)), result.end.value)
            told = result.values.get("error_string") or result.why or "it says no more"
            self._ears.failed(code, f"{group.action}: {told}")

    def _was_stopped(self, grade: Grade) -> None:
        """Another process has stopped the robot: but for a relax, controllers hold already."""
        if self._ears is None:
            return
        if grade is not Grade.RELAX:
            self.let_go()
        self._ears.stopped(grade)
