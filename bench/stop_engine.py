"""An engine for `bench/stop.py`: a show that begins again after each stop.

Every stop that leaves the adapter is a datagram to the bench, and so is that a cue runs; the
supervisor's stop channel leads there too. A line on standard input hangs the event loop for so many
seconds.
"""

import asyncio
import json
import os
import socket
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.bench import assembled, prepared, simulated_people  # noqa: E402 -- known from here on

from moderator.cli.supervised import supervised_by  # noqa: E402
from moderator.console.remote.inputs import read_inputs  # noqa: E402
from moderator.console.remote.remote import open_inputs  # noqa: E402
from moderator.engine.conductor import Conductor  # noqa: E402
from moderator.engine.lifecycle import State  # noqa: E402
from moderator.engine.orders import Verb  # noqa: E402
from moderator.engine.preflight import prepare  # noqa: E402
from moderator.engine.session import open_show  # noqa: E402
from moderator.errors import ModeratorError  # noqa: E402
from moderator.priority import go_ahead  # noqa: E402
from moderator.supervisor.supervision import LOOPBACK, Supervisor, SupervisorSetup  # noqa: E402
from moderator_simulator.robot import KinematicRobot  # noqa: E402


class Telling(KinematicRobot):
    """The simulated robot; each stop leaves it as a datagram."""

    port = 0
    conductor: Conductor

    def __init__(self, setup):
        super().__init__(setup)
        self._bench = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._bench.connect((LOOPBACK, self.port))

    def tell(self, what):
        self._bench.send(what.encode())

    def stop(self, grade):
        self.tell(f"engine {grade.value} {self.conductor.lifecycle.now}")
        return super().stop(grade)

    def stop_route(self):
        route = super().stop_route()
        return route and replace(route, port=self.port)


async def again_and_again(parts, conductor):
    """Keep a cue running; after a stop, make ready and begin again."""
    middle = str(len(parts.rundown.cues) // 6 * 3)  # a wait
    while True:
        turns = conductor.turns
        with suppress(ModeratorError):
            if conductor.lifecycle.now in (State.STOPPED, State.FAULTED):
                await prepare(parts, conductor)
            if conductor.lifecycle.now is State.STANDBY:
                await conductor.order(Verb.JUMP, "bench", middle)
                await conductor.order(Verb.GO, "bench", middle)
                parts.robot.tell("running")
        if conductor.turns == turns:
            await conductor.turned(turns)


async def main(folder, port, trip_s):
    show = prepared(folder)
    out = folder / f"out-{os.getpid()}"
    out.mkdir()
    Telling.port = port
    parts = assembled(show, out, robot=Telling, people=simulated_people(show, 1), live=True)
    setup = SupervisorSetup(parts.materials.robot.stops, out, (LOOPBACK, 0), 0, trip_s=trip_s)
    supervisor = Supervisor(setup)
    parts = replace(parts, supervision=supervisor)
    conductor = Telling.conductor = Conductor(parts)
    supervised_by(supervisor, parts, conductor)
    loop, left = asyncio.get_running_loop(), asyncio.Event()

    def read():
        line = os.read(0, 100)
        loop.call_soon(time.sleep, float(line)) if line.strip() else left.set()

    inputs = read_inputs(f"{LOOPBACK}:0", f"{LOOPBACK}:0", [], [])
    with parts.journal:
        async with open_inputs(inputs, parts, conductor) as ports, open_show(parts, "f", conductor):
            task = asyncio.create_task(again_and_again(parts, conductor))
            loop.add_reader(0, read)
            osc = supervisor.told.split()[1]
            print(json.dumps({"osc": ports.osc, "http": ports.http, "supervisor": osc}), flush=True)
            await left.wait()
            task.cancel()
    show.renderer.close()


if __name__ == "__main__":
    go_ahead()
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
