"""The audio gate of a live show: a process listens to the microphone and tells what it hears."""

import asyncio

from typing_extensions import override

from moderator.child import Child, ChildEnded
from moderator.errors import CannotStart
from moderator.hearing.gate import Gate
from moderator.hearing.microphone import HINT, Microphone
from moderator.values.hall_sound import HallSound

_READY_WITHIN_S = 30.0
_AGAIN_S = 5.0
_PROCESS = "moderator.hearing.gate_process"
_NOT_UNDERSTOOD = "its process says what nobody understands"
_BABBLE = (ValueError, KeyError, TypeError)
"""What comes of a message that is none of the gate's: no JSON, too long, of another kind."""


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
        """Begin a process that hears.

        Raises:
            CannotStart: it cannot be begun, or cannot hear.
        """
        try:
            child = await Child.started(_PROCESS, *self._microphone.arguments())
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise CannotStart(f"{self.name} cannot be started: {why}", HINT) from error
        try:
            async with asyncio.timeout(_READY_WITHIN_S):
                await child.ready(self.name)
        except BaseException as error:
            await child.end()
            if isinstance(error, TimeoutError):
                raise CannotStart(f"{self.name} does not answer", HINT) from None
            if isinstance(error, _BABBLE):
                raise CannotStart(f"{self.name}: {_NOT_UNDERSTOOD}", HINT) from None
            if isinstance(error, CannotStart):
                raise CannotStart(error.message, error.hint or HINT) from None
            raise
        self.trouble = ""
        return child

    async def _listen(self) -> None:
        """Tell what is heard; begin again where it ends, whatever it ends of."""
        while True:
            try:
                if self._child is None:
                    self._child = await self._started()
                why = await self._hear(self._child)
            except CannotStart as error:
                why = error.message
            except _BABBLE:
                why = _NOT_UNDERSTOOD
            await self._hears_nothing(why)
            await asyncio.sleep(_AGAIN_S)

    async def _hears_nothing(self, why: str) -> None:
        """Let go of the process, and tell the operator what they do not know yet."""
        if self._child:
            await self._child.end()
            self._child = None
        self.tell(None)
        if why != self.trouble:
            self.trouble = why
            self.warn(f"{self.name} hears nothing: {why}")

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
