"""From a GO's sending in another process to the robot's first command: OSC, WebSocket, HTTP.

Run: .venv/bin/python bench/go_from_elsewhere.py. In shows of 5, 500 and 5,000 cues on the wall
clock, the record's flush included, and over OSC with 50 and 200 pages that watch from a process of
their own, the show and the body at 20 Hz; beside it this machine's own UDP echo, there and back
between two asyncio processes. Figures are milliseconds, and
the ratio to the echo's p99.
"""

import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from go import SIZES, Around, Wrap, on_standby, waves

from moderator.cli.wiring import keep_what_is_ready
from moderator.console.remote.inputs import Limits, Rate, read_inputs
from moderator.console.remote.remote import Ports, open_inputs
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.priority import go_ahead, stand_back
from moderator.robot import Robot

PRESSES, EVERY_S = 300, 0.1
WATCHING = ((500, 0), (500, 50), (500, 200), (5000, 200))
OFTEN = Rate(per_s=1e6, burst=1e6)
LIMITS = Limits(OFTEN, OFTEN, OFTEN)
SENDERS = {
    "osc": """
import socket
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
def go(n):
    sender.sendto(b"/go" + bytes(1), ("127.0.0.1", port))
""",
    "live": """
import json
from websockets.sync.client import connect
line = connect(f"ws://127.0.0.1:{port}/api/live", proxy=None, compression=None)
import threading
threading.Thread(target=lambda: [None for _ in line], daemon=True).start()
def go(n):
    line.send(json.dumps({"do": "go", "cue": cue, "seen": 2**53, "key": f"bench-{n:08}"}))
""",
    "http": """
import http.client, json
line = http.client.HTTPConnection("127.0.0.1", port)
def go(n):
    body = json.dumps({"cue": cue, "seen": 2**53, "key": f"bench-{n:08}"})
    line.request("POST", "/api/go", body, {"Content-Type": "application/json"})
    line.getresponse().read()
""",
}
SENDER = """
import sys, time
port, cue = int(sys.argv[1]), sys.argv[2]
{way}
sent = []
for press in range({presses}):
    time.sleep({every_s})
    sent.append(time.perf_counter())
    go(press)
time.sleep(0.5)
print(*sent, flush=True)
"""
WATCH = """
import asyncio, base64, os, sys

class Watch(asyncio.Protocol):  # reads and throws away: it is not what is measured
    def __init__(self, path):
        self.path, self.told = path, False
    def connection_made(self, transport):
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write((f"GET /api/{self.path} HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n"
            "Upgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Version: 13\\r\\n"
            f"Sec-WebSocket-Key: {key}\\r\\n\\r\\n").encode())
        self.transport = transport
    def data_received(self, data):
        if data[:1] == b"\\x89":  # a ping: its answer, masked by zeros
            told = data[2 : 2 + data[1]]
            self.transport.write(bytes([0x8A, 0x80 | len(told), 0, 0, 0, 0]) + told)
        if not self.told and len(data) > 200:
            self.told = True
            print(len(data), flush=True)

async def main(port, many):
    loop = asyncio.get_running_loop()
    for path in ("live", "body"):
        for _ in range(many):
            await loop.create_connection(lambda: Watch(path), "127.0.0.1", port)
    await asyncio.Event().wait()

asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
"""
ECHO = """
import asyncio, sys
class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport
        print(transport.get_extra_info("sockname")[1], flush=True)
    def datagram_received(self, data, addr):
        self.transport.sendto(data, addr)
async def main():
    await asyncio.get_running_loop().create_datagram_endpoint(Echo, ("127.0.0.1", 0))
    await asyncio.Event().wait()
asyncio.run(main())
"""


