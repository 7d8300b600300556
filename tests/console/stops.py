"""A live show in any state of its life, and every way to stop it."""

import http.client
import json
import os
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import written
from tests.console.outside import free_port
from tests.console.terminal import Console
from websockets.sync.client import connect

SHOW = """
  - {cue: "1", move: bow, continue: auto_continue}
  - {cue: "2", speak: "Good afternoon, and welcome to Shijingshan, everybody here.", wait: 1h}
  - {cue: "3", wait: 1h}
"""
SHORT = '- {cue: "1", wait: 10ms}'
DIALOGUE = """
  - cue: "1"
    dialogue:
      with: host
      at_most: 1h
      approval: operator
      undecided: {after: 1h}
      deflect: ["I do not know."]
      answers: [{id: who, ask: ["Who are you?"], say: I am Kuafu.}]
"""
HOST = "127.0.0.1"

TELLING = """
import asyncio
import signal

async def connect(self, connect=WitnessRobot.connect):
    await connect(self)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR2, self._lose, "the hand controller has the robot")
    tell("connected")
    await asyncio.sleep(float(os.environ["MODERATOR_SLOW_CONNECT"]))

async def deactivate(self, deactivate=WitnessRobot.deactivate):
    tell("deactivate")
    await asyncio.sleep(float(os.environ["MODERATOR_SLOW_DEACTIVATE"]))
    await deactivate(self)

def obey(self, grade, obey=WitnessRobot._obey):
    tell(f"stop {grade.value}")
    obey(self, grade)

WitnessRobot.connect, WitnessRobot.deactivate, WitnessRobot._obey = connect, deactivate, obey
"""
"""A robot that says what stops it, whose start and end can be slow, and whose body can be lost."""


@dataclass(frozen=True)
class Way:
    """A way to stop a show.

    Attributes:
        send: does it.
        grade: what reaches the robot; empty when nothing does.
        origin: what the record says of who asked.
        leaves: whether the show is left with it.
    """

    send: object
    grade: str
    origin: str
    leaves: bool = False


class Night:
    """A show in a terminal, with all its doors open."""

    def __init__(self, folder, told, setenv, cues=SHOW, slow_connect=0, slow_deactivate=0):
        setenv("MODERATOR_SLOW_CONNECT", str(slow_connect))
        setenv("MODERATOR_SLOW_DEACTIVATE", str(slow_deactivate))
        self.told_in = told
        self.osc, self.http = free_port(), free_port()
        doors = ("--osc", str(self.osc), "--listen", str(self.http))
        show = written(folder / "show", cues)
        self.console = Console(folder, show, "--silent", *doors, robot="witness")

    @property
    def pid(self):
        return self.console.process.pid

    @property
    def supervisor_pid(self):
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        for child in children:
            if b"moderator.supervisor.process" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        raise LookupError("no supervisor")

    def supervisor_port(self, name):
        record = (self.console.out / "supervisor.jsonl").read_text()
        return int(json.loads(record.splitlines()[0])[name].rpartition(":")[2])

    def told(self):
        """What the robot was told, in order."""
        return self.told_in.read_text().splitlines() if self.told_in.exists() else []

    def until(self, true, within_s=15):
        limit = time.monotonic() + within_s
        while not true():
            assert time.monotonic() < limit, (self.told(), self.console.record()[-6:])
            time.sleep(0.02)

    def until_state(self, state):
        self.console.until_state(state)

    def datagram(self, address, port):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(address + b"\0\0", (HOST, port))

    def post(self, path, port):
        asked = http.client.HTTPConnection(HOST, port, timeout=5)
        asked.request("POST", path)
        asked.getresponse().read()
        asked.close()

    def say(self, **message):
        with connect(f"ws://{HOST}:{self.http}/api/live", proxy=None) as live:
            live.send(json.dumps(message))
            while json.loads(live.recv(timeout=5))["type"] != "answer":
                pass

    def freeze_process(self):
        self.console.process.send_signal(signal.SIGSTOP)
        time.sleep(0.6)
        self.console.process.send_signal(signal.SIGCONT)


