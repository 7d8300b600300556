"""People whose operator is a person at a console, with everybody else as they are."""

import asyncio
from typing import NoReturn

from typing_extensions import override

from moderator.people.contract import Asked, Decision, Draft, Inquiry, People, Standby, Talk, Turn


class PeopleOperated(People):
    """The same people, but nothing that the operator does comes from them.

    It comes through the conductor, from whichever console the person is at.

    Args:
        people: who they are.
    """

    def __init__(self, people: People) -> None:
        super().__init__(people.setup)
        self._people = people

    @override
    async def call(self, standby: Standby) -> str:
        return await _elsewhere()

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
        return await _elsewhere()

    @override
    async def confirm(self, inquiry: Inquiry) -> Decision:
        return await _elsewhere()


async def _elsewhere() -> NoReturn:
    """Wait for what never comes from here."""
    await asyncio.get_running_loop().create_future()
    raise AssertionError
