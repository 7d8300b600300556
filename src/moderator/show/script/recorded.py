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

Words = list[tuple[int, str]]
"""When each word is heard, nanoseconds from the file's start."""
Marks = list[tuple[str, int]]
"""Each mark, and when it is."""


def recorded(
    recording: Recording, folder: Path, line: Line, rendered: Sound | None = None
) -> Sound:
    """The sound of a recording, as loud as every line; made once, and kept with rendered lines.

    Its words and marks are where those of the rendered line are found in it; without that they
    share its time by their letters. Marks that somebody has set stay where they were set.

    Args:
        recording: what was recorded.
        folder: the show's.
        line: the line that it is of, in words, with its marks.
        rendered: how the line sounds rendered; None where nothing can render it.

    Raises:
        SpeechFailed: it cannot be used.
        CannotWrite: the cache cannot be written.
    """
    source = folder / recording.file
    try:
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        timed_by = rendered.path.stem if rendered else "letters"
        made_of = f"{digest} {sorted(recording.marks.items())} {timed_by}"
        cache = SoundCache(default_folder(), made_of)
        if sound := cache.find(line):
            return sound
        from moderator.voice.recorded import level_recording

        with cache.place_for(line) as path:
            report = level_recording(source, path)
            timed = _by_sound(path, rendered) if rendered else None
            words, marks = timed or _by_letters(line, report)
            return cache.keep(
                line, path, {**report, "words": words, "marks": _set(recording, report, marks)}
            )
    except (OSError, ValueError) as error:
        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        hint = "record it anew as a WAV file, or take it out of the recordings"
        raise SpeechFailed(f"{recording.file} cannot be spoken: {why}", hint) from error


def _by_sound(path: Path, rendered: Sound) -> tuple[Words, Marks] | None:
    """Words and marks where those of the rendered line are found; None where they are not."""
    from moderator.voice.aligning import aligned

    moments = [at for at, _ in rendered.words] + [at for _, at in rendered.marks]
    asked = sorted(set(moments))
    found = aligned(path, rendered.path, [at / NS_PER_S for at in asked])
    if found is None:
        return None
    heard = {at: round(moment * NS_PER_S) for at, moment in zip(asked, found, strict=True)}
    words = [(heard[at], word) for at, word in rendered.words]
    return words, [(mark, heard[at]) for mark, at in rendered.marks]


def _by_letters(line: Line, report: dict[str, Any]) -> tuple[Words, Marks]:
    """Words and marks at their share of the time that is heard."""
    from moderator.voice.sound_edges import LEAD_S, TAIL_S

    text, marks = split_marks(line.text)
    total = int(report["frames"]) * NS_PER_S // int(report["sample_rate"])
    first, last = round(LEAD_S * NS_PER_S), total - round(TAIL_S * NS_PER_S)
    begins = [found.start() for found in re.finditer(r"\S+", text)]

    def share(offset: int) -> int:
        return first + (last - first) * offset // max(1, len(text))

    def moment(offset: int) -> int:
        return share(next((begin for begin in begins if begin >= offset), len(text)))

    words = [(share(begin), word) for begin, word in zip(begins, text.split(), strict=True)]
    return words, [(mark, moment(offset)) for mark, offset in marks]


def _set(recording: Recording, report: dict[str, Any], marks: Marks) -> Marks:
    """Marks in order of time, those that somebody has set where they were set."""
    rate = int(report["sample_rate"])
    before = int(report["before"]) * NS_PER_S // rate
    total = int(report["frames"]) * NS_PER_S // rate
    moved = {mark: min(max(0, at + before), total) for mark, at in recording.marks.items()}
    return sorted(((mark, moved.get(mark, at)) for mark, at in marks), key=lambda each: each[::-1])
