"""One owner at a time, where the robot's own interface knows of none: who owns it says so."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

_SAYS_EVERY_S = 0.1
_LISTENS_S = 0.3
"""An owner has said so twice in this time at least."""


class Lease:
    """Says who owns the robot, on a channel that every owner hears.

    Args:
        who: who we are, in words for another owner's operator.
        say: says a line to all who want to own the robot, ourselves among them.
    """

    def __init__(self, who: str, say: Callable[[str], object]) -> None:
        self._mine = f"{uuid4().hex} {who}"
        self._say = say
        self._other = ""
        self._next: asyncio.TimerHandle | None = None

    def hear(self, line: str) -> None:
        """Somebody says that the robot is theirs."""
        if line != self._mine:
            self._other = line.partition(" ")[2] or "somebody else"

    async def taken(self) -> str:
        """Listen, and own the robot unless another does.

        Returns:
            Who does, in words; empty when it is ours.
        """
        self._other = ""
        await asyncio.sleep(_LISTENS_S)
        if not self._other:
            self._again()
        return self._other

    def give_up(self) -> None:
        """Say so no more."""
        if self._next:
            self._next.cancel()
            self._next = None

    def _again(self) -> None:
        self._next = asyncio.get_running_loop().call_later(_SAYS_EVERY_S, self._again)
        self._say(self._mine)
