"""Reading what a Kuavo says of itself and which of its services answer; nothing is moved."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from moderator.adapters.kuavo import wire
from moderator.adapters.kuavo.joints import MODELS
from moderator.adapters.kuavo.settings import KuavoSettings
from moderator.adapters.rosbridge import LinkLost, Rosbridge, ServiceFailed
from moderator.robot import Check, Found

_ANSWERS_WITHIN_S = 1.0
_SAYS_WITHIN_S = 1.5
_NEEDED = {
    wire.CHANGE_MODE: "without it the arms cannot be taken: start humanoid_plan_arm_trajectory",
    wire.GET_MODE: "the arms' mode is not known: is the controller started and standing?",
}
_TROUBLE = (LinkLost, ServiceFailed, TimeoutError)


async def look(bridge: Rosbridge, model: str) -> tuple[Check, ...]:
    """Look at the mode of the arms, and whether it is the model that the config says."""
    mode, version = await asyncio.gather(mode_of(bridge), version_of(bridge))
    return (
        Check("arms", ok=bool(mode), why=mode or f"{wire.GET_MODE}: {_NEEDED[wire.GET_MODE]}"),
        _model(version, model),
    )


async def mode_of(bridge: Rosbridge) -> str:
    """The mode of the arms, in words; empty where it does not say."""
    try:
        answer = await bridge.call(wire.GET_MODE, {}, _ANSWERS_WITHIN_S)
    except _TROUBLE:
        return ""
    mode = answer.get("control_mode", answer.get("mode"))
    return wire.MODES.get(mode, f"mode {mode}") if isinstance(mode, int) else ""


async def version_of(bridge: Rosbridge) -> str:
    """Its parameter `robot_version`; empty where it does not say. Source: the SDK's param.py."""
    try:
        asked = {"name": "/robot_version", "default": '""'}
        answer = await bridge.call(wire.GET_PARAM, asked, _ANSWERS_WITHIN_S)
        return str(json.loads(answer.get("value", '""')))
    except (*_TROUBLE, ValueError):
        return ""


async def probed(settings: KuavoSettings) -> Found:
    """Read all that can be read.

    Raises:
        CannotStart: there is no rosbridge server.
    """
    bridge = await Rosbridge.opened(settings.host, settings.port, within_s=3.0)
    try:
        version, mode = await version_of(bridge), await mode_of(bridge)
        services = await _services(bridge)
        joints = await _joints(bridge)
    finally:
        await bridge.close()
    checks = [_model(version, settings.model), _of_joints(joints, settings.model)]
    for service, remedy in _NEEDED.items():
        there = services is None or service in services
        checks.append(Check(service, ok=there, why="it answers" if there else f"missing: {remedy}"))
    if services is None:
        why = "rosapi does not answer, so that services are not known: start rosapi with rosbridge"
        checks.append(Check("services", ok=False, why=why))
    return Found(firmware=version, mode=mode, joints=joints, checks=tuple(checks))


def _model(version: str, model: str) -> Check:
    if not version:
        return Check("model", ok=True, why=f"it does not say; the config says {model}")
    same = version.endswith(model)
    why = f"it says {version}" if same else f"it says {version}, and the config's model is {model}"
    return Check("model", ok=same, why=why)


def _of_joints(joints: int, model: str) -> Check:
    meant = MODELS[model].told
    if joints == meant:
        return Check("joints", ok=True, why=f"{wire.SENSORS[0]} tells of {joints}")
    why = f"{wire.SENSORS[0]} tells of {joints} joints, and model {model} has {meant}"
    silent = f"{wire.SENSORS[0]} says nothing: is the robot's controller running?"
    return Check("joints", ok=False, why=why if joints else silent)


async def _services(bridge: Rosbridge) -> frozenset[str] | None:
    try:
        answer = await bridge.call(wire.SERVICES, {}, _ANSWERS_WITHIN_S)
    except _TROUBLE:
        return None
    return frozenset(answer.get("services", ()))


async def _joints(bridge: Rosbridge) -> int:
    said: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def heard(told: Mapping[str, Any]) -> None:
        if not said.done():
            said.set_result(len(told["joint_data"]["joint_q"]))

    try:
        bridge.subscribe(*wire.SENSORS, heard, throttle_ms=100)
        async with asyncio.timeout(_SAYS_WITHIN_S):
            return await said
    except _TROUBLE:
        return 0
