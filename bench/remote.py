"""What control from elsewhere costs: GO with nobody there and with 20 who watch, and stop.

Run: .venv/bin/python bench/remote.py. A show of 5,000 cues on the wall clock; those who watch, and
who stops, are in another process. Figures are microseconds, and ratios to the show alone.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from go import nothing, on_standby, pressed, waves
from go_from_elsewhere import opened

from moderator.console.remote.remote import Ports
from moderator.engine.orders import Verb

CUES, WATCHERS, STOPS = 5000, 20, 500
HTTP = """
import http.client, sys, time
line = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    print(time.perf_counter())
    line.request("POST", "/api/stop/relax")
    line.getresponse().read()
    time.sleep(0.01)
"""
STOP = """
import socket, sys, time
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for _ in range(int(sys.argv[2])):
    print(time.perf_counter())
    sender.sendto(b"/panic\\0\\0", ("127.0.0.1", int(sys.argv[1])))
    time.sleep(0.01)
"""


async def stopped(folder: Path, script: str, port_of: Callable[[Ports], int]) -> list[float]:
    """Have a script stop a show many times; seconds from each sending to the robot's stop."""
    told: list[float] = []
    ports: list[Ports] = []

    def stopwatch(base):
        class Stopwatch(base):
            def stop(self, grade):
                told.append(time.perf_counter())
                return super().stop(grade)

        return Stopwatch

    async with on_standby(folder, stopwatch, opened(ports, WATCHERS)) as (_, conductor):
        await conductor.order(Verb.GO, "bench")
        command = (sys.executable, "-c", script, str(port_of(ports[0])), str(STOPS))
        child = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
        output, _ = await child.communicate()
        await asyncio.sleep(0.1)
        heard = told[:STOPS]
    return [at - sent for sent, at in zip(map(float, output.split()), heard, strict=True)]


def line(name: str, took: list[float], alone: float) -> None:
    """Print a line."""
    median, worst = statistics.median(took), sorted(took)[len(took) * 99 // 100]
    print(
        f"{name}: median {median * 1e6:.0f} µs, p99 {worst * 1e6:.0f} µs,"
        f" ratio {median / alone:.2f}"
    )


def main() -> None:
    """Print a line for each."""
    with tempfile.TemporaryDirectory() as name:
        folder = waves(Path(name) / "show", CUES)
        alone = asyncio.run(pressed(folder, nothing))
        median = statistics.median(alone)
        line("GO, the show alone", alone, median)
        line("GO, nobody watches", asyncio.run(pressed(folder, opened([], 0))), median)
        line(f"GO, {WATCHERS} watch", asyncio.run(pressed(folder, opened([], WATCHERS))), median)
        over_osc = asyncio.run(stopped(folder, STOP, lambda ports: ports.osc))
        line(f"stop over OSC, {WATCHERS} watch", over_osc, median)
        over_http = asyncio.run(stopped(folder, HTTP, lambda ports: ports.http))
        line(f"stop over HTTP, {WATCHERS} watch", over_http, median)


if __name__ == "__main__":
    main()
