"""What the world outside the program sees of a show: its messages, and a robot's commands."""

import os
import random
import socket
from contextlib import suppress

from pythonosc.osc_message import OscMessage

WITNESS = """
import os
from moderator_simulator.robot import KinematicRobot

def tell(what):
    descriptor = os.open(os.environ["MODERATOR_WITNESS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, (what + "\\n").encode())
    os.close(descriptor)

class WitnessRobot(KinematicRobot):
    def play(self, motion):
        tell("play")
        return super().play(motion)

    async def activate(self):
        tell("activate")
        await super().activate()
"""
PLANTED = """
import time
from moderator.journal.file import RecordFile
from moderator.journal.journal import Journal

async def at_once(self, within_s=None):
    return True

def slowly(self, data, write=RecordFile.write):
    time.sleep(0.05)
    return write(self, data)

Journal.flushed, RecordFile.write = at_once, slowly
"""
"""What loses entries: a journal that says they are kept before they are."""


def install_witness(folder, setenv, planted=""):
    """Install a robot that writes down, outside its process, what it is told to do."""
    folder.mkdir()
    (folder / "witness_robot.py").write_text(WITNESS + planted)
    info = folder / "witness_robot-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: witness-robot\nVersion: 0\n")
    (info / "entry_points.txt").write_text(
        "[moderator.robots]\nwitness = witness_robot:WitnessRobot\n"
    )
    before = os.environ.get("PYTHONPATH")
    setenv("PYTHONPATH", os.pathsep.join([str(folder), *([before] if before else [])]))
    setenv("MODERATOR_WITNESS", str(folder / "told"))
    return folder / "told"


def free_port():
    """A port that is free over UDP and TCP, of those that the system gives nobody by itself."""
    while True:
        port = random.randrange(20_000, 32_000)
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
            suppress(OSError),
        ):
            udp.bind(("127.0.0.1", port))
            tcp.bind(("127.0.0.1", port))
            return port


class Ear:
    """A UDP socket that hears OSC."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.port = self.socket.getsockname()[1]

    def heard(self):
        """What has come since the last time."""
        messages = []
        while True:
            try:
                messages.append(OscMessage(self.socket.recv(65536)))
            except BlockingIOError:
                return messages
