"""A program that holds a robot's stop channel: what every such program does.

As `ProgramRoute` has it: grades come in on standard input, `ready`, `lost` and `sent` go out.
"""

import asyncio
import sys
from abc import ABC, abstractmethod
from contextlib import suppress

from moderator.robot import Grade

GRADES = {grade.value: grade for grade in Grade}
"""By the word that stands for each, between processes."""

_ORDERS = {f"{word}\n".encode(): grade for word, grade in GRADES.items()}
_AGAIN_S = 0.2
_SENDS_WITHIN_S = 1.0
_LAST_TRIES_S = 5.0


class StopChannel(ABC):
    """A link of its own to the robot, which stops it and does nothing else."""

    @abstractmethod
    async def open(self) -> None:
        """Open it; moves nothing.

        Raises:
            CannotStart: there is no robot.
        """

    @abstractmethod
    async def lost(self) -> str:
        """Wait until it is gone; return why."""

    @abstractmethod
    async def stop(self, grade: Grade) -> None:
        """Stop the robot.

        Raises:
            Exception: it did not leave, in whatever way.
        """

    @abstractmethod
    async def close(self) -> None:
        """Close it; idempotent."""


def run(channel: StopChannel) -> int:
    """Hold a channel until standard input ends; 0."""
    asyncio.run(_Holding(channel).until_the_end())
    return 0


class _Holding:
    def __init__(self, channel: StopChannel) -> None:
        self._channel = channel
        self._orders: asyncio.Queue[Grade | None] = asyncio.Queue()
        self._open = asyncio.Event()

    async def until_the_end(self) -> None:
        reading = asyncio.create_task(self._read())
        holding = asyncio.create_task(self._hold())
        try:
            while (grade := await self._gravest()) is not None:
                await self._stop(grade)
        finally:
            for task in (reading, holding):
                task.cancel()
            await asyncio.gather(reading, holding, return_exceptions=True)
            await self._channel.close()

    async def _gravest(self) -> Grade | None:
        """Of the orders that wait the gravest; None when the last was done and no more comes."""
        waiting = [await self._orders.get()]
        while not self._orders.empty():
            waiting.append(self._orders.get_nowait())
        grades = [grade for grade in waiting if grade]
        if None in waiting and grades:
            self._orders.put_nowait(None)
        return max(grades, key=list(Grade).index, default=None)

    async def _read(self) -> None:
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
        while line := await reader.readline():
            if grade := _ORDERS.get(line):
                self._orders.put_nowait(grade)
        self._orders.put_nowait(None)

    async def _hold(self) -> None:
        """Have the channel open, and say whether it is."""
        while True:
            try:
                await self._channel.open()
                self._open.set()
                _say("ready")
                _say(f"lost {await self._channel.lost()}")
            except Exception as error:  # noqa: BLE001 — however it fails, it is tried again
                _say(f"lost {str(error) or type(error).__name__}")
            self._open.clear()
            with suppress(Exception):
                await self._channel.close()
            await asyncio.sleep(_AGAIN_S)

    async def _stop(self, grade: Grade) -> None:
        try:
            async with asyncio.timeout(_LAST_TRIES_S):
                await self._open.wait()
            async with asyncio.timeout(_SENDS_WITHIN_S):
                await self._channel.stop(grade)
        except TimeoutError as error:
            _say(f"lost {grade.value} has not left in time: {str(error) or 'there is no link'}")
        except Exception as error:  # noqa: BLE001 — however it fails, it has to be told
            _say(f"lost {type(error).__name__}: {error}")
        else:
            _say(f"sent {grade.value}")


def _say(line: str) -> None:
    print(" ".join(line.split()), flush=True)  # noqa: T201 — this is how it speaks
