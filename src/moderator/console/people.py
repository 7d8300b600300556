"""The people of a live show, as far as the operator's keyboard tells of them."""

import asyncio
from collections.abc import Collection

from typing_extensions import override

from moderator.people import (
    Asked,
    Decision,
    Draft,
    Inquiry,
    People,
    PeopleSetup,
    Standby,
    Talk,
    Turn,
)
from moderator.values.duration import NS_PER_S

ENTER, TYPED = "enter", "typed"
"""Answers: the Enter key; a text that was typed, which is given with it."""


class KeyboardPeople(People):
    """The operator says what the humans do.

    GO comes through the conductor, not from here: it ends talks and closes dialogues too.

    Args:
        setup: not used; real people behave as they please.
    """

    def __init__(self, setup: PeopleSetup) -> None:
        super().__init__(setup)
        self.waits_for = ""
        """What the operator is asked for now, in words; empty when nothing."""
        self.turn: Turn | None = None
        """The host's turn to ask, while a question is waited for."""
        self._takes: Collection[str] = ()
        self._answer: asyncio.Future[tuple[str, str]] | None = None

    @override
    async def call(self, standby: Standby) -> str:
        await asyncio.get_running_loop().create_future()
        raise AssertionError

    @override
    async def walk_on(self, talk: Talk, within_ns: int) -> bool:
        """They are taken to have come when the time is up: only the operator says otherwise."""
        asking = f"{talk.by.name}: Enter when on stage, x when absent"
        try:
            async with asyncio.timeout(within_ns / NS_PER_S):
                answer, _ = await self._ask(asking, (ENTER, "x"))
        except TimeoutError:
            return True
        return answer != "x"

    @override
    async def talk(self, talk: Talk) -> str:
        await asyncio.get_running_loop().create_future()
        raise AssertionError

    @override
    async def ask(self, turn: Turn) -> Asked | None:
        """The operator types what the host asks; GO says that there is no more."""
        self.turn = turn
        asking = f"{turn.host.name}'s question {turn.number}: ? types it, t talks, t again ends"
        try:
            _, text = await self._ask(asking, (TYPED,))
        finally:
            self.turn = None
        return Asked(text, "keyboard")

    @override
    async def approve(self, draft: Draft) -> Decision:
        """Through the conductor too, as every input's word."""
        await asyncio.get_running_loop().create_future()
        raise AssertionError

    @override
    async def confirm(self, inquiry: Inquiry) -> Decision:
        """Through the conductor too, as every input's word."""
        await asyncio.get_running_loop().create_future()
        raise AssertionError

    @property
    def takes_text(self) -> bool:
        """Whether a typed text is wanted."""
        return TYPED in self._takes

    def tell(self, answer: str, text: str = "") -> bool:
        """Give an answer; whether it is one that is waited for."""
        if answer not in self._takes or self._answer is None or self._answer.done():
            return False
        self._answer.set_result((answer, text))
        return True

    async def _ask(self, words: str, takes: Collection[str]) -> tuple[str, str]:
        self.waits_for, self._takes = words, takes
        self._answer = asyncio.get_running_loop().create_future()
        try:
            return await self._answer
        finally:
            self.waits_for, self._takes, self._answer = "", (), None
