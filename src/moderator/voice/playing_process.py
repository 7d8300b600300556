"""The parent's side of one playing process."""

import asyncio
import json
from typing import Any, Self

from moderator.child import Child, ChildEnded
from moderator.voice.play import Order

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

    def order(self, order: Order, at_s: float | None) -> None:
        """Have it play a file now, or so that its first sample leaves the device's buffer then.

        Args:
            order: what to play, and how.
            at_s: on the loop's clock, which is the system's monotonic one.
        """
        self.tell(
            json.dumps(
                {
                    "path": str(order.sound.path.absolute()),
                    "level": order.level,
                    "fade_in_s": order.fade_in_s,
                    "loop": order.loop,
                    "at": at_s,
                }
            )
        )

    def set_level(self, level: float, over_s: float) -> None:
        """Have it go to another level."""
        self.tell(json.dumps({"level": level, "over_s": over_s}))

    async def until(self, expected: str) -> dict[str, Any]:
        """Wait for what it says next; returns all of it.

        Raises:
            PlayingProcessFailed: it says something else, or has ended.
        """
        try:
            said = await self.hear()
        except ChildEnded:
            raise PlayingProcessFailed("the playing process ended") from None
        if said["now"] != expected:
            raise PlayingProcessFailed(said.get("why", f"{said['now']} before {expected}"))
        return said
