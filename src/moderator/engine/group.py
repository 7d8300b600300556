"""A task group that cancels whoever waits in it once."""

import asyncio
from types import TracebackType

from typing_extensions import override


class Group(asyncio.TaskGroup):
    """Tasks that end together.

    When whoever waits for them was cancelled from elsewhere and one of them failed as well, the
    failure is raised. Since Python 3.13 asyncio then cancels the waiting task a second time, which
    would cut short what is yet to be ended; here it has been told once, on every Python.
    """

    @override
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            await super().__aexit__(kind, error, trace)
        except BaseExceptionGroup:
            waiting = asyncio.current_task()
            while waiting and waiting.cancelling():
                waiting.uncancel()
            raise