def _signal(number):
    return lambda night: os.kill(night.pid, number)


WAYS = {
    "the key": Way(lambda night: night.console.type("\x1b"), "relax", "keyboard"),
    "Ctrl-C": Way(lambda night: night.console.type("\x03"), "relax", "SIGINT", leaves=True),
    "SIGINT": Way(_signal(signal.SIGINT), "relax", "SIGINT", leaves=True),
    "SIGTERM": Way(_signal(signal.SIGTERM), "relax", "SIGTERM", leaves=True),
    "SIGHUP": Way(_signal(signal.SIGHUP), "relax", "SIGHUP", leaves=True),
    "SIGUSR1": Way(_signal(signal.SIGUSR1), "freeze", "SIGUSR1"),
    "OSC": Way(lambda night: night.datagram(b"/hardStop", night.osc), "freeze", "osc 127.0.0.1"),
    "HTTP": Way(
        lambda night: night.post("/api/stop/freeze", night.http), "freeze", "http operator"
    ),
    "WebSocket": Way(lambda night: night.say(do="stop", grade="freeze"), "freeze", "live operator"),
    "the supervisor's OSC": Way(
        lambda night: night.datagram(b"/panic", night.supervisor_port("osc")),
        *("freeze", "supervisor: osc"),
    ),
    "the supervisor's HTTP": Way(
        lambda night: night.post("/stop/relax", night.supervisor_port("http")),
        *("relax", "supervisor: http"),
    ),
    "the supervisor's signal": Way(
        lambda night: os.kill(night.supervisor_pid, signal.SIGUSR1),
        *("freeze", "supervisor: SIGUSR1"),
    ),
    "the watchdog": Way(Night.freeze_process, "freeze", "supervisor: no sign of life"),
    "the robot's fault": Way(_signal(signal.SIGUSR2), "", "the hand controller has the robot"),
}


def _running(night):
    night.console.until_shown(b"GO: start")
    night.console.type(" ")
    night.console.until("motion")


def _ended(night):
    night.console.until_shown(b"GO: start")
    night.console.type(" ")
    night.console.until_state("finished")


def _then(key, state):
    def come(night):
        _running(night)
        night.console.type(key)
        night.console.until_state(state)

    return come


def _leaving(night):
    _ended(night)
    night.console.type("q")
    night.until(lambda: "deactivate" in night.told())


def _starting(night):
    night.until(lambda: "connected" in night.told())


def _faulted(night):
    _running(night)
    os.kill(night.pid, signal.SIGUSR2)
    night.console.until_state("faulted")


def _stopped(night):
    night.console.until_shown(b"GO: start")
    night.console.type("\x1b")
    night.console.until_state("stopped")


def _asked(night):
    night.console.until_shown(b"GO: start")
    night.console.type(" ")
    night.console.until_shown(b"t talks, t again ends")


def _talking(night):
    _asked(night)
    night.console.type("t")
    night.console.until_shown(b"TALKING: keyboard")


def _deciding(night):
    """A draft waits, and an answer is being typed."""
    _asked(night)
    night.console.type("?Who?\r")
    night.console.until_shown(b"DRAFT")
    night.console.type("e")
    night.console.until_shown(b"say: ")


STATES = {
    "starting": (_starting, {"slow_connect": 2}),
    "standby": (lambda night: night.console.until_shown(b"GO: start"), {}),
    "running": (_running, {}),
    "talking": (_talking, {"cues": DIALOGUE}),
    "deciding": (_deciding, {"cues": DIALOGUE}),
    "held": (_then("h", "held"), {}),
    "stopping": (_then("\x1b", "stopping"), {}),
    "stopped": (_stopped, {}),
    "faulted": (_faulted, {}),
    "finished": (_ended, {"cues": SHORT}),
    "leaving": (_leaving, {"cues": SHORT, "slow_deactivate": 3}),
}
"""How a show comes to each state, and what it takes for that."""
