"""What the show computer plays beside the robot's words, and how loud it is."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from moderator.cues.playback import Playback
from moderator.engine.doing import until
from moderator.errors import ModeratorError
from moderator.robot import Grade, Outcome
from moderator.values.decibels import factor
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound
from moderator.voice.play import Order, Player, Playing

ATTACK_S = 0.15
HOLD_S = 0.4
RELEASE_S = 0.8
"""How fast music gives way to words, how long after them it waits, and how fast it comes back.
Source: assumed; the hold outlasts the pauses between sentences, so that music does not pump."""
RELAX_S = 1.5
"""How long music takes to fade when the show is stopped gently. Source: assumed."""

Record = Callable[..., object]


class Music:
    """A sound that plays, with its level.

    Args:
        cue: whose sound it is.
        file: as the show names it.
        how: how it is played.
        playing: the sound itself.
        record: writes an entry about the cue.
        under_words: whether the robot is speaking.
    """

    def __init__(
        self,
        cue: str,
        file: str,
        how: Playback,
        playing: Playing,
        record: Record,
        under_words: bool,
    ) -> None:
        self.cue = cue
        self.how = how
        self.playing = playing
        self.ended_well = False
        """Whether whoever ended it meant it to end."""
        self._file = file
        self._record = record
        self._level = how.level
        self._under_words = under_words

    def to(self, level: float, over_s: float) -> None:
        """Go to a level, as loud as that is beside words."""
        self._level = level
        self._tell(over_s)

    def words(self, heard: bool) -> None:
        """Give way to words, or come back."""
        if self.how.ducks_db is not None and heard is not self._under_words:
            self._under_words = heard
            self._tell(ATTACK_S if heard else RELEASE_S)

    @property
    def level(self) -> float:
        """How loud it is, 0 to 1 of what is in the file."""
        lowered = self._under_words and self.how.ducks_db is not None
        return round(self._level * (factor(self.how.ducks_db or 0.0) if lowered else 1.0), 4)

    def _tell(self, over_s: float) -> None:
        self.playing.set_level(self.level, over_s)
        self._record("level", file=self._file, level=self.level, over_s=over_s)


class Mixing:
    """Everything that plays on the show computer beside the robot's words.

    Args:
        player: plays it.
    """

    def __init__(self, player: Player) -> None:
        self._player = player
        self._music: list[Music] = []
        self._speaking = 0
        self._hold: asyncio.TimerHandle | None = None
        self._stopped: Grade | None = None

    def ready(self) -> None:
        """Play again after a stop."""
        self._stopped = None

    def stop(self, grade: Grade) -> None:
        """Relaxed, what plays fades as its cue is ended; graver grades cut it off."""
        self._stopped = grade
        if grade is not Grade.RELAX:
            for music in self._music:
                music.playing.kill()

    async def fade(self, cue: str | None, level: float, over_s: float, *, ends: bool) -> bool:
        """Bring what plays to a level; returns when it is there, or False when nothing plays.

        Args:
            cue: whose sounds; None for all.
            level: 0 to 1 of what is in the file.
            over_s: how long it takes.
            ends: whether they end there, as they were meant to.
        """
        music = [each for each in self._music if cue in (None, each.cue)]
        ends_s = asyncio.get_running_loop().time() + over_s
        for each in music:
            each.to(level, over_s)
        if music:
            await until(ends_s)
        for each in music if ends else ():
            each.ended_well = True
            each.playing.kill()
        return bool(music)

    @contextmanager
    def words(self) -> Iterator[None]:
        """While the robot speaks, music gives way."""
        self._speaking += 1
        if self._hold:
            self._hold.cancel()
        self._told(heard=True)
        try:
            yield
        finally:
            self._speaking -= 1
            if not self._speaking and self._music:
                loop = asyncio.get_running_loop()
                self._hold = loop.call_later(HOLD_S, self._come_back)

    async def play(
        self, cue: str, file: str, sound: Sound, how: Playback, record: Record, at_s: float | None
    ) -> Outcome:
        """Play a sound to its end.

        Args:
            cue: whose sound it is.
            file: as the show names it.
            sound: what to play.
            how: how.
            record: writes an entry about the cue.
            at_s: when it begins, on the loop's clock; None for now.
        """
        loop = asyncio.get_running_loop()
        begins_s = loop.time() if at_s is None else at_s
        words = bool(self._speaking) and how.ducks_db is not None
        level = how.level * factor(how.ducks_db or 0.0) if words else how.level
        order = Order(sound, level, how.fade_in_ns / NS_PER_S, how.loop)
        music = Music(cue, file, how, self._player.play(order, at_s), record, words)
        self._music.append(music)
        fading = self._fade_at_end(music, begins_s + sound.duration_ns / NS_PER_S)
        try:
            await until(begins_s)
            record("sound", file=file, **_told(sound, how, level))
            whole = await music.playing.wait()
        except asyncio.CancelledError:
            await self._end(music)
            raise
        except ModeratorError as error:
            return Outcome.aborted("sound", error.message)
        finally:
            self._music.remove(music)
            if fading:
                fading.cancel()
        return Outcome.succeeded() if whole or music.ended_well else Outcome.cancelled()

    async def _end(self, music: Music) -> None:
        """End a sound that is not wanted any more, as gently as it may be."""
        over_s = music.how.fade_out_ns / NS_PER_S
        if self._stopped is Grade.RELAX:
            over_s = max(over_s, RELAX_S)
        try:
            if over_s and self._stopped in (None, Grade.RELAX):
                await self._silenced(music, over_s)
        finally:
            music.playing.kill()
            with suppress(ModeratorError):
                await music.playing.wait()

    @staticmethod
    async def _silenced(music: Music, over_s: float) -> None:
        """Fade a sound to nothing, which it may not last for."""
        music.to(0.0, over_s)
        with suppress(TimeoutError, ModeratorError):
            async with asyncio.timeout(over_s):
                await music.playing.wait()

    def _fade_at_end(self, music: Music, ends_s: float) -> asyncio.TimerHandle | None:
        """Have a sound fade before it ends by itself."""
        over_s = music.how.fade_out_ns / NS_PER_S
        if not over_s or music.how.loop:
            return None
        return asyncio.get_running_loop().call_at(ends_s - over_s, music.to, 0.0, over_s)

    def _come_back(self) -> None:
        self._told(heard=False)

    def _told(self, *, heard: bool) -> None:
        for music in self._music:
            music.words(heard)


def _told(sound: Sound, how: Playback, level: float) -> dict[str, object]:
    """What the record says of a sound: its length, and what is not as it is in the file."""
    told: dict[str, object] = {"duration_s": round(sound.duration_ns / NS_PER_S, 6)}
    if level != 1.0:
        told["level"] = round(level, 4)
    if how.fade_in_ns:
        told["fade_in_s"] = how.fade_in_ns / NS_PER_S
    if how.loop:
        told["loop"] = True
    return told
