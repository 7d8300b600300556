"""Adapters part of which is not on the engine's loop: real child processes and threads.

Each drives the robot itself: it sends it `move` a hundred times a second while it is connected.
`python -m tests.supervisor.adapters PORT` is the child.
"""

import asyncio
import os
import socket
import sys
import threading
import time
from dataclasses import replace

from moderator_simulator.robot import KinematicRobot

MOVE = b"move"
_EVERY_S = 0.01
_LOOPBACK = "127.0.0.1"


class Elsewhere(KinematicRobot):
    """The simulated robot, with a stop channel that another process hears."""

    port = 0

    def stop_route(self):
        route = super().stop_route()
        return route and replace(route, port=self.port)


class WithChild(Elsewhere):
    """A child process drives the robot, and tells the adapter each time."""

    child = None
    _seen_s = None

    async def connect(self):
        await super().connect()
        if self.child is None:
            self.child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", __name__, str(self.port)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            await self.child.stdout.readexactly(1)
            self._seen_s = asyncio.get_running_loop().time()
            self._listening = asyncio.create_task(self._listen())

    async def disconnect(self):
        if self.child is not None and self.child.returncode is None:
            self.child.kill()
            await self.child.wait()
        await super().disconnect()

    def alive_s(self):
        return self._seen_s

    async def _listen(self):
        while await self.child.stdout.read(64):
            self._seen_s = asyncio.get_running_loop().time()


class WithThread(Elsewhere):
    """A thread drives the robot."""

    _seen_s = None
    _thread = None

    def __init__(self, setup):
        super().__init__(setup)
        self._over, self._hung = threading.Event(), threading.Event()

    async def connect(self):
        await super().connect()
        if self._thread is None:
            self._seen_s = time.monotonic()
            self._thread = threading.Thread(target=self._drive, daemon=True)
            self._thread.start()

    async def disconnect(self):
        self._over.set()
        await super().disconnect()

    def alive_s(self):
        return self._seen_s

    def hang(self):
        self._hung.set()

    def _drive(self):
        with _towards(self.port) as robot:
            while not self._over.wait(_EVERY_S):
                if self._hung.is_set():
                    self._over.wait()
                robot.send(MOVE)
                self._seen_s = time.monotonic()


ADAPTERS = {"alone": Elsewhere, "child": WithChild, "thread": WithThread}


def _towards(port):
    robot = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    robot.connect((_LOOPBACK, port))
    return robot


def _drive_until_left(port):
    """Drive the robot until nobody is there who wants it."""
    parent = os.getppid()
    with _towards(port) as robot:
        while os.getppid() == parent:
            robot.send(MOVE)
            os.write(1, b".")
            time.sleep(_EVERY_S)


if __name__ == "__main__":
    _drive_until_left(int(sys.argv[1]))
