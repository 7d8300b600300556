"""A robot that tells those who watch what it is told to do."""

import asyncio

from moderator.adapters.steered.life import Life
from moderator_simulator.robot import KinematicRobot
from moderator_simulator.stop_socket import PAYLOADS


class WatchedRobot(KinematicRobot):
    """The simulated robot.

    Attributes:
        on_command: told of each command as it comes: its name, and the handle it gave or None.
    """

    def __init__(self, setup):
        super().__init__(setup)
        self.on_command = lambda what, handle=None: None
        self._given = []

    def charge(self):
        """Somebody changes the battery."""
        if self._moving:
            moving, energy = self._moving, self._energy
            now_s = asyncio.get_running_loop().time()
            energy.change(now_s, moving=moving.busy, battery=1.0)

    def stopped_from_elsewhere(self, grade):
        """The stop channel is used past the engine, as the supervisor does."""
        self._socket.datagram_received(PAYLOADS[grade], ("127.0.0.1", 0))

    def left_alone(self):
        """Its engine's process dies: what it was told goes on, and nobody can cancel it."""
        for handle in self._given:
            handle.halt()
        self._given = []
        self._life = Life.APART
        self._measuring.link(there=False)
        self._breakage.forget()
        self._socket.close()

    def _gave(self, handle):
        self._given = [one for one in (*self._given, handle) if one.ended is None]

    def play(self, motion):
        handle = super().play(motion)
        self._gave(handle)
        self.on_command("play", handle)
        return handle

    def follow(self, trajectory):
        handle = super().follow(trajectory)
        self._gave(handle)
        self.on_command("follow", handle)
        return handle

    def say(self, sound):
        handle = super().say(sound)
        self._gave(handle)
        self.on_command("say", handle)
        return handle

    def walk(self, *args):
        handle = super().walk(*args)
        self.on_command("walk", handle)
        return handle

    async def hold(self):
        self.on_command("hold")
        await super().hold()

    def stop(self, grade):
        self.on_command("stop")
        return super().stop(grade)

    async def activate(self):
        await super().activate()
        self.on_command("activate")

    def _lose(self, what):
        self.on_command("lost")
        super()._lose(what)
