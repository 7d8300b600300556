"""The draft answer that waits for the operator's word, whichever input that comes from."""

import asyncio
from collections.abc import Coroutine
from dataclasses import asdict
from typing import Any

from moderator.journal.journal import Journal
from moderator.people import Decision, Draft
from moderator.values.duration import seconds

NOTHING_WAITS = "no draft waits"


class Deciding:
    """Holds the draft that waits; the operator's word comes as an order.

    Args:
        journal: the record.

    Attributes:
        asked: the draft; None when there is none.
        since: number of the record's entry that tells of it.
        since_s: when that was written.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._decision: asyncio.Future[Decision] | None = None
        self.asked: Draft | None = None
        self.since = 0
        self.since_s = 0.0

    async def decide(
        self, draft: Draft, due: Coroutine[Any, Any, None], *, keep_question: bool
    ) -> Decision | None:
        """Wait for the operator's word; one that was taken in time counts, however close.

        Args:
            draft: what waits.
            due: ends when nobody is waited for any more.
            keep_question: whether the record keeps what was asked.
        """
        self._decision = asyncio.get_running_loop().create_future()
        told = self._journal.write(
            "draft",
            draft.cue,
            **({"question": draft.question} if keep_question else {}),
            answer=draft.answer,
            how=draft.how,
            cited=[asdict(cited) for cited in draft.cited],
            offered=[{"id": answer, "line": line} for answer, line in draft.offered],
            due_s=seconds(draft.due_ns),
        )
        self.asked, self.since, self.since_s = draft, told.n, told.at_s
        late = asyncio.ensure_future(due)
        try:
            await asyncio.wait((self._decision, late), return_when=asyncio.FIRST_COMPLETED)
            return self._decision.result() if self._decision.done() else None
        finally:
            self.asked = self._decision = None
            late.cancel()
            await asyncio.gather(late, return_exceptions=True)

    def give(self, decision: Decision) -> None:
        """The operator has given their word on what waits."""
        self.asked = None
        if self._decision and not self._decision.done():
            self._decision.set_result(decision)
