"""A robot made of software at the far side, and its adapter on this one."""

import asyncio
import json
from contextlib import suppress

from tests.adapters.far_side import Fake

from moderator.errors import NotLegal
from moderator.robot import RobotSetup


class Night:
    """Both sides.

    Args:
        folder: where the fake writes what came.
        module: the fake's.
        arguments: what it is started with, beside its record.
    """

    robot_class = None
    moves: tuple[str, ...] = ()

    def __init__(self, folder, module, *arguments):
        self.record = folder / "far.jsonl"
        self.fake = Fake(module, "--record", str(self.record), *arguments)
        self.robots = []

    def config(self):
        """What leads to the fake."""
        raise NotImplementedError

    def made(self, **config):
        robot = self.robot_class(RobotSetup({**self.config(), **config}))
        self.robots.append(robot)
        return robot

    async def connected(self, **config):
        robot = self.made(**config)
        await robot.connect()
        return robot

    async def active(self, **config):
        robot = await self.connected(**config)
        await self.readied(robot)
        return robot

    async def readied(self, robot):
        """Have it take motions; a link that was lost on a busy machine is opened again."""
        for _ in range(4):
            await robot.connect()
            checks = await robot.preflight()
            if all(check.ok for check in checks):
                with suppress(NotLegal):
                    await robot.activate()
                    return
        raise AssertionError(checks)

    def came(self, *kinds):
        """What came to the far side, in order."""
        lines = map(json.loads, self.record.read_text().splitlines())
        return [line for line in lines if line["kind"] in kinds]

    def commands(self, since_s):
        """What came that moves a joint."""
        return [line for line in self.came(*self.moves) if line["at_s"] >= since_s]

    async def until(self, holds, within_s=5.0):
        async with asyncio.timeout(within_s):
            while not holds():  # noqa: ASYNC110 — a file is what is waited on
                await asyncio.sleep(0.01)

    async def close(self):
        self.fake.tell(wire="sound")
        for robot in self.robots:
            await robot.disconnect()
        self.fake.close()
