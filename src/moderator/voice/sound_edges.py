"""Where a rendered line can be heard: its ends and the starts of its words."""

import numpy as np

from moderator.voice.loudness import Samples

LEAD_S = 0.02
TAIL_S = 0.25

# Quieter than this is silence: 46 dB below full scale.
_SILENT = 0.005
# A block's energy against the loudest one's: 38 dB below it.
_INAUDIBLE = 1.6e-4
_BLOCK_S = 0.005
# The longest closure that espeak-ng 1.52 makes before a stop consonant is 55 ms; half as much more.
_LONGEST_CLOSURE_S = 0.08
_FADE_S = 0.004


def heard_part(samples: Samples, rate: int) -> tuple[int, int]:
    """Find the first audible sample and the one after the last; equal when all is silence.

    The end is where the last few milliseconds fall 38 dB below the loudest ones: some voices fade
    so slowly that single samples reach `_SILENT` up to 70 ms after anybody hears them.
    """
    audible = np.flatnonzero(np.abs(samples) > _SILENT)
    if not len(audible):
        return len(samples), len(samples)
    first, block = int(audible[0]), round(_BLOCK_S * rate)
    energies = np.add.reduceat(samples[first:] ** 2, np.arange(0, len(samples) - first, block))
    blocks = int(np.flatnonzero(energies > energies.max() * _INAUDIBLE)[-1]) + 1
    return first, min(first + blocks * block, len(samples))


def trimmed(samples: Samples, rate: int) -> tuple[Samples, int]:
    """Cut or pad the silence at both ends to `LEAD_S` and `TAIL_S`; nothing clicks there.

    espeak leaves 0 to 55 ms before and some 370 ms after; a known amount makes a line's duration
    say how long it is heard, and lets a chain of lines breathe evenly.

    Returns:
        The samples, and how many were put before the first one (negative: cut off).
    """
    first, end = heard_part(samples, rate)
    lead, tail = round(LEAD_S * rate), round(TAIL_S * rate)
    fade = round(_FADE_S * rate)
    heard = faded(np.pad(samples, fade)[first : end + 2 * fade], rate)
    return np.pad(heard, (lead - fade, tail - fade)), lead - first


def faded(samples: Samples, rate: int) -> Samples:
    """Let sound begin and end at nothing."""
    count = min(round(_FADE_S * rate), len(samples) // 2)
    rising = np.linspace(0.0, 1.0, count, endpoint=False)
    shape = np.ones(len(samples))
    shape[:count] = rising
    shape[len(samples) - count :] = rising[::-1]
    return samples * shape


def heard_from(samples: Samples, rate: int, start: int, limit: int) -> int:
    """Return where a word that starts at `start` is heard.

    An engine reports a word where its first phoneme starts; for p, t and k that is the closure,
    40 to 55 ms of silence before anything is heard.

    Args:
        samples: the line.
        rate: sample rate, hertz.
        start: the word's start as the engine reports it, a sample number.
        limit: the next word's start.
    """
    last = min(limit, start + round(_LONGEST_CLOSURE_S * rate), len(samples))
    audible = np.flatnonzero(np.abs(samples[start:last]) > _SILENT)
    return start + int(audible[0]) if len(audible) else start


def heard_until(samples: Samples, start: int, limit: int) -> int:
    """Return the sample after the last audible one from `start` on and before `limit`."""
    audible = np.flatnonzero(np.abs(samples[start:limit]) > _SILENT)
    return start + int(audible[-1]) + 1 if len(audible) else start
