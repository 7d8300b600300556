"""Where the words of a recording are: found by setting it against the same words as rendered.

Both are cut into frames of their spectrum, and the way through them along which they are most alike
(dynamic time warping) says which moment of the one is which moment of the other. It needs no model
of a language, so Mandarin is aligned as English is.

Source: Sakoe & Chiba 1978, IEEE Trans. ASSP 26(1):43; for words and speech that was made for it,
Malfrère & Dutoit 1997, Eurospeech.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct
from scipy.signal import resample_poly

from moderator.voice.finishing import as_samples
from moderator.voice.loudness import Samples
from moderator.voice.sound_edges import heard_from
from moderator.voice.wav import read_wav

LONGEST_S = 90.0
"""Of what is longer no words are looked for: the ways through it would not fit in memory."""

_RATE = 16_000
_HOP, _WINDOW = 160, 512  # 10 ms, 32 ms
_BANDS, _KEPT = 40, 13
_QUIETEST_DB = -50.0  # below the loudest frame: a breath and a room are silence
_AUDIBLE_DB = 10.0  # above the quietest frame: what the usual shape is taken from
_CHANGE_WEIGHT = 2.0  # of how a spectrum changes, beside its shape
_LOUD_WEIGHT = 0.15  # of a decibel of loudness, likewise
_ON, _LONGER, _SHORTER = 0, 1, 2
_SAME = 1e-6

Frames = NDArray[np.float64]


def aligned(recording: Path, rendered: Path, moments_s: Sequence[float]) -> list[float] | None:
    """Find moments of a rendered line in a recording of the same words.

    Args:
        recording: a WAV file, mono, 16-bit.
        rendered: another.
        moments_s: seconds from the rendered one's beginning, in order.

    Returns:
        Seconds from the recording's beginning, in order; None where nothing is heard in the
        rendered line, or one of the two is longer than `LONGEST_S`.

    Raises:
        OSError: a file cannot be read.
    """
    (one, one_rate), (other, rate) = _read(rendered), _read(recording)
    if not np.any(one) or max(len(one) / one_rate, len(other) / rate) > LONGEST_S:
        return None
    way = _way(_frames(one, one_rate), _frames(other, rate))
    found = np.interp(np.asarray(moments_s) * _RATE / _HOP, *way) * _HOP / _RATE
    starts = [round(each * rate) for each in found]
    limits = [*starts[1:], len(other)]
    return [
        heard_from(other, rate, start, limit) / rate
        for start, limit in zip(starts, limits, strict=True)
    ]


def _read(path: Path) -> tuple[Samples, int]:
    pcm, rate = read_wav(path)
    return as_samples(pcm), rate


def _frames(samples: Samples, rate: int) -> Frames:
    """The shape of the spectrum and the loudness, a row each 10 ms."""
    shared = np.gcd(rate, _RATE)
    samples = np.asarray(resample_poly(samples, _RATE // shared, rate // shared))
    padded = np.pad(samples, _WINDOW // 2)
    rows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(rows * np.hanning(_WINDOW), axis=1)) ** 2
    bands = 10 * np.log10(power @ _filters().T + 1e-12)
    bands = np.maximum(bands, bands.max() + _QUIETEST_DB)
    shape = dct(bands, norm="ortho", axis=1)[:, 1:_KEPT]
    heard = bands.mean(axis=1)
    loud = heard > heard.min() + _AUDIBLE_DB
    shape -= shape[loud].mean(axis=0) if loud.any() else 0.0
    shape /= np.maximum(shape.std(axis=0), 1e-9)
    changes = np.gradient(shape, axis=0)
    loudness = (heard - heard.max())[:, None]
    return np.hstack([shape, _CHANGE_WEIGHT * changes, _LOUD_WEIGHT * loudness])


def _filters() -> Frames:
    """Triangles over the spectrum, evenly spaced as hearing has it (mel)."""
    highest = 2595 * np.log10(1 + 7600 / 700)
    edges = 700 * (10 ** (np.linspace(0, highest, _BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(_WINDOW, 1 / _RATE)
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (bins - low) / (middle - low), (high - bins) / (high - middle)
    return np.maximum(0.0, np.minimum(rising, falling))


def _way(one: Frames, other: Frames) -> tuple[Frames, Frames]:
    """The way along which two sounds are most alike: for frames of the one, those of the other."""
    steps = _steps(one, other)
    a, b = len(one) - 1, len(other) - 1
    pairs = [(a, b)]
    while a or b:
        step = steps[a, b]
        a, b = a - (step != _SHORTER), b - (step != _LONGER)
        pairs.append((a, b))
    found = np.array(pairs[::-1], float)
    each = np.arange(len(one), dtype=float)
    first = np.searchsorted(found[:, 0], each, side="left")
    last = np.searchsorted(found[:, 0], each, side="right") - 1
    return each, (found[first, 1] + found[last, 1]) / 2


def _steps(one: Frames, other: Frames) -> NDArray[np.int8]:
    """By which step the best way comes to each pair of frames."""
    steps = np.full((len(one), len(other)), _SHORTER, np.int8)
    costs = np.full(len(other), np.inf)
    for row, frame in enumerate(one):
        unlike = np.sqrt(((other - frame) ** 2).sum(axis=1))
        on = np.append(np.inf if row else 0.0, costs[:-1])
        begun = np.minimum(on, costs) + unlike
        passed = np.cumsum(unlike)
        # The least of all that go on along this row, without a loop over it.
        along = np.minimum.accumulate(begun - passed) + passed
        comes = begun <= along + _SAME
        steps[row, comes] = np.where(on <= costs, _ON, _LONGER)[comes]
        costs = np.minimum(begun, along)
    return steps
