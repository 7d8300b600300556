"""What is heard in a film: voice and music at their times, as loud as they were in the show."""

import wave
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moderator.film.cut import Piece
from moderator.film.story import Level, Music

Frames = NDArray[np.float32]

RATE_HZ, CHANNELS = 48_000, 2
_BLOCK_S = 10
_EDGE_S = 0.012
"""A sound that is cut comes and goes in so long, so that nothing clicks."""
_HELD = 3
"""Sounds that are kept decoded; a film goes on, and comes back to few."""
_KNEE = 0.85
_AT_ONCE_S = 1e-6


@dataclass(frozen=True)
class Heard:
    """A sound at a time of the show, seconds; of its file as much as was heard."""

    path: Path
    at_s: float
    end_s: float
    levels: tuple[Level, ...] = ()
    loop: bool = False


@dataclass(frozen=True)
class _Part:
    """A stretch of a sound in the film: sample numbers of the film, and the first of the file."""

    heard: Heard
    begin: int
    end: int
    offset: int
    from_s: float


def level_at(levels: Sequence[Level], times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """How loud a sound is at some times: each change goes evenly from what was before.

    Args:
        levels: changes in order of time; 1 without any.
        times_s: the show's times.
    """
    at_s: list[float] = []
    level: list[float] = []
    for change in levels:
        before = float(np.interp(change.at_s, at_s, level)) if at_s else change.level
        kept = sum(time_s < change.at_s for time_s in at_s)
        at_s[kept:] = [change.at_s, change.at_s + max(change.over_s, _AT_ONCE_S)]
        level[kept:] = [before, change.level]
    return np.interp(times_s, at_s, level) if at_s else np.ones_like(times_s)


def as_heard(music: Music, path: Path) -> Heard:
    """A sound of the show's, as it was heard."""
    return Heard(path, music.at_s, music.end_s, music.levels, music.loop)


def mix(sounds: Iterable[Heard], pieces: Sequence[Piece], path: Path) -> None:
    """Write the sound of a film.

    Args:
        sounds: what was heard in the show.
        pieces: the film's cut.
        path: the WAV to write.

    Raises:
        OSError: it cannot be written.
    """
    parts = sorted(_parts(sounds, pieces), key=lambda part: (part.begin, part.end))
    last = pieces[-1]
    length = round((last.begin_s + last.length_s) * RATE_HZ)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(CHANNELS)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        for block in _blocks(parts, length):
            file.writeframes((_soft(block) * 32767).astype("<i2").tobytes())


def _parts(sounds: Iterable[Heard], pieces: Sequence[Piece]) -> Iterator[_Part]:
    stage = [piece for piece in pieces if piece.kind == "stage"]
    for heard in sounds:
        for piece in stage:
            from_s = max(heard.at_s, piece.from_s)
            to_s = min(heard.end_s, piece.from_s + piece.length_s)
            if to_s - from_s > 1 / RATE_HZ:
                begin = round((piece.begin_s + from_s - piece.from_s) * RATE_HZ)
                count = round((to_s - from_s) * RATE_HZ)
                offset = round((from_s - heard.at_s) * RATE_HZ)
                yield _Part(heard, begin, begin + count, offset, from_s)


def _blocks(parts: Sequence[_Part], length: int) -> Iterator[Frames]:
    step = _BLOCK_S * RATE_HZ
    for begin in range(0, length, step):
        block = np.zeros((min(step, length - begin), CHANNELS), np.float32)
        for part in parts:
            if part.begin < begin + len(block) and part.end > begin:
                _add(part, block, begin)
        yield block


def _add(part: _Part, block: Frames, begin: int) -> None:
    """Add what of a part falls into a block."""
    first, last = max(part.begin, begin), min(part.end, begin + len(block))
    whole = _decoded(part.heard.path)
    offset = part.offset + first - part.begin
    wanted = np.arange(offset, offset + last - first)
    if part.heard.loop and len(whole):
        frames = whole[wanted % len(whole)]
    else:
        frames = whole[wanted[0] : wanted[-1] + 1]
    number = np.arange(first, first + len(frames))
    gain = level_at(part.heard.levels, part.from_s + (number - part.begin) / RATE_HZ)
    edge = _EDGE_S * RATE_HZ
    if part.offset:
        gain *= np.clip((number - part.begin) / edge, 0, 1)
    if part.heard.loop or part.offset + part.end - part.begin < len(whole):
        gain *= np.clip((part.end - number) / edge, 0, 1)
    block[first - begin : first - begin + len(frames)] += frames * gain[:, None].astype(np.float32)


@lru_cache(maxsize=_HELD)
def _decoded(path: Path) -> Frames:
    """A sound file at the film's rate, shape (frames, channels)."""
    import miniaudio

    decoded = miniaudio.decode_file(str(path), nchannels=CHANNELS, sample_rate=RATE_HZ)
    samples = np.frombuffer(decoded.samples, np.int16).reshape(-1, CHANNELS)
    return np.asarray(samples / np.float32(32768), np.float32)


def _soft(block: Frames) -> Frames:
    """Bend what is near full scale, so that nothing is cut off."""
    over = np.abs(block) > _KNEE
    if over.any():
        rest = 1 - _KNEE
        bent = _KNEE + rest * np.tanh((np.abs(block[over]) - _KNEE) / rest)
        block[over] = np.sign(block[over]) * bent
    return block
