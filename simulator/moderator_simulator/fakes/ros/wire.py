"""What can go wrong on the wire between a robot and who talks to it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

FAULTS = ("sound", "cut", "slow", "duplicate", "reorder", "half_open")


class Wire:
    """The same for every client of one server.

    `sound` is none of it. `cut` closes every connection without a goodbye, and lets none in. `slow`
    delays each message, both ways. `duplicate` sends every third message twice, `reorder` swaps
    every third with the next. `half_open` reads and writes nothing more, and closes nothing.
    """

    def __init__(self) -> None:
        self.fault = "sound"
        self._delay_s = 0.0
        self._passing = asyncio.Event()
        self._passing.set()
        self._sent = 0
        self._kept: str | None = None
        self._changed: list[Callable[[], None]] = []

    def on_change(self, told: Callable[[], None]) -> Callable[[], None]:
        """Be told when the fault changes; returns what ends that."""
        self._changed.append(told)

        def forget() -> None:
            with suppress(ValueError):
                self._changed.remove(told)

        return forget

    def set(self, fault: str, delay_s: float = 0.2) -> None:
        """Have this fault and no other.

        Raises:
            ValueError: there is no such fault.
        """
        if fault not in FAULTS:
            raise ValueError(f"{fault!r} is no fault of a wire; there are {', '.join(FAULTS)}")
        self.fault = fault
        self._delay_s = delay_s if fault == "slow" else 0.0
        if fault == "half_open":
            self._passing.clear()
        else:
            self._passing.set()
        for told in tuple(self._changed):
            told()

    async def wait(self) -> None:
        """Let the time pass that a message takes, or wait for the end of the silence."""
        if self._delay_s:
            await asyncio.sleep(self._delay_s)
        await self._passing.wait()

    async def pass_on(self, text: str, send: Callable[[str], Awaitable[None]]) -> None:
        """Send a message to a client, as the fault lets it."""
        await self.wait()
        self._sent += 1
        third = self._sent % 3 == 0
        if self.fault == "reorder" and third:
            self._kept = text
            return
        await send(text)
        if self.fault == "duplicate" and third:
            await send(text)
        if self._kept is not None:
            kept, self._kept = self._kept, None
            await send(kept)
