"""A stop program goes on, whatever goes wrong with its channel."""

import asyncio
import sys

import pytest

pytestmark = pytest.mark.real_time

CHANNEL = """
import asyncio
from moderator.adapters.wired.stop_program import StopChannel, run

class Channel(StopChannel):
    opened = 0

    async def open(self):
        self.opened += 1
        if self.opened == 1:
            raise OSError("the line is down")

    async def lost(self):
        return await asyncio.Future()

    async def stop(self, grade):
        await asyncio.sleep(0.3 if grade == "relax" else 0)

    async def close(self):
        pass

run(Channel())
"""


async def said(*orders):
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CHANNEL), stdin=asyncio.subprocess.PIPE, stdout=-1
    )
    async with asyncio.timeout(10):
        first = [await program.stdout.readline() for _ in range(2)]
        for order, after_s in orders:
            program.stdin.write(f"{order}\n".encode())
            await asyncio.sleep(after_s)
        rest, _ = await program.communicate(b"")
    return b"".join([*first, rest]).decode().splitlines()


async def test_one_that_cannot_be_opened_is_opened_again():
    lines = await said(("freeze", 0.2))
    assert lines == ["lost the line is down", "ready", "sent freeze"]


async def test_of_orders_that_wait_the_gravest_is_done():
    lines = await said(("relax", 0.1), ("relax", 0.0), ("robot_stop", 0.0), ("freeze", 0.5))
    assert lines[2:] == ["sent relax", "sent robot_stop"]
