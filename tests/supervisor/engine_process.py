"""An engine with a show on standby, whose robot's stop channel leads elsewhere.

`python -m tests.supervisor.engine_process FOLDER --port PORT`. When the show is on standby it says
`{"pid", "osc", "http"}` of its supervisor and the number of its adapter's `child`; it obeys lines
on standard input (`go`, `again`, `hang SECONDS`, `hang_adapter`, `leave`) and says `{"state"}` at
its end.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from tests.bench import assembled, prepared, written
from tests.supervisor.adapters import ADAPTERS, Elsewhere

from moderator.cli.supervised import supervised_by
from moderator.engine.conductor import Conductor
from moderator.engine.orders import Verb
from moderator.engine.session import open_show
from moderator.priority import go_ahead
from moderator.supervisor.supervision import LOOPBACK, TRIP_S, Supervisor, SupervisorSetup


async def _run(folder, show, args):
    out = folder / "out"
    out.mkdir()
    parts = assembled(show, out, robot=ADAPTERS[args.adapter], live=True)
    stops = parts.materials.robot.stops
    osc = LOOPBACK, args.osc
    supervisor = Supervisor(SupervisorSetup(stops, out, osc, 0, trip_s=args.trip, rest_s=args.rest))
    parts = replace(parts, supervision=supervisor)
    conductor = Conductor(parts)
    supervised_by(supervisor, parts, conductor)
    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            where = supervisor.told.split()
            child = getattr(parts.robot, "child", None)
            _say(pid=supervisor.pid, osc=where[1], http=where[4], child=child and child.pid)
            await _obey(conductor, parts.robot)
        _say(state=conductor.lifecycle.now.value)
    show.renderer.close()


async def _obey(conductor, robot):
    loop = asyncio.get_running_loop()
    left = asyncio.Event()

    def read():
        lines = os.read(0, 4096).decode().splitlines()
        for line in lines or ["leave"]:
            obey(line.split())

    def obey(words):
        match words:
            case ["go"]:
                ordering.append(loop.create_task(conductor.order(Verb.GO, "test", None)))
            case ["again"]:
                ordering.append(loop.create_task(_again(conductor)))
            case ["hang", seconds]:
                loop.call_soon(time.sleep, float(seconds))
            case ["hang_adapter"]:
                robot.hang()
            case _:
                left.set()

    ordering = []
    loop.add_reader(sys.stdin, read)
    await left.wait()
    loop.remove_reader(sys.stdin)


async def _again(conductor):
    """Begin once more, unless something runs."""
    if not conductor.running():
        await conductor.order(Verb.JUMP, "test", "1")
        await conductor.order(Verb.GO, "test", "1")


def _say(**data):
    print(json.dumps(data), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int)
    parser.add_argument("--trip", type=float, default=TRIP_S)
    parser.add_argument("--rest", type=float, default=0.3)
    parser.add_argument("--osc", type=int, default=0)
    parser.add_argument("--adapter", choices=ADAPTERS, default="alone")
    parser.add_argument("--cues", default='- {cue: "1", wait: 1h}')
    args = parser.parse_args()
    Elsewhere.port = args.port
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    args.folder.mkdir(exist_ok=True)
    go_ahead()  # as `moderator run` does
    asyncio.run(_run(args.folder, prepared(written(args.folder / "show", args.cues)), args))
