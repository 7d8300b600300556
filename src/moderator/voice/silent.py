"""Lines without a speech engine: silence, as long as the line is estimated to be."""

from pathlib import Path
from typing import Any

from typing_extensions import override

from moderator.values.duration import NS_PER_S
from moderator.voice.estimate import estimate_ns
from moderator.voice.line import Line, split_marks
from moderator.voice.render import Renderer
from moderator.voice.speech_engine import SILENT
from moderator.voice.wav import SAMPLE_BYTES, write_wav

_RATE = 8000


class SilentRenderer(Renderer):
    """Renders lines to silence, for rehearsing where nothing can speak.

    Args:
        cache: folder of rendered lines; the user's own cache when left out.
    """

    def __init__(self, cache: Path | None = None) -> None:
        super().__init__(cache, engine=SILENT)

    @override
    def look(self) -> None:
        """Silence can always be rendered."""

    @override
    def _ask(self, line: Line, path: Path, limit_s: float) -> dict[str, Any]:
        words, marks = split_marks(line.text)
        frames = estimate_ns(line.written or words, line.settings.rate_wpm) * _RATE // NS_PER_S
        frames = max(frames, 1)
        try:
            write_wav(path, bytes(SAMPLE_BYTES * frames), _RATE)
        except OSError as error:
            return {"kind": "write", "error": error.strerror or str(error)}

        def heard_ns(offset: int) -> int:
            return frames * offset // max(len(words), 1) * NS_PER_S // _RATE

        at, timed = 0, []
        for word in words.split():
            at = words.index(word, at)
            timed.append((heard_ns(at), word))
            at += len(word)
        return {
            "frames": frames,
            "sample_rate": _RATE,
            "words": timed,
            "marks": [(name, heard_ns(offset)) for name, offset in marks],
        }
