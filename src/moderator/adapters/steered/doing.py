"""What a steered robot is doing, as its caller holds it."""

import asyncio
from collections.abc import Callable

from moderator.robot import MotionHandle, Outcome, SpeechHandle


class Doing(MotionHandle, SpeechHandle):
    """A motion, a walk or a sound under way.

    Args:
        loop: the running loop, whose clock is the only clock.
        name: what it is, in a few words.
        duration_s: how long it takes if nothing comes between, seconds.
        on_cancel: ends it gently; called once at most.
        begins_in_s: how long it takes to begin, seconds.
    """

    __slots__ = (
        "_began_s",
        "_loop",
        "_on_cancel",
        "_share",
        "_waiting",
        "duration_s",
        "ended",
        "name",
    )

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        name: str,
        duration_s: float,
        on_cancel: Callable[["Doing"], None] | None = None,
        begins_in_s: float = 0.0,
    ) -> None:
        self.name = name
        self.ended: Outcome | None = None
        self._loop = loop
        self._began_s = loop.time() + begins_in_s
        self.duration_s = duration_s
        self._on_cancel = on_cancel
        self._share = 0.0
        self._waiting: list[asyncio.Future[Outcome]] = []

    @property
    def progress(self) -> float:
        """Share that is done, 0 to 1; stands still once it was cancelled or broken."""
        if self.ended is None and self._on_cancel is not None and self.duration_s > 0:
            elapsed_s = self._loop.time() - self._began_s
            self._share = max(self._share, min(1.0, elapsed_s / self.duration_s))
        return self._share

    def cancel(self) -> None:
        """End it gently."""
        if self.ended is None and self._on_cancel is not None:
            self.halt()(self)

    def halt(self) -> Callable[["Doing"], None]:
        """Let progress stand still from now on; return what would have cancelled it."""
        _ = self.progress
        on_cancel, self._on_cancel = self._on_cancel, None
        return on_cancel or (lambda _: None)

    def end(self, outcome: Outcome) -> None:
        """Tell everybody who waits. The first end counts."""
        if self.ended is not None:
            return
        self._share = 1.0 if outcome.ok else self.progress
        self.ended = outcome
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(outcome)
        self._waiting.clear()

    async def outcome(self) -> Outcome:
        """Wait for the end; each waiter has a future of its own, so that none ends another's."""
        if self.ended is not None:
            return self.ended
        waiting: asyncio.Future[Outcome] = self._loop.create_future()
        self._waiting.append(waiting)
        return await waiting
