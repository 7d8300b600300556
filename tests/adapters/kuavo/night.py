"""A Kuavo made of software at the far side, and its adapter on this one."""

import asyncio
import json
from math import degrees

from tests.adapters.far_side import Fake

from moderator.adapters.kuavo.robot import Kuavo
from moderator.robot import RobotSetup

MODULE = "moderator_simulator.fakes.kuavo"


class Night:
    """A Kuavo at the far side, and its adapter on this one.

    Args:
        folder: where the fake writes what came.
        version: the fake's.
    """

    def __init__(self, folder, version=45):
        self.record = folder / "far.jsonl"
        self.fake = Fake(MODULE, "--record", str(self.record), "--version", str(version))
        self.robots = []

    def made(self, **config):
        robot = Kuavo(RobotSetup({"port": self.fake.ready["port"], **config}))
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
        for _ in range(3):
            await robot.connect()
            checks = await robot.preflight()
            if all(check.ok for check in checks):
                break
        assert all(check.ok for check in checks), checks
        await robot.activate()

    def came(self, *kinds):
        """What came to the far side, in order."""
        lines = map(json.loads, self.record.read_text().splitlines())
        return [line for line in lines if line["kind"] in kinds]

    async def until(self, holds, within_s=5.0):
        async with asyncio.timeout(within_s):
            while not holds():  # noqa: ASYNC110 — a file is what is waited on
                await asyncio.sleep(0.01)

    async def close(self):
        self.fake.tell(wire="sound")
        for robot in self.robots:
            await robot.disconnect()
        self.fake.close()

    def joints_deg(self, since_s):
        """Where the arms and the head were, degrees, with when; since that time."""
        came = self.came("joints")
        return [
            (line["at_s"], [degrees(angle) for angle in line["q"][12:]])
            for line in came
            if line["at_s"] >= since_s
        ]

    def commands(self, since_s):
        """What came that moves a joint."""
        return [line for line in self.came("arms", "head", "waist") if line["at_s"] >= since_s]
