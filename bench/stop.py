"""From a stop input to the stop that leaves the adapter, on the wall clock.

Run: .venv/bin/python bench/stop.py [STOPS]. A show of 5,000 cues runs and ten watchers follow it;
`/panic` goes to the engine, idle and with every core busy, and to the supervisor while the engine's
loop hangs. From before the datagram is sent to when the system has the robot's; milliseconds.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.supervisor.stand import LOOPBACK, Receiver  # noqa: E402 -- known from here on

from shows import write_show  # noqa: E402

CUES, HOURS = 5000, 20.0
STOPS = 1000
WATCHERS = 10
PAUSE_S = 0.08
PANIC = b"/panic\x00\x00,\x00\x00\x00"


class Engine:
    """`stop_engine.py` with a show, and the socket that stands for its robot."""

    def __init__(self, folder, trip_s):
        self.receiver = Receiver()
        command = [sys.executable, str(Path(__file__).with_name("stop_engine.py"))]
        self.process = subprocess.Popen(
            [*command, str(folder), str(self.receiver.port), str(trip_s)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ports = json.loads(self.process.stdout.readline())

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def stopped_ms(self, port, mark):
        """Send a stop; milliseconds to the robot's, and the state of the show then."""
        while self.receiver.hear(0):
            pass
        began_ns = time.time_ns()
        self.receiver.socket.sendto(PANIC, (LOOPBACK, port))
        while True:
            heard = self.receiver.hear()
            assert heard, "no stop came"
            if heard.payload.startswith(mark):
                return (heard.at_ns - began_ns) / 1e6, heard.payload.split()[-1].decode()

    def close(self):
        if self.process.poll() is None:
            self.tell("")
            self.process.wait(30)
        self.receiver.close()


def busy():
    while True:
        json.dumps([*range(1000)])


def watch(port):
    from websockets.asyncio.client import connect

    from moderator.console.remote.endpoints import LIVE_PATH

    async def one():
        async with connect(f"ws://{LOOPBACK}:{port}{LIVE_PATH}", proxy=None) as feed:
            async for _ in feed:
                pass

    async def all_of_them():
        await asyncio.gather(*(one() for _ in range(WATCHERS)), return_exceptions=True)

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asyncio.run(all_of_them())


@contextmanager
def beside(target, *args, count=1):
    """Processes that run meanwhile."""
    spawned = multiprocessing.get_context("spawn")
    running = [spawned.Process(target=target, args=args) for _ in range(count)]
    for each in running:
        each.start()
    time.sleep(1.5)
    try:
        yield
    finally:
        for each in running:
            each.terminate()
            each.join()


def told(what, took, states=()):
    """Print a line."""
    took = sorted(took)
    p50, p99 = took[len(took) // 2], took[len(took) * 99 // 100]
    while_running = f", {states.count('running')} of them while it ran" if states else ""
    within = sum(each < 50 for each in took)
    print(
        f"{what}: p50 {p50:.2f} ms, p99 {p99:.2f} ms, worst {took[-1]:.2f} ms,"
        f" {within} of {len(took)} within 50 ms{while_running}",
        flush=True,
    )


def stops(engine, count, port, mark):
    took = []
    for _ in range(count):
        while mark == b"engine" and engine.receiver.hear().payload != b"running":
            pass  # until the show runs again
        time.sleep(PAUSE_S)
        took.append(engine.stopped_ms(port, mark))
    return [ms for ms, _ in took], [state for _, state in took]


def main(count):
    with tempfile.TemporaryDirectory() as name:
        folder = write_show(Path(name) / "show", CUES, HOURS)
        show = folder / "show.yaml"
        unguarded = show.read_text("utf-8").replace("acts:", "defaults: {guard: 0s}\nacts:", 1)
        show.write_text(unguarded, encoding="utf-8")
        engine = Engine(folder, 0.2)
        try:
            with beside(watch, engine.ports["http"]):
                told("engine, idle", *stops(engine, count, engine.ports["osc"], b"engine"))
                with beside(busy, count=os.cpu_count() or 1):
                    told("engine, busy", *stops(engine, count, engine.ports["osc"], b"engine"))
        finally:
            engine.close()
        engine = Engine(folder, 10_000)
        port = int(engine.ports["supervisor"].rpartition(":")[2])
        try:
            engine.tell("100000")
            time.sleep(0.5)
            told("supervisor, the engine hangs", stops(engine, count, port, b"stop")[0])
            with beside(busy, count=os.cpu_count() or 1):
                told("supervisor, the engine hangs, busy", stops(engine, count, port, b"stop")[0])
        finally:
            engine.process.kill()
            engine.process.wait()
            engine.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STOPS)
