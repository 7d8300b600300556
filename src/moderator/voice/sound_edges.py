"""Where a rendered line can be heard: its ends and the starts of its words."""

from __future__ import annotations

import wave
from array import array
from operator import mul
from pathlib import Path

LEAD_S = 0.02
TAIL_S = 0.25

# Quieter than this is silence: 0.5 % of full scale, 46 dB below it.
_SILENT = 164
# A block's energy against the loudest one's: 38 dB below it.
_INAUDIBLE = 1.6e-4
_BLOCK_S = 0.005
# The longest closure that espeak-ng 1.52 makes before a stop consonant is 55 ms; half as much more.
_LONGEST_CLOSURE_S = 0.08


def read_wav(path: Path) -> tuple[array[int], int]:
    """Read a mono 16-bit WAV: its samples and its sample rate."""
    with wave.open(str(path), "rb") as file:
        return array("h", file.readframes(file.getnframes())), file.getframerate()


def write_wav(path: Path, samples: array[int], rate: int) -> None:
    """Write a mono 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


def heard_part(samples: array[int], rate: int) -> tuple[int, int]:
    """Find the first audible sample and the one after the last; equal when all is silence.

    The end is where the last few milliseconds fall 38 dB below the loudest ones: some voices fade
    so slowly that single samples reach `_SILENT` up to 70 ms after anybody hears them.
    """
    first = next((i for i, value in enumerate(samples) if abs(value) > _SILENT), len(samples))
    block = round(_BLOCK_S * rate)
    energies = [
        sum(map(mul, samples[start : start + block], samples[start : start + block]))
        for start in range(first, len(samples), block)
    ]
    floor = max(energies, default=0) * _INAUDIBLE
    blocks = next((i + 1 for i in reversed(range(len(energies))) if energies[i] > floor), 0)
    return first, min(first + blocks * block, len(samples))


def trimmed(samples: array[int], rate: int) -> tuple[array[int], int]:
    """Cut or pad the silence at both ends to `LEAD_S` and `TAIL_S`.

    espeak leaves 0 to 55 ms before and some 370 ms after; a known amount makes a line's duration
    say how long it is heard, and lets a chain of lines breathe evenly.

    Returns:
        The samples, and how many were put before the first one (negative: cut off).
    """
    first, end = heard_part(samples, rate)
    lead, tail = round(LEAD_S * rate), round(TAIL_S * rate)
    silence = array("h", bytes(2 * (lead + tail)))
    return silence[:lead] + samples[first:end] + silence[:tail], lead - first


def heard_from(samples: array[int], rate: int, start: int, limit: int) -> int:
    """Return where a word that starts at `start` is heard.

    espeak reports a word where its first phoneme starts; for p, t and k that is the closure,
    40 to 55 ms of silence before anything is heard.

    Args:
        samples: the line.
        rate: sample rate, hertz.
        start: the word's start as espeak reports it, a sample number.
        limit: the next word's start.
    """
    last = min(limit, start + round(_LONGEST_CLOSURE_S * rate), len(samples))
    return next((i for i in range(start, last) if abs(samples[i]) > _SILENT), start)


def heard_until(samples: array[int], start: int, limit: int) -> int:
    """Return the sample after the last audible one from `start` on and before `limit`."""
    backwards = range(min(limit, len(samples)) - 1, start - 1, -1)
    return next((i + 1 for i in backwards if abs(samples[i]) > _SILENT), start)
