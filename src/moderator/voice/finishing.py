"""From what an engine says to what the hall hears: edges, word times, pauses, loudness."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from moderator.values.duration import NS_PER_S
from moderator.voice.line import split_marks
from moderator.voice.loudness import Samples, levelled
from moderator.voice.pauses import rested
from moderator.voice.sound_edges import TAIL_S, heard_part, trimmed
from moderator.voice.wav import write_wav
from moderator.voice.word_times import Report, timed_words

FULL_SCALE = 32_768


@dataclass(frozen=True)
class Raw:
    """A line as an engine says it.

    Attributes:
        samples: mono, 1 is full scale.
        rate: sample rate, hertz.
        reports: where the engine says that its words are.
    """

    samples: Samples
    rate: int
    reports: list[Report]


def finish(text: str, raw: Raw, path: Path) -> dict[str, Any]:
    """Write a line as the hall hears it.

    Args:
        text: the line, with its marks.
        raw: what the engine made of its words.
        path: the WAV file to write.

    Returns:
        `frames`, `sample_rate`, `words` as (nanoseconds, word), `marks` as (name, nanoseconds).

    Raises:
        ValueError: nothing is heard in it.
        OSError: the file cannot be written.
    """
    plain, marks = split_marks(text)
    rate = raw.rate
    first, end = heard_part(raw.samples, rate)
    if first == end:
        raise ValueError("there is nothing in it that can be said")
    samples, shift = trimmed(raw.samples, rate)
    moved = [Report(each.offset, max(0, each.sample + shift)) for each in raw.reports]
    samples, words = rested(plain, timed_words(plain, moved, samples, rate), samples, rate)
    write_wav(path, as_pcm(levelled(samples, rate)), rate)
    heard_end = len(samples) - round(TAIL_S * rate)

    def mark_sample(offset: int) -> int:
        return next((word.sample for word in words if word.offset >= offset), heard_end)

    return {
        "frames": len(samples),
        "sample_rate": rate,
        "words": [(each.sample * NS_PER_S // rate, each.word) for each in words],
        "marks": [(name, mark_sample(offset) * NS_PER_S // rate) for name, offset in marks],
    }


def as_samples(pcm: bytes) -> Samples:
    """16-bit samples as shares of full scale."""
    return np.frombuffer(pcm, "<i2").astype(np.float64) / FULL_SCALE


def as_pcm(samples: Samples) -> bytes:
    """Shares of full scale as 16-bit samples."""
    whole = np.clip(np.rint(samples * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1)
    return whole.astype("<i2").tobytes()
