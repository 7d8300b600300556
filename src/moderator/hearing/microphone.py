"""The microphone and a recogniser: two processes with a pipe between them for the sound.

The sound never comes into this process, and a driver or a recogniser that is stuck keeps nobody
waiting here.
"""

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from moderator.child import Child, ChildEnded
from moderator.errors import CannotStart

_READY_WITHIN_S = 30.0
HINT = "plug in or choose a microphone and start its sound server, or use the keyboard"


@dataclass(frozen=True)
class Microphone:
    """What is listened to.

    Attributes:
        backend: one of miniaudio's; the first that works when empty. `NULL` hears nothing.
        files: WAV files that are said instead, the next one at each press.
        pace: how much faster than they were said.
    """

    backend: str = ""
    files: Sequence[Path] = ()
    pace: float = 1.0

    def arguments(self) -> tuple[str, ...]:
        """What its process is started with."""
        files = [argument for file in self.files for argument in ("--file", str(file.absolute()))]
        return (*("--backend", self.backend, "--pace", str(self.pace)), *files)


@dataclass(frozen=True)
class Listening:
    """A microphone and a recogniser that hears it."""

    microphone: Child
    recogniser: Child

    @classmethod
    async def start(
        cls, kind: str, setting: str, questions: Sequence[str], microphone: Microphone
    ) -> Self:
        """Start both and wait until they are ready.

        Args:
            kind: of recogniser.
            setting: the recogniser's own.
            questions: what is likely to be asked.
            microphone: what is listened to.

        Raises:
            CannotStart: nothing can be heard.
        """
        hears, says = os.pipe()
        children = []
        try:
            ear = await _started("recognising_process", hears, kind, "--setting", setting)
            children.append(ear)
            ear.tell(json.dumps(list(questions)))
            mouth = await _started("microphone_process", says, *microphone.arguments())
            children.append(mouth)
            async with asyncio.timeout(_READY_WITHIN_S):
                await _microphone_ready(mouth)
                await ear.ready("the recogniser")
        except BaseException as error:
            for child in children:
                await child.end()
            if isinstance(error, TimeoutError):
                raise CannotStart("microphone or recogniser does not answer", HINT) from None
            raise
        finally:
            os.close(hears)
            os.close(says)
        return cls(mouth, ear)

    def press(self) -> None:
        """What is said from now on is meant for the robot."""
        self.microphone.tell("press")

    def release(self) -> None:
        """That was all of it."""
        self.microphone.tell("release")

    async def heard(self) -> dict[str, Any]:
        """Wait for what was recognised.

        Raises:
            ChildEnded: one of both has ended, and the other one with it.
        """
        return await self.recogniser.hear()

    async def why_ended(self) -> str:
        """End both; what the microphone last said about it, empty when it said nothing."""
        self.kill()
        try:
            said = await self.microphone.hear()
        except ChildEnded:
            return ""
        return str(said.get("why", ""))

    def kill(self) -> None:
        """End both at once."""
        self.microphone.kill()
        self.recogniser.kill()

    async def end(self) -> None:
        """Kill both, and wait until they have ended."""
        self.kill()
        try:
            await self.microphone.end()
        finally:
            await self.recogniser.end()


async def _microphone_ready(microphone: Child) -> None:
    try:
        await microphone.ready("the microphone's process")
    except CannotStart as failure:
        raise CannotStart(failure.message, failure.hint or HINT) from None


async def _started(module: str, audio: int, *arguments: str) -> Child:
    """Start a process of this package, with its end of the pipe that sound goes through."""
    named = (*arguments, "--audio", str(audio))
    return await Child.started(f"moderator.hearing.{module}", *named, pass_fds=(audio,))
