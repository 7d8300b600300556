"""The parent's side of one playing process."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Self

_READY_WITHIN_S = 10.0


class PlayingProcessFailed(Exception):
    """The process cannot play; the message says why."""


class PlayingProcess:
    """A running `moderator.voice.play_process`: it waits for one order, plays, and ends."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._killed = False

    @classmethod
    async def start(cls, backend: str) -> Self:
        """Start one and wait until it has opened the sound device.

        Raises:
            PlayingProcessFailed: no sound device opens.
        """
        # -P: no module beside the show is taken for a library. A session of its own: an interrupt
        # from the terminal is for the parent.
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "moderator.voice.play_process"),
            *(("--backend", backend) if backend else ()),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            start_new_session=True,
        )
        self = cls(process)
        try:
            async with asyncio.timeout(_READY_WITHIN_S):
                await self.hear("ready")
        except TimeoutError:
            await self.end()
            raise PlayingProcessFailed("the sound device does not answer") from None
        except BaseException:
            await self.end()
            raise
        return self

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.returncode is None

    def order(self, path: Path, level: float) -> None:
        """Have it play a file now."""
        assert self._process.stdin is not None
        order = {"path": str(path.absolute()), "level": level}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")

    async def hear(self, expected: str) -> None:
        """Wait for what it says next.

        Raises:
            PlayingProcessFailed: it says something else, or has ended.
        """
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise PlayingProcessFailed("the playing process ended")
        said = json.loads(line)
        if said["now"] != expected:
            raise PlayingProcessFailed(said.get("why", f"{said['now']} before {expected}"))

    def kill(self) -> None:
        """Silence it at once.

        Once: a second signal to a process that has just ended would take its end from whoever
        waits for it, which asyncio then warns of.
        """
        if self._process.returncode is None and not self._killed:
            self._killed = True
            self._process.kill()

    async def end(self) -> None:
        """Kill it unless it has ended, and wait until it has."""
        self.kill()
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
