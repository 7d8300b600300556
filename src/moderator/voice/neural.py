"""Rendering lines with the neural voices that they name, and without them where need be."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from typing_extensions import override

from moderator.errors import NoSpeechEngine, SpeechFailed, SpeechProcessFailed
from moderator.values.language import language_of
from moderator.values.sound import Sound
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.neural_voice import neural_language
from moderator.voice.render import Renderer
from moderator.voice.speech_engine import BUNDLED, find_engine


class NeuralRenderer(Renderer):
    """Renders lines with neural voices; another engine stands in for one that is not to be had.

    A line that a voice cannot say is said by the engine. So are all lines of a voice that does not
    load or whose process has died, until a look finds it at work again.

    Args:
        cache: folder of rendered lines; the user's own cache when left out.
        engine: what stands in: `bundled` or `system`.
        everywhere: the neural voice of lines in its language that name none; none when left out.
        limit_s: how long one line may take to render.
        patience_s: how long one line may take that is wanted at once; `limit_s` when left out.
        tell: told, once for each voice, that another stands in for it.

    Raises:
        NoSpeechEngine: the engine or the voice for everywhere is not installed.
    """

    def __init__(
        self,
        cache: Path | None = None,
        *,
        engine: str = BUNDLED,
        everywhere: str = "",
        limit_s: float = 20.0,
        patience_s: float | None = None,
        tell: Callable[[str], object] = lambda _: None,
    ) -> None:
        super().__init__(cache, engine=engine, limit_s=limit_s)
        if everywhere:
            find_engine(everywhere)
        self._folder = cache
        self._everywhere = everywhere
        self._speaks = neural_language(everywhere) if everywhere else None
        self._patience_s = patience_s or limit_s
        self._tell = tell
        self._voices: dict[str, Renderer] = {}
        self._out: dict[str, str] = {}
        self._told: set[str] = set()
        self._finding = threading.Lock()

    @override
    def cached(self, line: Line) -> Sound | None:
        """Return the line's sound if it is rendered already by the voice that is to say it."""
        voice = self._voice_of(line)
        if not voice:
            return super().cached(line)
        if renderer := self._renderer(voice):
            return renderer.cached(_by(voice, line))
        sound = super().cached(_by("", line))
        return self._stood_in(line, sound, self._out[voice]) if sound else None

    @override
    def render(self, line: Line) -> Sound:
        """Return the line's sound; a voice that keeps it waiting is not waited for."""
        return self.cached(line) or self._render(line, self._patience_s)

    @override
    def _render(self, line: Line, limit_s: float) -> Sound:
        voice = self._voice_of(line)
        if not voice:
            return super()._render(line, limit_s)
        renderer = self._renderer(voice)
        why = self._out.get(voice, "")
        if renderer and not why:
            try:
                return renderer._render(_by(voice, line), limit_s)  # noqa: SLF001 # it is a renderer too
            except (NoSpeechEngine, SpeechFailed) as failure:
                why = failure.message
                if isinstance(failure, NoSpeechEngine | SpeechProcessFailed):
                    self._out[voice] = why
        plain = _by("", line)
        sound = super().cached(plain) or super()._render(plain, self._limit_s)
        return self._stood_in(line, sound, why)

    def _voice_of(self, line: Line) -> str:
        if line.settings.neural or not self._everywhere:
            return line.settings.neural
        speaks = language_of(line.written or line.text) == self._speaks
        return self._everywhere if speaks else ""

    def _renderer(self, voice: str) -> Renderer | None:
        """What renders with a voice; None when it is not installed, which is told."""
        with self._finding:
            if voice not in self._voices and voice not in self._out:
                try:
                    self._voices[voice] = Renderer(
                        self._folder, engine=voice, limit_s=self._limit_s, tries=1
                    )
                except NoSpeechEngine as failure:
                    self._out[voice] = failure.message
            return self._voices.get(voice)

    def _stood_in(self, line: Line, sound: Sound, why: str) -> Sound:
        """A sound with why it is not that of the line's voice; that is told once."""
        voice = self._voice_of(line)
        why = f"{_called(voice)}: {why}"
        with self._finding:
            fresh = voice not in self._told
            self._told.add(voice)
        if fresh:
            self._tell(f"{why}: {line.settings.voice} stands in")
        return replace(sound, stands_in=why)

    @property
    @override
    def standing_in(self) -> str:
        """Which voices another stands in for now, and why; empty for none."""
        return ", ".join(f"{_called(voice)}: {why}" for voice, why in self._out.items())

    @override
    def look(self) -> None:
        """Have processes wait for the next line, of each voice and of what stands in for it."""
        super().look()
        for voice, renderer in tuple(self._voices.items()):
            renderer.look()
            if renderer.trouble:
                self._out[voice] = renderer.trouble
            else:
                self._out.pop(voice, None)

    @override
    def close(self) -> None:
        """End all rendering processes."""
        super().close()
        for renderer in self._voices.values():
            renderer.close()


def _called(voice: str) -> str:
    """A voice as people call it: the model's name, without the way to it."""
    return f"the neural voice {Path(voice).stem}"


def _by(voice: str, line: Line) -> Line:
    """A line as a neural voice has it, or what stands in for it: what changes no sound is alike."""
    usual = VoiceSettings() if voice else line.settings
    return replace(line, settings=replace(usual, rate_wpm=line.settings.rate_wpm, neural=voice))
