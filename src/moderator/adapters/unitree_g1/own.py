"""The G1's own arm actions."""

import asyncio
from collections.abc import Callable

from moderator.adapters.unitree_g1 import codes
from moderator.adapters.unitree_g1.services import Answer, Services
from moderator.robot import Outcome

_AT_MOST_S = 15.0
"""Its own all take less than 10 s. Source: unitreerobotics/unitree_sdk2 at 21d0a3b,
example/g1/high_level/g1_arm_action_example.cpp."""
_NOTICES_WITHIN_S = 2.0
"""By when it has noticed that nobody streams any more. Source: assumed."""
_AGAIN_S = 0.1
_NOT_YET = (codes.ARM_SDK_BUSY, codes.ARMS_HELD)


async def do(services: Services, name: str, called_off: Callable[[], bool]) -> Outcome:
    """Have it do one and give its arms back: some hold their last pose for up to 20 s.

    Source of that: unitree_sdk2, g1_arm_action_client.hpp.

    Args:
        services: its services.
        name: the action's.
        called_off: whether it is not to begin any more.
    """
    loop = asyncio.get_running_loop()
    until_s = loop.time() + _NOTICES_WITHIN_S
    while (answer := await _asked(services, codes.ACTIONS[name])).code in _NOT_YET:
        if loop.time() > until_s:
            break
        if answer.code == codes.ARMS_HELD:
            await _asked(services, codes.RELEASE_ARM)
        await asyncio.sleep(_AGAIN_S)
        if called_off():
            return Outcome.cancelled(f"{name} was called off before it began")
    if answer.code == codes.NO_ANSWER:
        return Outcome.unknown(f"{name}: {codes.meaning(answer.code)}")
    if answer.code:
        return Outcome.aborted(str(answer.code), f"{name}: {codes.meaning(answer.code)}")
    released = await _asked(services, codes.RELEASE_ARM)
    if released.code:
        why = f"{name} is done, and its arms were not released"
        return Outcome.aborted(str(released.code), f"{why}: {codes.meaning(released.code)}")
    return Outcome.succeeded()


async def _asked(services: Services, number: int) -> Answer:
    """The SDK in Python writes `data`, that in C++ `action_id`."""
    told = {"data": number, "action_id": number}
    return await services.ask(codes.ARM, codes.DO_ARM_ACTION, told, _AT_MOST_S)
