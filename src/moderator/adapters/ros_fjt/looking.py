"""What a robot's ROS says of its controllers; nothing is moved."""

import asyncio
from collections.abc import Mapping

from moderator.adapters.ros_fjt import wire
from moderator.adapters.ros_fjt.hearing import Hearing
from moderator.adapters.ros_fjt.joints import Group, Names
from moderator.adapters.ros_fjt.settings import RosFjtSettings
from moderator.adapters.rosbridge import Action, LinkLost, Rosbridge, ServiceFailed
from moderator.errors import CannotStart
from moderator.robot import Check, Found

_ANSWERS_WITHIN_S = 1.0
_TROUBLE = (CannotStart, LinkLost, ServiceFailed, TimeoutError)


async def look(actions: Mapping[Group, Action]) -> tuple[Check, ...]:
    """Whether each action server takes goals, and ends them before their time."""
    return tuple([await _of(group, action) for group, action in actions.items()])


async def probed(settings: RosFjtSettings, names: Names) -> Found:
    """Read all that can be read, over a link of its own.

    Raises:
        CannotStart: there is no rosbridge server.
    """
    bridge = await Rosbridge.opened(settings.host, settings.port, within_s=3.0)
    try:
        hearing = await _heard(bridge, settings, names)
        missing = ", ".join(hearing.missing)
        why = f"{settings.states} says nothing of {missing}" if missing else "every joint is told"
        actions = {group: wire.action(bridge, group.action, settings.ros) for group in names.groups}
        checks = (Check("joints", ok=not missing, why=why), *await look(actions))
    finally:
        await bridge.close()
    known = sum(len(group.ours) for group in names.groups)
    return Found(
        firmware=f"ROS {settings.ros}",
        joints=known - len(hearing.missing),
        checks=checks,
    )


async def _of(group: Group, action: Action) -> Check:
    try:
        await action.ready(_ANSWERS_WITHIN_S)
    except _TROUBLE as error:
        return Check(group.action, ok=False, why=str(error))
    return Check(group.action, ok=True, why=f"it takes goals for {len(group.ours)} joints")


async def _heard(bridge: Rosbridge, settings: RosFjtSettings, names: Names) -> Hearing:
    """Listen until all joints were told of, or for as long as is to be waited."""
    hearing = Hearing(names)
    all_told = asyncio.Event()

    def heard(message: wire.Message) -> None:
        if hearing.take(message, 0.0):
            all_told.set()

    try:
        bridge.subscribe(settings.states, wire.STATES[settings.ros], heard, queue_length=10)
        async with asyncio.timeout(_ANSWERS_WITHIN_S):
            await all_told.wait()
    except _TROUBLE:
        pass  # what is missing says so
    return hearing
