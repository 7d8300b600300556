"""The live player: each sound in a process of its own, which can be killed at once."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from moderator.errors import CannotStart, ModeratorError
from moderator.values.duration import NS_PER_S
from moderator.voice.play import Order, Player, Playing
from moderator.voice.playing_process import PlayingProcess, PlayingProcessFailed

_LATE_BY_S = 5.0
_QUIET_S = 0.1
"""Starting a process takes the loop some ms; what is to happen with the sound comes first."""
_MOST_WAITING = 4
"""Processes that have opened the device and wait; each takes 18 MB of its own."""
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
        self._more: list[asyncio.Task[PlayingProcess]] = []
        self._wanted = 0
        self._playing: list[_Sounding] = []

    async def prepare(self, in_a_row: int = 1) -> None:
        """Start the waiting process, and others beside it when sounds may come quickly.

        Raises:
            CannotStart: no sound device opens.
        """
        spare = self._spare = self._spare or self._start_process()
        try:
            await asyncio.shield(spare)
        except PlayingProcessFailed as failure:
            self._spare = None if self._spare is spare else self._spare
            raise CannotStart(str(failure), _HINT) from failure
        self._wanted = min(in_a_row, _MOST_WAITING) - 1
        self._start_more()
        await asyncio.gather(*self._more, return_exceptions=True)

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

    def play(self, order: Order, at_s: float | None = None) -> Playing:
        """Hand the sound to a waiting process; another one starts once this is heard."""
        if self._spare is None or (self._spare.done() and self._spare.exception()):
            # One that failed beside a sound that held the device may well open it now.
            self._spare = self._ready_one() or self._start_process()
        process, self._spare = self._spare, self._ready_one()
        sounding = _Sounding(process, order, at_s, self._start_spare)
        self._playing = [each for each in self._playing if not each.ended]
        self._playing.append(sounding)
        return sounding

    async def close(self) -> None:
        """Kill what is playing and what is waiting; they have ended when this returns."""
        playing, self._playing = self._playing, []
        for each in playing:
            each.kill()
        await asyncio.gather(*(each.wait() for each in playing), return_exceptions=True)
        waiting = [*([self._spare] if self._spare else []), *self._more]
        self._spare, self._more, self._wanted = None, [], 0
        for process in await asyncio.gather(*waiting, return_exceptions=True):
            if isinstance(process, PlayingProcess):
                await process.end()

    def _start_process(self) -> asyncio.Task[PlayingProcess]:
        return asyncio.create_task(PlayingProcess.start(self._backend))

    def _ready_one(self) -> asyncio.Task[PlayingProcess] | None:
        """Take one of the processes beside the spare that wait; those that did not start go."""
        up = [each for each in self._more if each.done() and not each.exception()]
        coming = [each for each in self._more if not each.done()]
        self._more = [*up[1:], *coming]
        return up[0] if up else None

    def _start_spare(self) -> None:
        if self._spare is None:
            self._spare = self._start_process()
        self._start_more()

    def _start_more(self) -> None:
        """Have as many wait beside the spare as are wanted; where none can, nothing is lacking."""
        while len(self._more) < self._wanted:
            self._more.append(self._start_process())
            self._more[-1].add_done_callback(lambda task: task.cancelled() or task.exception())


class _Sounding(Playing):
    """One sound, followed by a task of its own until its process has ended.

    Attributes:
        begun_s: when its first sample left the device's buffer, on the loop's clock; None until it
            is with the device.
    """

    def __init__(
        self,
        process: asyncio.Task[PlayingProcess],
        order: Order,
        at_s: float | None,
        when_heard: Callable[[], None],
    ) -> None:
        self._process = process
        self._order = order
        self._at_s = at_s
        self._when_heard = when_heard
        self._killed = False
        self._sent = self._send()
        self.begun_s: float | None = None
        self._task = asyncio.create_task(self._follow())
        # A failure that nobody waits for has been told to nobody, but breaks nothing.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())

    @property
    def ended(self) -> bool:
        """Whether its process has."""
        return self._task.done()

    async def wait(self) -> bool:
        return await asyncio.shield(self._task)

    def set_level(self, level: float, over_s: float) -> None:
        if self._task.done():
            return
        if self._sent:
            self._process.result().set_level(level, over_s)
        else:
            self._order = replace(self._order, level=level)

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
            self._process.result().order(self._order, self._at_s)
        return self._is_up()

    async def _follow(self) -> bool:
        try:
            process = await self._process
        except PlayingProcessFailed as failure:
            raise ModeratorError(str(failure), _HINT) from failure
        try:
            if not self._killed:
                if not self._sent:
                    self._sent = self._send()
                await self._until_ended(process)
        except PlayingProcessFailed as failure:
            if not self._killed:
                name = self._order.sound.path.name
                raise ModeratorError(f"{name}: {failure}", _HINT) from failure
        finally:
            await process.end()
        return not self._killed

    async def _until_ended(self, process: PlayingProcess) -> None:
        try:
            async with asyncio.timeout(self._lasts_s()):
                self.begun_s = (await process.until("playing"))["at"]
                ended = asyncio.ensure_future(process.until("ended"))
                try:
                    await asyncio.wait([ended], timeout=_QUIET_S)
                    self._when_heard()
                    await ended
                    await process.over()
                finally:
                    ended.cancel()
        except TimeoutError:
            raise PlayingProcessFailed("the sound device does not come to the end of it") from None

    def _lasts_s(self) -> float | None:
        """How long to wait for its end; None for one that has none."""
        if self._order.loop:
            return None
        now_s = asyncio.get_running_loop().time()
        ahead_s = max(0.0, (self._at_s or now_s) - now_s)
        return ahead_s + self._order.sound.duration_ns / NS_PER_S + _LATE_BY_S
