"""Playing sound: the contract, and the player of a rehearsal."""

import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass

from moderator.errors import ModeratorError
from moderator.faults import Fault
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound


@dataclass(frozen=True)
class Order:
    """A sound, and how it is played.

    Attributes:
        sound: what to play.
        level: loudness, 0 to 1 of what is in the file.
        fade_in_s: how long it takes from silence to that.
        loop: whether it begins again when it ends, until it is killed.
    """

    sound: Sound
    level: float = 1.0
    fade_in_s: float = 0.0
    loop: bool = False


class Playing(ABC):
    """A sound that is being played."""

    @abstractmethod
    def set_level(self, level: float, over_s: float) -> None:
        """Go to another loudness in a straight line, without a click; nothing when it has ended.

        Args:
            level: 0 to 1 of what is in the file.
            over_s: how long that takes, seconds.
        """

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
    async def prepare(self, in_a_row: int = 1) -> None:
        """Make ready, so that the first `play` is quick.

        Args:
            in_a_row: how many may come one shortly after another.

        Raises:
            CannotStart: there is nothing to play on.
        """

    @abstractmethod
    async def look(self) -> None:
        """Find out whether it would play."""

    @abstractmethod
    def play(self, order: Order, at_s: float | None = None) -> Playing:
        """Start a sound, beside whatever is playing.

        Args:
            order: what to play, and how.
            at_s: when its first sample is to be heard, as far as what plays it knows, on the loop's
                clock; None, or a time that has passed, for now.
        """

    @abstractmethod
    async def close(self) -> None:
        """Silence everything and let go of the device."""


class NullPlayer(Player):
    """Plays to nobody, for exactly as long as the sound lasts on the running loop's clock."""

    def __init__(self) -> None:
        self._playing: list[_Silence] = []

    async def prepare(self, in_a_row: int = 1) -> None:
        """Nothing to make ready."""

    async def look(self) -> None:
        """It is known without looking."""

    def play(self, order: Order, at_s: float | None = None) -> Playing:
        """Start counting."""
        silence = _Silence(order, at_s)
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
    """A sound that nobody hears.

    Args:
        order: what it would be.
        at_s: when it begins, on the loop's clock.

    Attributes:
        levels: (seconds on the loop's clock, level, seconds until it is reached) as it was told.
    """

    def __init__(self, order: Order, at_s: float | None) -> None:
        self._loop = asyncio.get_running_loop()
        self._end: asyncio.Future[bool] = self._loop.create_future()
        begins_s = max(self._loop.time(), at_s or 0.0)
        self.levels = [(begins_s, order.level, order.fade_in_s)]
        self._timer: asyncio.TimerHandle | None = None
        if not order.loop:
            ends_s = begins_s + order.sound.duration_ns / NS_PER_S
            self._timer = self._loop.call_at(ends_s, self._end.set_result, True)
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

    def set_level(self, level: float, over_s: float) -> None:
        if not self.ended:
            self.levels.append((self._loop.time(), level, over_s))

    def kill(self) -> None:
        if self._timer:
            self._timer.cancel()
        if not self._end.done():
            self._end.set_result(False)
