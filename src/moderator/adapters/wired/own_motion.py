"""A motion of the robot's own under way: what the robot does by itself, once it was asked."""

import asyncio
from collections.abc import Awaitable, Callable

from moderator.adapters.steered.doing import Doing
from moderator.adapters.wired.far_side import FarSide
from moderator.robot import BuiltIn, Outcome
from moderator.values.duration import NS_PER_S

_GOES_ON = "the robot goes on with its own {name}: nothing ends it before its time"


class OwnMotion:
    """At most one of them.

    Args:
        far: the wire to the robot.
        over: called when the robot is through with it, before anybody is told.
    """

    def __init__(self, far: FarSide, over: Callable[[], Awaitable[None]]) -> None:
        self._far = far
        self._over = over
        self._doing: Doing | None = None
        self._cancellable = False
        self._cut: Outcome | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def name(self) -> str:
        """What the robot is doing; empty when it is nothing of its own."""
        return self._doing.name if self._doing and self._task else ""

    def begin(self, name: str, built_in: BuiltIn) -> Doing:
        """Have the robot do it; nothing else of it may be under way."""
        loop = asyncio.get_running_loop()
        lasts_s = (built_in.duration_ns or 0) / NS_PER_S
        doing = Doing(loop, name, lasts_s, lambda _: self.end(Outcome.cancelled()))
        self._doing, self._cut, self._cancellable = doing, None, built_in.cancellable
        self._task = loop.create_task(self._done(doing, name))
        return doing

    def end(self, why: Outcome) -> None:
        """Have it ended before its time, where the robot can; else nobody knows how it ends."""
        if not self.name or self._cut or self._doing is None:
            return
        self._cut = why
        self._far.call_off()
        if self._cancellable:
            self._far.interrupt()
        else:
            self._doing.end(Outcome.unknown(_GOES_ON.format(name=self.name)))

    def lose(self, why: Outcome) -> None:
        """Nobody hears of it any more."""
        if self._task:
            self._task.cancel()
            self._task = None
        if self._doing:
            self._doing.end(why)

    async def _done(self, doing: Doing, name: str) -> None:
        outcome = Outcome.unknown("nobody knows how it ended")
        try:
            outcome = await self._far.perform(name)
            await self._over()
        finally:
            self._task = None
            doing.end(self._cut or outcome)
