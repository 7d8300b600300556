"""Kuavo's own motions: its Tai Chi, and the actions of its arms."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from moderator.adapters.kuavo import wire
from moderator.adapters.rosbridge import LinkLost, Rosbridge, ServiceFailed
from moderator.robot import Outcome

_ANSWERS_WITHIN_S = 2.0
_BEGINS_WITHIN_S = 5.0
_ASKS_EVERY_S = 0.25
_TROUBLE = (LinkLost, ServiceFailed, TimeoutError)


async def tai_chi(bridge: Rosbridge, at_most_s: float) -> Outcome:
    """Have it do its Tai Chi: the service answers at once, and a parameter tells when it is over.

    Args:
        bridge: the link.
        at_most_s: the parameter may stay true after a fault; after so long nobody knows.
    """
    try:
        answer = await bridge.call(wire.TAI_CHI, {}, _ANSWERS_WITHIN_S)
        if not answer.get("success", True):
            return Outcome.rejected(f"the Kuavo does no Tai Chi: {answer.get('message', '')}")
        if not await _becomes(bridge, True, _BEGINS_WITHIN_S):
            return Outcome.aborted("taiji", "the Kuavo took the order and has not begun")
        if not await _becomes(bridge, False, at_most_s):
            why = f"the Kuavo says after {at_most_s:.0f} s that it still does its Tai Chi"
            return Outcome.unknown(f"{why}; look at it")
    except _TROUBLE as error:
        return Outcome.unknown(str(error))
    return Outcome.succeeded()


async def _becomes(bridge: Rosbridge, executing: bool, within_s: float) -> bool:
    loop = asyncio.get_running_loop()
    until_s = loop.time() + within_s
    asked = {"name": wire.TAI_CHI_EXECUTING, "default": "false"}
    while loop.time() < until_s:
        answer = await bridge.call(wire.GET_PARAM, asked, _ANSWERS_WITHIN_S)
        if bool(json.loads(answer.get("value", "false"))) is executing:
            return True
        await asyncio.sleep(_ASKS_EVERY_S)
    return False


class Actions:
    """The actions of its arms, and what it says of the one under way."""

    def __init__(self) -> None:
        self._states: asyncio.Queue[int] = asyncio.Queue()

    def hear(self, told: Mapping[str, Any]) -> None:
        """It says how far it is."""
        self._states.put_nowait(int(told["state"]))

    async def execute(self, bridge: Rosbridge, name: str, at_most_s: float) -> Outcome:
        """Have it do one, and wait until it says that it is over.

        Args:
            bridge: the link.
            name: the action's, as the robot knows it.
            at_most_s: after so long nobody knows.
        """
        while not self._states.empty():
            self._states.get_nowait()
        try:
            answer = await bridge.call(wire.EXECUTE, {"action_name": name}, _ANSWERS_WITHIN_S)
            if not answer.get("success", True):
                return Outcome.rejected(f"the Kuavo does not do {name}: {answer.get('message')}")
            async with asyncio.timeout(at_most_s):
                while (state := await self._states.get()) not in (wire.FAILED, wire.DONE):
                    pass
        except _TROUBLE as error:
            return Outcome.unknown(str(error) or f"{name} takes longer than {at_most_s:.0f} s")
        if state == wire.FAILED:
            return Outcome.aborted("action", f"the Kuavo says that {name} has failed")
        return Outcome.succeeded()
