"""A recording made ready to be spoken in a line's place."""

import hashlib
import re
from pathlib import Path
from typing import Any

from moderator.cues.recording import Recording
from moderator.errors import SpeechFailed
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound
from moderator.voice.cache import SoundCache, default_folder
from moderator.voice.line import Line, split_marks


def recorded(recording: Recording, folder: Path, line: Line) -> Sound:
    """The sound of a recording, as loud as every line; made once, and kept with rendered lines.

    When its words are heard is not known: they share its time by their letters, and so do the
    marks that nobody has set.

    Args:
        recording: what was recorded.
        folder: the show's.
        line: the line that it is of, in words, with its marks.

    Raises:
        SpeechFailed: it cannot be used.
        CannotWrite: the cache cannot be written.
    """
    source = folder / recording.file
    try:
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        cache = SoundCache(default_folder(), f"{digest} {sorted(recording.marks.items())}")
        if sound := cache.find(line):
            return sound
        from moderator.voice.recorded import level_recording

        with cache.place_for(line) as path:
            report = level_recording(source, path)
            return cache.keep(line, path, report | _timed(recording, line, report))
    except (OSError, ValueError) as error:
        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        hint = "record it anew as a WAV file, or take it out of the recordings"
        raise SpeechFailed(f"{recording.file} cannot be spoken: {why}", hint) from error


def _timed(recording: Recording, line: Line, report: dict[str, Any]) -> dict[str, Any]:
    """When words and marks are heard, by letters; marks that were set, when they were set."""
    from moderator.voice.sound_edges import LEAD_S, TAIL_S

    text, marks = split_marks(line.text)
    rate = int(report["sample_rate"])
    total = int(report["frames"]) * NS_PER_S // rate
    first, last = round(LEAD_S * NS_PER_S), total - round(TAIL_S * NS_PER_S)
    before = int(report["before"]) * NS_PER_S // rate

    words = [(found.start(), found.group()) for found in re.finditer(r"\S+", text)]

    def share(offset: int) -> int:
        return first + (last - first) * offset // max(1, len(text))

    def moment(mark: str, offset: int) -> int:
        if mark in recording.marks:
            return min(max(0, recording.marks[mark] + before), total)
        return share(next((begins for begins, _ in words if begins >= offset), len(text)))

    timed = sorted((moment(mark, offset), mark) for mark, offset in marks)
    heard = [(share(begins), word) for begins, word in words]
    return {"words": heard, "marks": [(mark, at) for at, mark in timed]}
