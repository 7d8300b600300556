"""The parent's side of one playing process."""

import asyncio
import json
from pathlib import Path
from typing import Self

from moderator.child import Child, ChildEnded

_READY_WITHIN_S = 10.0


class PlayingProcessFailed(Exception):
    """The process cannot play; the message says why."""


class PlayingProcess(Child):
    """A running `moderator.voice.play_process`: it waits for one order, plays, and ends."""

    @classmethod
    async def start(cls, backend: str) -> Self:
        """Start one and wait until it has opened the sound device.

        Raises:
            PlayingProcessFailed: no sound device opens.
        """
        asked = ("--backend", backend) if backend else ()
        self = await cls.started("moderator.voice.play_process", *asked)
        try:
            async with asyncio.timeout(_READY_WITHIN_S):
                await self.until("ready")
        except TimeoutError:
            await self.end()
            raise PlayingProcessFailed("the sound device does not answer") from None
        except BaseException:
            await self.end()
            raise
        return self

    def order(self, path: Path, level: float) -> None:
        """Have it play a file now."""
        self.tell(json.dumps({"path": str(path.absolute()), "level": level}))

    async def until(self, expected: str) -> None:
        """Wait for what it says next.

        Raises:
            PlayingProcessFailed: it says something else, or has ended.
        """
        try:
            said = await self.hear()
        except ChildEnded:
            raise PlayingProcessFailed("the playing process ended") from None
        if said["now"] != expected:
            raise PlayingProcessFailed(said.get("why", f"{said['now']} before {expected}"))
