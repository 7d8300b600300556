"""What only a person can see before the robot moves: one question at a time, and their word."""

import asyncio

from moderator.journal.journal import Journal
from moderator.people import Decision, Inquiry


class Inquiring:
    """Holds the question that waits for a person; the answer comes as an order, from any input.

    Args:
        journal: the record.

    Attributes:
        asked: the question; None when there is none.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._answer: asyncio.Future[Decision | None] | None = None
        self.asked: Inquiry | None = None

    async def ask(self, inquiry: Inquiry) -> Decision | None:
        """Wait for a person's word; None when nobody is asked any more."""
        self.asked = inquiry
        self._answer = asyncio.get_running_loop().create_future()
        self._journal.write("inquiry", check=inquiry.check, ask=inquiry.ask)
        try:
            return await self._answer
        finally:
            self.asked = self._answer = None

    def answer(self, decision: Decision) -> None:
        """A person has given their word on what is asked."""
        self._settle(decision)

    def drop(self) -> None:
        """Ask no more: something else has come between."""
        self._settle(None)

    def _settle(self, decision: Decision | None) -> None:
        self.asked = None
        if self._answer and not self._answer.done():
            self._answer.set_result(decision)
