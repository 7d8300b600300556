"""The parent's side of a process of our own that answers in JSON lines."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from typing import Any, Self

from moderator.errors import CannotStart


class ChildEnded(Exception):
    """It has ended, and nobody ended it."""


class Child:
    """A running module that is told things, a line each, and answers in JSON lines."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._killed = False

    @classmethod
    async def started(cls, module: str, *arguments: str, pass_fds: Sequence[int] = ()) -> Self:
        """Start one.

        Args:
            module: its full name.
            arguments: what it is started with.
            pass_fds: descriptors that are its too.
        """
        # -P: no module beside the show is taken for a library. A session of its own: an interrupt
        # from the terminal is for the parent.
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", module, *arguments),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            start_new_session=True,
            pass_fds=pass_fds,
        )
        return cls(process)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.returncode is None

    def tell(self, line: str) -> None:
        """Tell it something; nothing when it has ended."""
        assert self._process.stdin is not None
        if self.alive:
            self._process.stdin.write(line.encode() + b"\n")

    async def hear(self) -> dict[str, Any]:
        """Wait for what it says next.

        Raises:
            ChildEnded: it says nothing more.
        """
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise ChildEnded
        said: dict[str, Any] = json.loads(line)
        return said

    async def ready(self, called: str) -> None:
        """Wait until it is.

        Args:
            called: what it is, for a person.

        Raises:
            CannotStart: it cannot be.
        """
        try:
            said = await self.hear()
        except ChildEnded:
            raise CannotStart(f"{called} ended before it was ready") from None
        if said["now"] != "ready":
            raise CannotStart(said["why"], said.get("hint", ""))

    def kill(self) -> None:
        """End it at once.

        Once: a second signal to a process that has just ended would take its end from whoever
        waits for it, which asyncio then warns of.
        """
        if self.alive and not self._killed:
            self._killed = True
            self._process.kill()

    async def over(self) -> None:
        """Wait until it has ended by itself."""
        await self._process.wait()

    async def end(self) -> None:
        """Kill it unless it has ended, and wait until it has."""
        self.kill()
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
