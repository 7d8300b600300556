"""A supervisor on a stand: a real second process, and a socket that stands for the robot."""

import asyncio
import json
import os
import socket
import struct
import subprocess
import sys
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from moderator.journal.reading import read_lines
from moderator.robot import DatagramRoute, Grade, StopEffect
from moderator.supervisor.supervision import LOOPBACK, Engine, Supervisor, SupervisorSetup
from moderator_simulator.stop_socket import PAYLOADS

STANDS = StopEffect("it stands", leaves_standing=True, within_ns=1_000_000, source="the stand")
FALLS = StopEffect("it falls", leaves_standing=False, within_ns=1_000_000, source="the stand")
STOPS = {Grade.RELAX: STANDS, Grade.FREEZE: STANDS, Grade.ROBOT_STOP: FALLS}

_SO_TIMESTAMPNS = 35  # linux: asm-generic/socket.h


@dataclass(frozen=True)
class Heard:
    """A datagram, and when the system took it in, nanoseconds of the wall clock."""

    payload: bytes
    at_ns: int


class Receiver:
    """The robot's end of the stop channel, in this process: neither engine nor supervisor."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        self.socket.bind((LOOPBACK, 0))
        self.port = self.socket.getsockname()[1]

    def hear(self, within_s=5.0):
        """The next datagram; None when none comes."""
        self.socket.settimeout(within_s)
        try:
            payload, ancillary, _, _ = self.socket.recvmsg(2048, 64)
        except (TimeoutError, BlockingIOError):
            return None
        seconds, nanoseconds = struct.unpack("qq", ancillary[0][2])
        return Heard(payload, seconds * 1_000_000_000 + nanoseconds)

    def all(self, quiet_s=0.2):
        """Everything that comes until it is quiet."""
        heard = []
        while (one := self.hear(quiet_s)) is not None:
            heard.append(one)
        return heard

    def close(self):
        self.socket.close()


class RobotThere:
    """As much of a robot as a supervisor uses."""

    def __init__(self, port):
        self.route = DatagramRoute(LOOPBACK, port, PAYLOADS)
        self.seen_s = None

    def stop_route(self):
        return self.route

    def alive_s(self):
        return self.seen_s


class Stand:
    """A supervisor whose engine is the test's own loop."""

    def __init__(self, folder, **setup):
        self.folder = folder
        self.receiver = Receiver()
        self.robot = RobotThere(self.receiver.port)
        self.stops, self.told = [], []
        self.watched = True
        patient = {"trip_s": 60.0, "rest_s": 0.3}  # so that a busy machine trips nothing
        options = {"stops": STOPS, "osc": (LOOPBACK, 0), "http_port": 0} | patient | setup
        self.supervisor = Supervisor(SupervisorSetup(folder=folder, **options))
        self.supervisor.serve(
            Engine(
                stop=lambda grade, origin: self.stops.append((grade, origin)),
                watched=lambda: self.watched,
                tell=self.told.append,
                now_ns=lambda: 0,
            )
        )

    async def armed(self):
        await self.supervisor.start()
        (check,) = await self.supervisor.arm(self.robot)
        return check

    @property
    def osc(self):
        return self._address("OSC")

    @property
    def http(self):
        return self._address("HTTP")

    def _address(self, name):
        parts = self.supervisor.told.split()
        host, _, port = parts[parts.index(name) + 1].rpartition(":")
        return host, int(port)

    def send(self, datagram):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(datagram, self.osc)

    async def hear(self, within_s=5.0):
        return await asyncio.to_thread(self.receiver.hear, within_s)

    async def all(self):
        return await asyncio.to_thread(self.receiver.all)

    async def quiet(self):
        """Wait until a stop and its repeats have come."""
        while await self.hear(0.07):
            pass

    async def until(self, true, within_s=5.0):
        limit = time.monotonic() + within_s
        while not true():
            assert time.monotonic() < limit
            await asyncio.sleep(0.01)

    def record(self, kind=None, name="supervisor.jsonl"):
        return recorded(self.folder / name, kind)


def recorded(path, kind=None):
    """The entries of a supervisor's record, which has to be sound."""
    record = read_lines(path.read_bytes())
    assert record.damage is None
    return [entry for entry in record.entries if kind in (None, entry.kind)]


@asynccontextmanager
async def on_a_stand(folder, **setup):
    """A stand, which is cleared afterwards: no process is left."""
    stand = Stand(folder, **setup)
    try:
        yield stand
    finally:
        pid = stand.supervisor.pid
        stand.robot.route = None
        await stand.supervisor.dismiss()
        stand.receiver.close()
        assert pid is None or not alive(pid)


def alive(pid):
    """Whether a process is there, and not just its name."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


class EngineProcess:
    """A real engine in a process of its own, with a show on standby: `engine_process.py`."""

    def __init__(self, folder, *args):
        self.receiver = Receiver()
        self.folder = folder
        command = [sys.executable, "-m", "tests.supervisor.engine_process", folder]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.receiver.port), *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        self.ready = self.told()
        self.supervisor_pid = self.ready["pid"]

    def told(self):
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        return json.loads(line)

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def signal(self, number):
        """Send the engine a signal; returns when, nanoseconds of the wall clock."""
        now_ns = time.time_ns()
        self.process.send_signal(number)
        return now_ns

    def recorded(self, kind=None):
        return recorded(self.folder / "out" / "supervisor.jsonl", kind)

    def until_alone(self, within_s=10.0):
        """Wait until the supervisor has ended by itself."""
        limit = time.monotonic() + within_s
        while alive(self.supervisor_pid):
            assert time.monotonic() < limit, "the supervisor is left over"
            time.sleep(0.02)

    def close(self):
        self.process.kill()
        self.process.communicate()
        self.until_alone()
        self.receiver.close()