@asynccontextmanager
async def child(script: str, *args: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process of its own for a script."""
    command = (sys.executable, "-c", script, *args)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *command, stdin=pipe, stdout=pipe, preexec_fn=stand_back
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def echoed() -> list[float]:
    """Seconds there and back, between this process and another."""

    class Hears(asyncio.DatagramProtocol):
        def __init__(self) -> None:
            self.came: asyncio.Queue[float] = asyncio.Queue()

        def datagram_received(self, data: bytes, addr: object) -> None:  # noqa: ARG002 -- asyncio's
            self.came.put_nowait(time.perf_counter())

    took = []
    async with child(ECHO) as echo:
        port = int(await echo.stdout.readline())
        loop = asyncio.get_running_loop()
        transport, hears = await loop.create_datagram_endpoint(
            Hears, remote_addr=("127.0.0.1", port)
        )
        for _ in range(PRESSES):
            await asyncio.sleep(EVERY_S)
            before = time.perf_counter()
            transport.sendto(bytes(8))
            took.append(await hears.came.get() - before)
        transport.close()
    return took


def never_still(commanded: list[float]) -> Wrap:
    """A robot that notes each command's time and makes no motion; its head never stands still."""

    def stopwatch(base: type[Robot]) -> type[Robot]:
        class Stopwatch(base):
            def play(self, motion):  # noqa: ARG002 -- as the contract has it
                commanded.append(time.perf_counter())
                raise RuntimeError("measured")

            def state(self):
                state = super().state()
                moved = {**state.joints_rad, "head_yaw": time.perf_counter() % 1.0}
                return replace(state, joints_rad=moved)

        return Stopwatch

    return stopwatch


def opened(ports: list[Ports], watchers: int) -> Around:
    """Doors around a show, with so many pages that watch it; the ports are told."""

    @asynccontextmanager
    async def around(parts: Parts, conductor: Conductor) -> AsyncIterator[None]:
        inputs = replace(read_inputs("0", "0", [], []), limits=LIMITS)
        async with open_inputs(inputs, parts, conductor) as open_at:
            ports.append(open_at)
            async with child(WATCH, str(open_at.http), str(watchers)) as watching:
                for _ in range(2 * watchers):
                    await watching.stdout.readline()
                keep_what_is_ready()
                yield

    return around


async def pressed(folder: Path, way: str, watchers: int = 0) -> list[float]:
    """Press GO in another process many times; seconds from each press to the robot's command."""
    commanded: list[float] = []
    ports: list[Ports] = []
    around = opened(ports, watchers)
    async with on_standby(folder, never_still(commanded), around) as (parts, conductor):
        middle = parts.rundown.cues[len(parts.rundown.cues) // 2].number

        async def again() -> None:
            """Put the same cue on standby after each GO."""
            while True:
                seen = len(commanded)
                await conductor.order(Verb.JUMP, "bench", middle)
                while len(commanded) == seen or conductor.lifecycle.now is State.RUNNING:
                    await conductor.turned()

        calling = asyncio.create_task(again())
        port = ports[0].osc if way == "osc" else ports[0].http
        script = SENDER.format(way=SENDERS[way], presses=PRESSES, every_s=EVERY_S)
        async with child(script, str(port), middle) as sender, asyncio.timeout(PRESSES):
            sent = [float(at) for at in (await sender.stdout.readline()).split()]
        calling.cancel()
    return [at - pressed for pressed, at in zip(sent, commanded, strict=True)]


def p99(took: list[float]) -> float:
    """So long took all but one in a hundred."""
    return sorted(took)[len(took) * 99 // 100]


def line(name: str, took: list[float], echo_s: float) -> None:
    """Print a line."""
    median, worst = sorted(took)[len(took) // 2], p99(took)
    print(
        f"{name}: p50 {median * 1e3:.2f} ms, p99 {worst * 1e3:.2f} ms,"
        f" p99 {worst / echo_s:.1f} times the echo's",
        flush=True,
    )


def main() -> None:
    """Print a line for each."""
    go_ahead()  # as `moderator run` does; whoever sends and watches is an ordinary process
    echo = asyncio.run(echoed())
    line("UDP echo, there and back", echo, p99(echo))
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            folder = waves(Path(name) / str(size), size)
            for way in SENDERS:
                took = asyncio.run(pressed(folder, way))
                line(f"{size} cues, {way}", took, p99(echo))
        for size, watchers in WATCHING:
            took = asyncio.run(pressed(Path(name) / str(size), "osc", watchers))
            line(f"{size} cues, osc, {watchers} watch", took, p99(echo))


if __name__ == "__main__":
    main()
