"""A robot's own voice: a sound takes exactly as long as it lasts, once it has begun."""

import asyncio
from collections.abc import Callable

from moderator.adapters.steered.doing import Doing
from moderator.robot import Outcome
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound


class Speaking:
    """At most one sound at a time.

    Args:
        latency_s: how long after it is asked for a sound begins, seconds.
        hush: told to end a sound before its time.
    """

    def __init__(self, latency_s: float = 0.0, hush: Callable[[], object] = lambda: None) -> None:
        self._latency_s = latency_s
        self._hush = hush
        self._now: tuple[Doing, asyncio.TimerHandle] | None = None

    @property
    def busy(self) -> bool:
        """Whether a sound is being said."""
        return self._now is not None

    def begin(self, sound: Sound) -> Doing:
        """Say a sound; none may be under way."""
        loop = asyncio.get_running_loop()
        lasts_s = sound.duration_ns / NS_PER_S
        doing = Doing(loop, "the sound", lasts_s, self._cancelled, self._latency_s)
        ends_s = loop.time() + self._latency_s + lasts_s
        self._now = doing, loop.call_at(ends_s, self.end, Outcome.succeeded())
        return doing

    def _cancelled(self, _: Doing) -> None:
        self.end(Outcome.cancelled())

    def end(self, outcome: Outcome) -> None:
        """Fall silent; a sound under way ends so."""
        if self._now:
            (doing, ends), self._now = self._now, None
            ends.cancel()
            if not outcome.ok:
                self._hush()
            doing.end(outcome)
