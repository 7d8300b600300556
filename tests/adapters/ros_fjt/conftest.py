"""A fake robot in a process of its own, as a test has it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest


class FakeRobot:
    """The process; it is told things by `order`."""

    def __init__(self, process, port, record):
        self._process = process
        self.port = port
        self._record = record

    async def order(self, **order):
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        await self._process.stdin.drain()

    def recorded(self, kind):
        """What it wrote down of that kind."""
        with self._record.open() as file:
            lines = [json.loads(line) for line in file if line.endswith("\n")]
        return [line for line in lines if line["kind"] == kind]

    async def die(self):
        self._process.kill()
        await self._process.wait()


@asynccontextmanager
async def fake_robot(record, *arguments: str) -> AsyncIterator[FakeRobot]:
    """Start one; it is gone afterwards."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "moderator_simulator.fakes.ros",
        "--record",
        str(record),
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(20):
            ready = json.loads(await process.stdout.readline())
        yield FakeRobot(process, ready["port"], record)
    finally:
        if process.returncode is None:
            process.stdin.close()
            async with asyncio.timeout(20):
                await process.wait()


@pytest.fixture
async def start_robot(tmp_path):
    """Start any number of them."""
    async with AsyncExitStack() as stack:
        started = 0

        async def start(*arguments):
            nonlocal started
            started += 1
            record = tmp_path / f"robot-{started}.jsonl"
            return await stack.enter_async_context(fake_robot(record, *arguments))

        yield start
