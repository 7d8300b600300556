"""Muting the robot and the master level, apart from its body.

What the show computer plays is silent at once. A robot with a voice of its own says the line under
way to its end; those that come are not said.
"""

from collections.abc import Callable, Mapping

from moderator.engine.orders import Order, Verb
from moderator.engine.parts import Parts

Deed = Callable[[], None]


class Mastering:
    """Sets how loud the show computer plays; what plays and moves goes on.

    Args:
        parts: the run's parts.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.verbs: Mapping[Verb, Callable[[Order], Deed | str]] = {
            Verb.MUTE: lambda _: self._mute(muted=True),
            Verb.UNMUTE: lambda _: self._mute(muted=False),
            Verb.LEVEL: self._level,
        }

    def _mute(self, *, muted: bool) -> Deed | str:
        master = self._parts.player
        if master.muted is muted:
            return "it is muted" if muted else "it is not muted"
        return lambda: self._set(master.level, muted=muted)

    def _level(self, order: Order) -> Deed | str:
        percent = int(order.words) if order.words.isdecimal() else -1
        if not 0 <= percent <= 100:
            return "a level is 0 to 100"
        return lambda: self._set(percent / 100, muted=self._parts.player.muted)

    def _set(self, level: float, *, muted: bool) -> None:
        self._parts.player.set(level=level, muted=muted)
        self._parts.journal.write("master", level=level, muted=muted)
