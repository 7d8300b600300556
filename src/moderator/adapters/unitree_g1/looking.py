"""Reading what a G1 says of itself and which of its services answer; nothing is moved."""

import asyncio
from collections.abc import Iterable
from typing import Any

from moderator.adapters.unitree_g1 import arms, codes, state
from moderator.adapters.unitree_g1.joints import MOTORS
from moderator.adapters.unitree_g1.link import Link
from moderator.adapters.unitree_g1.messages import LowCmd, LowState
from moderator.adapters.unitree_g1.services import Services
from moderator.adapters.unitree_g1.settings import G1Settings
from moderator.robot import Check, Found

SERVICES = (codes.ARM, codes.VOICE, codes.LOCO, codes.OLDER_LOCO, codes.SWITCHER)
_ANSWERS_WITHIN_S = 1.0
_SAYS_WITHIN_S = 2.0

_OF_23_JOINTS = 4
"""Its `mode_machine`; 5 is of 29. Source: unitreerobotics/unitree_mujoco at 24b7a49,
simulate/src/unitree_sdk2_bridge.h."""

_LYING = {0: "no torque", 1: "damping", 2: "squatting", 3: "sitting"}
"""Walking states in which it does not stand. Source: unitree_sdk2_python at 37116c5,
g1_loco_client.py; that 2 is squatting: assumed."""

_LEAVE_DEBUG = "restart it, let it stand with its hand controller, and do not press L2+A"
"""Source: unitree_sdk2_python issue 42, how debug mode is entered."""


def needed(settings: G1Settings) -> tuple[str, ...]:
    """The services that a night with these settings asks."""
    speaks = settings.voice == "robot"
    acts = not codes.ACTIONS.keys().isdisjoint(settings.renderings.values())
    return (*((codes.VOICE,) if speaks else ()), *((codes.ARM,) if acts else ()))


async def look(
    services: Services,
    settings: G1Settings,
    told: LowState,
    needed: Iterable[str],
    *,
    leads: bool,
) -> Found:
    """Look at who has the robot, whether it stands, and whether its arms can be led.

    Args:
        services: its services, over an open link.
        settings: what is expected.
        told: what it said last.
        needed: those of its services that have to be there.
        leads: whether anybody takes what leads the arms.
    """
    mode, walking = await asyncio.gather(_mode(services), _walking(services, settings))
    version: Any = told.version
    checks = (
        _model(told),
        *(_service(services, name) for name in needed),
        Check(
            "mode",
            ok=mode != "debug mode",
            why=f"it is in {mode}: {_LEAVE_DEBUG}" if mode == "debug mode" else mode or "not told",
        ),
        walking,
        Check(
            "arms",
            ok=leads,
            why=f"its controller takes {arms.TOPIC}"
            if leads
            else f"nobody takes {arms.TOPIC}: is it in debug mode? {_LEAVE_DEBUG}",
        ),
    )
    return Found(".".join(str(part) for part in version), mode, MOTORS, checks)


async def _mode(services: Services) -> str:
    """Which controller has the robot, `debug mode` for none; empty where it does not say."""
    answer = await services.read(codes.SWITCHER, codes.CHECK_MODE, _ANSWERS_WITHIN_S)
    if answer.code or not isinstance(answer.data, dict):
        return ""
    return str(answer.data.get("name") or "debug mode")


async def _walking(services: Services, settings: G1Settings) -> Check:
    loco = settings.loco_service
    other = codes.OLDER_LOCO if loco == codes.LOCO else codes.LOCO
    answer = await services.read(loco, codes.GET_STATE, _ANSWERS_WITHIN_S)
    if answer.code == codes.NOT_SENT and services.there(other):
        why = f"its walking service is called {other!r}: set `loco_service: {other}` in the config"
        return Check("walking", ok=False, why=why)
    if answer.code:
        why = f"service {loco!r}: {codes.meaning(answer.code)}"
        return Check("walking", ok=False, why=why)
    number = answer.data.get("data") if isinstance(answer.data, dict) else None
    if number in _LYING:
        why = f"it is {_LYING[number]} (state {number}): let it stand with its hand controller"
        return Check("walking", ok=False, why=why)
    return Check("walking", ok=True, why=f"state {number}")


async def probed(settings: G1Settings) -> Found:
    """Read all that can be read.

    Raises:
        CannotStart: DDS does not start.
    """
    link = Link(settings)
    try:
        heard: list[LowState] = []
        link.hear(state.TOPIC, LowState, heard.append, last=True)
        services = Services(link, SERVICES)
        leading = link.writer(arms.TOPIC, LowCmd, arms.LIVES_S)
        if not await link.until(lambda: bool(heard), _SAYS_WITHIN_S):
            return Found(checks=(_silent(settings),))
        every = (codes.ARM, codes.VOICE, codes.SWITCHER)
        return await look(services, settings, heard[-1], every, leads=leading.taken)
    finally:
        link.close()


def _service(services: Services, name: str) -> Check:
    there = services.there(name)
    why = "somebody takes its requests" if there else f"missing: {codes.meaning(codes.NOT_SENT)}"
    return Check(f"service {name}", ok=there, why=why)


def _model(told: LowState) -> Check:
    machine = told.mode_machine
    if machine == _OF_23_JOINTS:
        why = f"it says machine {machine}, a G1 of 23 joints: this adapter is for one of 29"
        return Check("model", ok=False, why=why)
    return Check("model", ok=True, why=f"machine {machine}")


def _silent(settings: G1Settings) -> Check:
    where = f"interface {settings.interface or 'any'}, DDS domain {settings.domain}"
    why = f"{state.TOPIC} says nothing ({where}): is it switched on, and is that the network to it?"
    return Check("state", ok=False, why=why)
