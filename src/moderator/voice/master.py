"""The master: how loud all is that plays, apart from what each sound is told."""

from dataclasses import replace

from typing_extensions import override

from moderator.voice.play import Order, Player, Playing

_AT_ONCE_S = 0.05
"""So long it takes without a click."""


class Master(Player):
    """Plays through another player, all of it louder or softer, or not to be heard.

    Args:
        player: plays.

    Attributes:
        through: what plays.
        level: 0 to 1 of what each sound is told.
        muted: whether nothing is heard; what plays goes on unheard.
    """

    def __init__(self, player: Player) -> None:
        self.through = player
        self._playing: list[_Mastered] = []
        self.level = 1.0
        self.muted = False

    @property
    def trouble(self) -> str:  # type: ignore[override]  # what plays knows it
        """As the player says."""
        return self.through.trouble

    @property
    def factor(self) -> float:
        """What every level is multiplied by now."""
        return 0.0 if self.muted else self.level

    def set(self, *, level: float, muted: bool) -> None:
        """Have all that plays, and will, as loud as that.

        Args:
            level: 0 to 1.
            muted: whether nothing is heard.
        """
        self.level, self.muted = level, muted
        for each in self._playing:
            each.follow(_AT_ONCE_S)

    @override
    async def prepare(self, in_a_row: int = 1) -> None:
        await self.through.prepare(in_a_row)

    @override
    async def look(self) -> None:
        await self.through.look()

    @override
    def play(self, order: Order, at_s: float | None = None) -> Playing:
        told = replace(order, level=order.level * self.factor)
        playing = _Mastered(self, self.through.play(told, at_s), order.level)
        self._playing = [each for each in self._playing if not each.over]
        self._playing.append(playing)
        return playing

    @override
    async def close(self) -> None:
        await self.through.close()


class _Mastered(Playing):
    """A sound that follows the master.

    Args:
        master: how loud all is.
        playing: the sound.
        level: its own, 0 to 1.
    """

    def __init__(self, master: Master, playing: Playing, level: float) -> None:
        self._master = master
        self._inner = playing
        self._level = level
        self.over = False

    def follow(self, over_s: float) -> None:
        """Be as loud as the master has it."""
        self._inner.set_level(self._level * self._master.factor, over_s)

    @override
    def set_level(self, level: float, over_s: float) -> None:
        self._level = level
        self.follow(over_s)

    @override
    async def wait(self) -> bool:
        whole = await self._inner.wait()
        self.over = True
        return whole

    @override
    def kill(self) -> None:
        self.over = True
        self._inner.kill()
