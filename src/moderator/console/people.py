"""The people of a live show, as far as the operator's keyboard tells of them."""

import asyncio

from typing_extensions import override

from moderator.people import Asked, Decision, Draft, People, PeopleSetup, Standby, Talk, Turn


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
        self._answer: asyncio.Future[str] | None = None

    @override
    async def call(self, standby: Standby) -> str:
        await asyncio.get_running_loop().create_future()
        raise AssertionError

    @override
    async def walk_on(self, talk: Talk, within_ns: int) -> bool:
        """They are taken to have come when the time is up: only the operator says otherwise."""
        asking = f"{talk.by.name}: Enter when on stage, x when absent"
        try:
            async with asyncio.timeout(within_ns / 1e9):
                return await self._ask(asking) != "x"
        except TimeoutError:
            return True

    @override
    async def talk(self, talk: Talk) -> str:
        await asyncio.get_running_loop().create_future()
        raise AssertionError

    @override
    async def ask(self, turn: Turn) -> Asked | None:
        """The operator types what the host asks."""
        text = await self._ask(f"{turn.host.name}'s question {turn.number}: ? to type it")
        return Asked(text, "keyboard") if text else None

    @override
    async def approve(self, draft: Draft) -> Decision:
        """The operator reads the draft and decides."""
        answer = await self._ask(f"say this? y or n: {draft.answer}")
        return Decision(answer == "y", "operator")

    @property
    def waiting(self) -> bool:
        """Whether an answer is wanted."""
        return self._answer is not None

    def tell(self, answer: str) -> None:
        """Give the answer that is waited for; nothing when none is."""
        if self._answer and not self._answer.done():
            self._answer.set_result(answer)

    async def _ask(self, words: str) -> str:
        self.waits_for = words
        self._answer = asyncio.get_running_loop().create_future()
        try:
            return await self._answer
        finally:
            self.waits_for, self._answer = "", None
