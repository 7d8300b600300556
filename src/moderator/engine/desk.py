"""What the conductor does for cues."""

import asyncio
from typing import Protocol

from moderator.engine.deciding import Deciding
from moderator.engine.orders import Answer, Verb
from moderator.show.rundown import Called


class Desk(Protocol):
    """What the conductor does for a cue."""

    @property
    def lost(self) -> str:
        """How the robot's body was lost, in words; empty while it is ours."""

    deciding: Deciding
    """The draft that waits for the operator's word."""

    async def order(
        self, verb: Verb, origin: str, cue: str | None, seen: int | None, words: str
    ) -> Answer:
        """Have an order carried out."""

    def turn(self) -> None:
        """Say that something about the show has changed."""

    def lose(self, what: str, called: Called | None = None) -> None:
        """Say that the body is not ours any more."""

    def open_go(self, number: str, means: str) -> asyncio.Event:
        """Let the operator's GO set an event from now on."""

    def close_go(self, event: asyncio.Event) -> None:
        """Let GO be GO again."""

    def may_begin(self) -> None:
        """Let a cue begin something.

        Raises:
            asyncio.CancelledError: the show was stopped, and the cue is about to hear of it.
        """
