"""The live player: each sound in a process of its own, which can be killed at once."""

import asyncio
from collections.abc import Callable

from moderator.errors import CannotStart, ModeratorError
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound
from moderator.voice.play import Player, Playing
from moderator.voice.playing_process import PlayingProcess, PlayingProcessFailed

_LATE_BY_S = 5.0
_HINT = "plug in or choose a sound device and start its sound server, or try with --silent"


class ProcessPlayer(Player):
    """Plays through the machine's default sound device.

    A process that has opened the device waits for each sound before it is asked for.

    Args:
        backend: one of miniaudio's, such as `PULSEAUDIO` or `ALSA`; the first that works when left
            out. `NULL` plays to nobody.
    """

    def __init__(self, backend: str = "") -> None:
        self._backend = backend
        self._spare: asyncio.Task[PlayingProcess] | None = None
        self._playing: list[_Sounding] = []

    async def prepare(self) -> None:
        """Start the waiting process.

        Raises:
            CannotStart: no sound device opens.
        """
        spare = self._spare = self._spare or self._start_process()
        try:
            await asyncio.shield(spare)
        except PlayingProcessFailed as failure:
            self._spare = None if self._spare is spare else self._spare
            raise CannotStart(str(failure), _HINT) from failure

    async def look(self) -> None:
        """Open the device anew when the waiting process did not, or has ended.

        Not beside a sound: some devices let one process in at a time.
        """
        if self._spare is None or not self._spare.done() or not all(p.ended for p in self._playing):
            return
        if self._spare.exception() is None and self._spare.result().alive:
            self.trouble = ""
            return
        self._spare = spare = self._start_process()
        try:
            await asyncio.shield(spare)
        except PlayingProcessFailed as failure:
            self.trouble = str(failure)
        else:
            self.trouble = ""

    def play(self, sound: Sound, level: float = 1.0) -> Playing:
        """Hand the sound to the waiting process; the next one starts once this is heard."""
        if self._spare is None or (self._spare.done() and self._spare.exception()):
            # One that failed beside a sound that held the device may well open it now.
            self._spare = self._start_process()
        process, self._spare = self._spare, None
        sounding = _Sounding(process, sound, level, self._start_spare)
        self._playing = [each for each in self._playing if not each.ended]
        self._playing.append(sounding)
        return sounding

    async def close(self) -> None:
        """Kill what is playing and what is waiting; they have ended when this returns."""
        playing, self._playing = self._playing, []
        for each in playing:
            each.kill()
        await asyncio.gather(*(each.wait() for each in playing), return_exceptions=True)
        spare, self._spare = self._spare, None
        if spare is not None:
            for process in await asyncio.gather(spare, return_exceptions=True):
                if isinstance(process, PlayingProcess):
                    await process.end()

    def _start_process(self) -> asyncio.Task[PlayingProcess]:
        return asyncio.create_task(PlayingProcess.start(self._backend))

    def _start_spare(self) -> None:
        if self._spare is None:
            self._spare = self._start_process()


class _Sounding(Playing):
    """One sound, followed by a task of its own until its process has ended."""

    def __init__(
        self,
        process: asyncio.Task[PlayingProcess],
        sound: Sound,
        level: float,
        when_heard: Callable[[], None],
    ) -> None:
        self._process = process
        self._sound = sound
        self._level = level
        self._when_heard = when_heard
        self._killed = False
        self._sent = self._send()
        self._task = asyncio.create_task(self._follow())
        # A failure that nobody waits for has been told to nobody, but breaks nothing.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())

    @property
    def ended(self) -> bool:
        return self._task.done()

    async def wait(self) -> bool:
        return await asyncio.shield(self._task)

    def kill(self) -> None:
        if self._task.done():
            return
        self._killed = True
        if self._is_up():
            self._process.result().kill()

    def _is_up(self) -> bool:
        return self._process.done() and not self._process.exception()

    def _send(self) -> bool:
        """Order the sound in this very call when a process waits for it."""
        if self._is_up():
            self._process.result().order(self._sound.path, self._level)
        return self._is_up()

    async def _follow(self) -> bool:
        try:
            process = await self._process
        except PlayingProcessFailed as failure:
            raise ModeratorError(str(failure), _HINT) from failure
        try:
            if not self._killed:
                if not self._sent:
                    process.order(self._sound.path, self._level)
                await self._until_ended(process)
        except PlayingProcessFailed as failure:
            if not self._killed:
                raise ModeratorError(f"{self._sound.path.name}: {failure}", _HINT) from failure
        finally:
            await process.end()
        return not self._killed

    async def _until_ended(self, process: PlayingProcess) -> None:
        try:
            async with asyncio.timeout(self._sound.duration_ns / NS_PER_S + _LATE_BY_S):
                await process.until("playing")
                self._when_heard()
                await process.until("ended")
        except TimeoutError:
            raise PlayingProcessFailed("the sound device does not come to the end of it") from None
