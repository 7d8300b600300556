"""The audio gate of a live show: a process listens to the microphone and tells what it hears."""

import asyncio
from contextlib import suppress

from typing_extensions import override

from moderator.child import Child, ChildEnded
from moderator.errors import CannotStart
from moderator.hearing.gate import Gate
from moderator.hearing.microphone import HINT, Microphone
from moderator.values.hall_sound import HallSound

_READY_WITHIN_S = 30.0
_AGAIN_S = 5.0


class MicrophoneGate(Gate):
    """Listens in a process of its own; one that ends is begun again, and the operator told.

    Args:
        microphone: what is listened to.
    """

    name = "the audio gate"

    def __init__(self, microphone: Microphone) -> None:
        super().__init__()
        self._microphone = microphone
        self._child: Child | None = None
        self._listening: asyncio.Task[None] | None = None

    @override
    async def prepare(self) -> None:
        if self._child is None or not self._child.alive:
            self._child = await self._started()
        if self._listening is None or self._listening.done():
            self._listening = asyncio.create_task(self._listen())

    @override
    async def close(self) -> None:
        if self._listening:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        if self._child:
            await self._child.end()

    async def _started(self) -> Child:
        child = await Child.started("moderator.hearing.gate_process", *self._microphone.arguments())
        try:
            async with asyncio.timeout(_READY_WITHIN_S):
                await child.ready(self.name)
        except BaseException as error:
            await child.end()
            if isinstance(error, TimeoutError):
                raise CannotStart(f"{self.name} does not answer", HINT) from None
            if isinstance(error, CannotStart):
                raise CannotStart(error.message, error.hint or HINT) from None
            raise
        self.trouble = ""
        return child

    async def _listen(self) -> None:
        """Tell what is heard; begin again where it ends."""
        while True:
            with suppress(CannotStart):
                if self._child is None:
                    self._child = await self._started()
                why = await self._hear(self._child)
                await self._child.end()
                self._child = None
                self.tell(None)
                self.trouble = why
                self.warn(f"{self.name} hears nothing: {why}")
            await asyncio.sleep(_AGAIN_S)

    async def _hear(self, child: Child) -> str:
        """Tell what it hears until it ends; why it does."""
        while True:
            try:
                said = await child.hear()
            except ChildEnded:
                return "its process has ended"
            if said["now"] != "heard":
                return str(said.get("why", ""))
            self.tell(HallSound(said["sound"]))
