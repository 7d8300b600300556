"""The audio gate: whether the hall hears speech, applause or nothing. It knows no words."""

import asyncio
from collections.abc import Callable

from moderator.values.hall_sound import HallSound


class Gate:
    """Hears what it is told: by simulated people in a rehearsal, by nobody where there is none.

    All calls come from one running asyncio loop.

    Attributes:
        name: what the record calls it.
        now: what is heard; None where nobody tells.
        trouble: why it hears nothing, in words; empty when it does, or is not to.
        warn: told what the operator has to know.
    """

    name: str = "gate"

    def __init__(self) -> None:
        self.now: HallSound | None = None
        self.trouble = ""
        self.warn: Callable[[str], object] = lambda _: None
        self._changed = asyncio.Event()

    def tell(self, sound: HallSound | None) -> None:
        """That is heard from now on; None: nobody knows any more."""
        if sound is self.now:
            return
        self.now = sound
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self) -> None:
        """Wait until something else is heard."""
        await self._changed.wait()

    async def prepare(self) -> None:
        """Make ready in preflight.

        Raises:
            CannotStart: it cannot hear; the message says why and what to do.
        """

    async def close(self) -> None:
        """Let go of the microphone and of any process."""
