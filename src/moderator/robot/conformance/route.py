"""What the contract says of the stop route: another process stops the robot without this one."""

import asyncio
import json
import os
import subprocess
import sys

from moderator.robot.capabilities import Grade
from moderator.robot.conformance.bench import GLANCE_S, Bench, ended, swing
from moderator.robot.conformance.sentence import CANCEL, expect, sentence
from moderator.robot.contract import ProgramRoute, StopRoute
from moderator.robot.outcome import Ended

_SENDS = """
import json, socket, sys
host, port, payload = json.loads(sys.argv[1])
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(bytes.fromhex(payload), (host, port))
"""
_SOON_S = 2.0
_LOOKED_AT_S, _OLD_S = 0.5, 0.1


async def _sent_by_another_process(route: StopRoute, payload: bytes) -> None:
    if isinstance(route, ProgramRoute):
        command, told = list(route.command), payload
    else:
        to = json.dumps([route.host, route.port, payload.hex()])
        command, told = [sys.executable, "-I", "-c", _SENDS, to], b""

    def run() -> None:
        subprocess.run(  # noqa: S603 — the adapter names it
            command, input=told, check=True, timeout=30, capture_output=True
        )

    await asyncio.to_thread(run)


def _order(route: StopRoute, grade: Grade) -> bytes:
    """What stops the robot by that route."""
    return f"{grade.value}\n".encode() if isinstance(route, ProgramRoute) else route.payloads[grade]


@sentence("the stop route is there while connected, in plain data")
async def _plain_data(bench: Bench) -> None:
    robot = bench.made()
    expect(robot.stop_route() is None, "there is one before connecting")
    await robot.connect()
    route = robot.stop_route()
    if route is None:
        expect(False, "there is none while connected")
        return
    if isinstance(route, ProgramRoute):
        program = route.command[0]
        expect(program.startswith(os.sep), f"{program!r} is no full path")
    else:
        expect(0 < route.port < 65536, f"its port is {route.port}")
        expect(set(route.payloads) == set(Grade), "a grade is missing")
        payloads = list(route.payloads.values())
        expect(len(set(payloads)) == len(payloads), "two grades have one payload")
    await robot.disconnect()
    expect(robot.stop_route() is None, "there is one after disconnecting")


@sentence("the stop route works from another process", CANCEL)
async def _from_another_process(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.follow(swing(robot, 8.0))
    await asyncio.sleep(0.5)
    route = robot.stop_route()
    expect(route is not None, "there is none")
    if route:
        await _sent_by_another_process(route, _order(route, Grade.FREEZE))
    outcome = await ended(handle, _SOON_S)
    stopped = outcome.ended in (Ended.CANCELLED, Ended.UNKNOWN)
    expect(stopped, f"what was under way ended {outcome.ended.value}")
    outcome = await ended(robot.follow(swing(robot)))
    expect(outcome.ended is Ended.REJECTED, f"a later motion ended {outcome.ended.value}")


@sentence("the stop route obeys nothing but its own payloads", CANCEL)
async def _nothing_else(bench: Bench) -> None:
    robot = await bench.active()
    handle = robot.follow(swing(robot, 2.0))
    route = robot.stop_route()
    if route:
        for rubbish in (b"", b"\x00" * 64, b"go", _order(route, Grade.FREEZE).strip() + b"!"):
            await _sent_by_another_process(route, rubbish)
    await asyncio.sleep(GLANCE_S)
    outcome = await ended(handle)
    expect(outcome.ok, f"the motion ended {outcome.ended.value}: {outcome.why}")


@sentence("what of the adapter can hang by itself shows that it works")
async def _shows_that_it_works(bench: Bench) -> None:
    robot = await bench.connected()
    loop = asyncio.get_running_loop()
    until_s = loop.time() + _LOOKED_AT_S
    while loop.time() < until_s:
        await asyncio.sleep(GLANCE_S)
        seen_s = robot.alive_s()
        if seen_s is not None:
            old_s = loop.time() - seen_s
            expect(old_s >= 0, "it has shown so in the future")
            expect(old_s < _OLD_S, f"it last did {old_s * 1000:.0f} ms ago")


SENTENCES = (_plain_data, _from_another_process, _nothing_else, _shows_that_it_works)
