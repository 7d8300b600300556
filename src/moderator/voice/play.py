"""Playing sound: the contract, and the player of a rehearsal."""

import asyncio
from abc import ABC, abstractmethod

from moderator.errors import ModeratorError
from moderator.faults import Fault
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound


class Playing(ABC):
    """A sound that is being played."""

    @abstractmethod
    async def wait(self) -> bool:
        """Wait for the end. May be awaited by several, and again afterwards.

        Cancelling the waiting task leaves the sound playing; `kill` ends it.

        Returns:
            True when all of it was played, False when it was killed.

        Raises:
            ModeratorError: it could not be played.
        """

    @abstractmethod
    def kill(self) -> None:
        """Silence it at once. Idempotent, and nothing when it has ended."""


class Player(ABC):
    """Something that plays sound. All calls come from one running asyncio loop.

    Attributes:
        trouble: why it is known to play nothing now, in words; empty when it is not.
    """

    trouble: str = ""

    @abstractmethod
    async def prepare(self) -> None:
        """Make ready, so that the first `play` is quick.

        Raises:
            CannotStart: there is nothing to play on.
        """

    @abstractmethod
    async def look(self) -> None:
        """Find out whether it would play."""

    @abstractmethod
    def play(self, sound: Sound, level: float = 1.0, at_s: float | None = None) -> Playing:
        """Start a sound, beside whatever is playing.

        Args:
            sound: what to play.
            level: loudness, 0 to 1 of what is in the file.
            at_s: when its first sample is to be with the device, on the loop's clock; None, or a
                time that has passed, for now.
        """

    @abstractmethod
    async def close(self) -> None:
        """Silence everything and let go of the device."""


class NullPlayer(Player):
    """Plays to nobody, for exactly as long as the sound lasts on the running loop's clock."""

    def __init__(self) -> None:
        self._playing: list[_Silence] = []

    async def prepare(self) -> None:
        """Nothing to make ready."""

    async def look(self) -> None:
        """It is known without looking."""

    def play(self, sound: Sound, level: float = 1.0, at_s: float | None = None) -> Playing:  # noqa: ARG002 # unheard at any
        """Start counting."""
        silence = _Silence(sound.duration_ns, at_s)
        if self.trouble:
            silence.break_off(self.trouble)
        self._playing = [each for each in self._playing if not each.ended]
        self._playing.append(silence)
        return silence

    async def close(self) -> None:
        """End everything that is playing."""
        for each in self._playing:
            each.kill()

    def come(self, fault: Fault) -> None:
        """The device fails: what plays breaks off."""
        self.trouble = fault.in_words
        for each in self._playing:
            each.break_off(self.trouble)

    def go(self, _: Fault) -> None:
        """It is there again."""
        self.trouble = ""


class _Silence(Playing):
    def __init__(self, duration_ns: int, at_s: float | None) -> None:
        loop = asyncio.get_running_loop()
        self._end: asyncio.Future[bool] = loop.create_future()
        deadline = max(loop.time(), at_s or 0.0) + duration_ns / NS_PER_S
        self._timer = loop.call_at(deadline, self._end.set_result, True)
        self._why = ""

    @property
    def ended(self) -> bool:
        return self._end.done()

    async def wait(self) -> bool:
        whole = await asyncio.shield(self._end)
        if self._why:
            raise ModeratorError(self._why)
        return whole

    def break_off(self, why: str) -> None:
        if not self.ended:
            self._why = why
            self.kill()

    def kill(self) -> None:
        self._timer.cancel()
        if not self._end.done():
            self._end.set_result(False)
