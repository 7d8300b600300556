"""A speaker's time on stage, as the engine knows it and the operator changes it."""

import asyncio
from typing import Literal

Moved = Literal["", "earlier", "later"]


class Floor:
    """What a talk is told while it is performed.

    Args:
        place: in which place it is heard among its act's talks, from 1.
        moved: whether it is heard earlier or later than it is written.
        introduced: whether the speaker has been introduced already.
        absent: whether the operator has said that the speaker is not there.

    Attributes:
        speaks: whether the speaker has the stage.
        began_ns: when they began, on the show's clock.
        allotted_ns: their time as written.
        given_ns: time that was given beside the allotted, nanoseconds.
        absent: set when the operator says that the speaker is not there.
        taken_back: set when the operator wants the stage back.
        ended: set when somebody says that the talk has ended.
    """

    def __init__(
        self,
        place: int = 1,
        moved: Moved = "",
        *,
        introduced: bool = False,
        absent: bool = False,
    ) -> None:
        self.place = place
        self.moved: Moved = moved
        self.introduced = introduced
        self.speaks = False
        self.began_ns = 0
        self.allotted_ns = 0
        self.given_ns = 0
        self.absent = asyncio.Event()
        self.taken_back = asyncio.Event()
        self.ended = asyncio.Event()
        self._given = asyncio.Event()
        if absent:
            self.absent.set()

    def left_ns(self, now_ns: int) -> int:
        """What is left of their time, with what was given; negative when they are over it."""
        return self.allotted_ns + self.given_ns - (now_ns - self.began_ns)

    def give(self, more_ns: int) -> None:
        """Give the speaker more time."""
        self.given_ns += more_ns
        self._given.set()
        self._given = asyncio.Event()

    async def given(self) -> None:
        """Wait until time is given."""
        await self._given.wait()
