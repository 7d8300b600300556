"""A piece of sound that lies ready in a file."""

import os
import wave
from dataclasses import dataclass
from pathlib import Path

from moderator.values.duration import NS_PER_S


@dataclass(frozen=True)
class Sound:
    """Sound rendered or brought beforehand.

    Attributes:
        path: a WAV file, 16-bit PCM.
        duration_ns: its whole length, silence at its ends included.
        text: the words it says as a person reads them; empty for music.
        marks: (name, nanoseconds from the file's start) of each mark in the line, in order.
        words: (nanoseconds from the file's start, the spoken word) for each word, in order.
        stands_in: why another voice says it than the one that was asked for; empty when none does.
    """

    path: Path
    duration_ns: int
    text: str = ""
    marks: tuple[tuple[str, int], ...] = ()
    words: tuple[tuple[int, str], ...] = ()
    stands_in: str = ""

    @property
    def first_word_ns(self) -> int:
        """When its first word is heard, nanoseconds from the file's start; 0 where it has none."""
        return self.words[0][0] if self.words else 0

    def readable(self) -> bool:
        """Whether its file is there and can be read; asks the disk."""
        return os.access(self.path, os.R_OK)


def wav_length_ns(path: Path) -> int:
    """The length of a WAV file, nanoseconds.

    Raises:
        wave.Error: it is not one.
        OSError: it cannot be read.
    """
    with wave.open(str(path)) as sound:
        if not sound.getframerate():
            raise wave.Error("it has no frame rate")
        return int(sound.getnframes() * NS_PER_S // sound.getframerate())
