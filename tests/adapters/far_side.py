"""Fake robots as processes of their own, and the conformance kit over them."""

import asyncio
import json
import os
import subprocess
import sys
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

from moderator.robot import RobotSetup
from moderator.robot.conformance import SENTENCES, run

BESIDE = 6
"""So many robots are tried at once: what they do is mostly waiting."""


class Fake:
    """A fake robot's process: told in JSON lines, and telling.

    Args:
        module: its full name.
        arguments: what it is started with.
    """

    def __init__(self, module, *arguments):
        # Not first in line, as what is tried would be on a show computer.
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.ready = self.said()

    def said(self):
        """The next line that it says."""
        return json.loads(self.process.stdout.readline())

    def tell(self, **order):
        """Have it do something."""
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def asked(self):
        """What it says of itself."""
        self.tell(ask=True)
        return self.said()

    def close(self):
        """End it."""
        self.process.stdin.close()
        self.process.stdout.close()
        if self.process.wait(10):
            raise AssertionError(f"the fake ended with {self.process.returncode}")


@contextmanager
def fake(module, *arguments):
    """A fake while it is needed."""
    running = Fake(module, *arguments)
    try:
        yield running
    finally:
        running.close()


async def kept(robot_class, config_of, start, sentences=SENTENCES):
    """Try sentences over fakes of their own, several beside each other.

    Args:
        robot_class: the adapter.
        config_of: the config that leads to a fake.
        start: starts a fake; a context manager.
        sentences: which.

    Returns:
        What each that is not kept has found, and the reasons for which some were passed over.
    """
    waiting = list(sentences)
    results = []

    @asynccontextmanager
    async def started():
        with start() as running:
            yield running

    async def one_after_the_other(running):
        def make(setup):
            return robot_class(RobotSetup(config_of(running), setup.chance, setup.faults))

        while waiting:
            report = await run(make, [waiting.pop(0)])
            results.extend(report.results)

    async with AsyncExitStack() as stack:
        fakes = [await stack.enter_async_context(started()) for _ in range(BESIDE)]
        await asyncio.gather(*map(one_after_the_other, fakes))
    broken = {result.sentence: result.finding for result in results if not result.passed}
    return broken, {result.skipped for result in results if result.skipped}
