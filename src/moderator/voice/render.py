"""Rendering lines to sound, beforehand, in processes of their own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from moderator.errors import NoSpeechEngine, SpeechFailed, SpeechProcessFailed
from moderator.values.sound import Sound
from moderator.voice.cache import SoundCache, default_folder
from moderator.voice.fitting import fitted
from moderator.voice.line import Line
from moderator.voice.speech_engine import BUNDLED, find_engine
from moderator.voice.worker_process import WorkerDied, WorkerProcess

Progress = Callable[[int, int], None]

_SHOWN = 60


class Renders(Protocol):
    """What renders one line at a time."""

    @property
    def trouble(self) -> str:
        """Why it is known to render nothing now, in words; empty when it is not."""

    @property
    def standing_in(self) -> str:
        """Which voices another stands in for now, and why; empty for none."""

    def look(self) -> None:
        """Find out whether it would render; blocking."""

    @property
    def render(self) -> Callable[[Line], Sound]:
        """Renders a line, blocking; it may be called in a thread."""


class Renderer:
    """Renders lines, and keeps what it has rendered.

    Blocking, for use from threads: any number may call at once. A rendering process starts with
    the first line that is not in the cache, at most `at_once` of them.

    Args:
        cache: folder of rendered lines; the user's own cache when left out.
        engine: `bundled`, from the espeakng-loader wheel, `system`, the machine's own, or a neural
            voice.
        at_once: lines rendered at the same time.
        limit_s: how long one line may take to render.
        tries: how many processes may die of one line.

    Raises:
        NoSpeechEngine: that engine is not installed.
    """

    def __init__(
        self,
        cache: Path | None = None,
        *,
        engine: str = BUNDLED,
        at_once: int = 2,
        limit_s: float = 20.0,
        tries: int = 2,
    ) -> None:
        self._engine = engine
        self._cache = SoundCache(cache or default_folder(), find_engine(engine).version)
        self._at_once = at_once
        self._limit_s = limit_s
        self._tries = tries
        self._free = threading.BoundedSemaphore(at_once)
        self._idle: list[WorkerProcess] = []
        self._closed = False
        self._lock = threading.Lock()
        self.trouble = ""

    def cached(self, line: Line) -> Sound | None:
        """Return the line's sound if it is rendered already."""
        return self._cache.find(line)

    def render(self, line: Line) -> Sound:
        """Return the line's sound, rendering it unless it is rendered already.

        Raises:
            NoSpeechEngine: the engine cannot be loaded.
            SpeechFailed: this line cannot be rendered.
            CannotWrite: the cache cannot be written.
        """
        return self.cached(line) or self._render(line, self._limit_s)

    def render_all(self, lines: Sequence[Line], progress: Progress | None = None) -> list[Sound]:
        """Return the sound of each line, rendering several at a time what is not there.

        Args:
            lines: in the order of the answer; a line may come twice.
            progress: called with (lines done, lines in all), in the calling thread.

        Raises:
            ModeratorError: as `render`, for the first line of those that failed.
        """
        sounds = {line: self.cached(line) for line in lines}
        missing = [line for line, sound in sounds.items() if sound is None]
        done = len(sounds) - len(missing)
        if progress:
            progress(done, len(sounds))
        if missing:
            with ThreadPoolExecutor(self._at_once, "voice") as pool:
                futures = {pool.submit(self._render, line, self._limit_s): line for line in missing}
                for number, future in enumerate(as_completed(futures), done + 1):
                    if future.exception() is not None:
                        pool.shutdown(cancel_futures=True)
                        break
                    sounds[futures[future]] = future.result()
                    if progress:
                        progress(number, len(sounds))
            for future in futures:
                if not future.cancelled():
                    future.result()
        return [sound for line in lines if (sound := sounds[line]) is not None]

    def _render(self, line: Line, limit_s: float) -> Sound:
        with self._free, self._cache.place_for(line) as path:
            answer = fitted(line, path, lambda each: self._ask(each, path, limit_s))
            if "error" not in answer:
                return self._cache.keep(line, path, answer)
        if answer["kind"] == "write":
            raise self._cache.not_writable(answer["error"])
        raise SpeechFailed(*_why_not(line, answer["error"]))

    def _ask(self, line: Line, path: Path, limit_s: float) -> dict[str, Any]:
        """Have a process render the line; one that dies of it is replaced, but not for ever."""
        why = ""
        for _ in range(self._tries):
            try:
                worker = self._take()
            except WorkerDied as death:
                why = f"the rendering process does not start: {death}"
                continue
            try:
                answer = worker.render(line, path, limit_s)
            except WorkerDied as death:
                worker.kill()
                why = f"the rendering process died: {death}"
            except BaseException:
                worker.kill()
                raise
            else:
                self._give_back(worker)
                return answer
        raise SpeechProcessFailed(*_why_not(line, why))

    def _take(self) -> WorkerProcess:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return WorkerProcess(self._engine)
            if worker.alive:
                return worker
            worker.close()

    def _give_back(self, worker: WorkerProcess) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(worker)
                return
        worker.close()

    def look(self) -> None:
        """Have a process wait for the next line, and say in `trouble` why none does."""
        if not self._free.acquire(blocking=False):
            return  # all are at work
        try:
            self._give_back(self._take())
            self.trouble = ""
        except (WorkerDied, NoSpeechEngine) as failure:
            self.trouble = f"the rendering process does not start: {failure}"
        finally:
            self._free.release()

    @property
    def standing_in(self) -> str:
        """Nothing stands in for anything."""
        return ""

    def close(self) -> None:
        """End the rendering processes; lines under way still come to their end."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _why_not(line: Line, why: str) -> tuple[str, str]:
    """What is wrong and what to do."""
    text = line.written or line.text
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f"the line {shown!r} cannot be rendered: {why}", "reword it or change its voice"
