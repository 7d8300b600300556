"""People whose operator sits at a console that may not be reached."""

import asyncio

from typing_extensions import override

from moderator.faults import Fault
from moderator.people.contract import Asked, Decision, Draft, Inquiry, People, Standby, Talk, Turn


class PeopleAtConsole(People):
    """The same people; what the operator would press waits until the console is there again.

    Args:
        people: who they are.
    """

    def __init__(self, people: People) -> None:
        super().__init__(people.setup)
        self._people = people
        self._there = asyncio.Event()
        self._there.set()

    @override
    async def call(self, standby: Standby) -> str:
        origin = await self._people.call(standby)
        await self.reached()
        return origin

    @override
    async def walk_on(self, talk: Talk, within_ns: int) -> bool:
        return await self._people.walk_on(talk, within_ns)

    @override
    async def talk(self, talk: Talk) -> str:
        return await self._people.talk(talk)

    @override
    async def ask(self, turn: Turn) -> Asked | None:
        return await self._people.ask(turn)

    @override
    async def approve(self, draft: Draft) -> Decision:
        decision = await self._people.approve(draft)
        await self.reached()
        return decision

    @override
    async def confirm(self, inquiry: Inquiry) -> Decision:
        decision = await self._people.confirm(inquiry)
        await self.reached()
        return decision

    async def reached(self) -> None:
        """Wait until the console is there."""
        await self._there.wait()

    def is_there(self) -> bool:
        """Whether the console is reached now."""
        return self._there.is_set()

    def come(self, _: Fault) -> None:
        """The console is not reached."""
        self._there.clear()

    def go(self, _: Fault) -> None:
        """It is there again."""
        self._there.set()
