"""All lines equally loud, whoever says them.

Loudness is that of ITU-R BS.1770-4, whole files, and true peaks are found as its annex 2 has it.
Importing this module takes a second: what renders imports it before it is asked for anything.
"""

import numpy as np
from numpy.typing import NDArray
from pyloudnorm import Meter
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

Samples = NDArray[np.float64]
"""Mono sound, 1 is full scale."""

TARGET_LUFS = -18.0
"""Speech, AES TD1008.1.21-9 (2021), "Loudness of Internet Audio Streaming", table 1."""
CEILING_DBTP = -1.0
"""The highest true peak, by the same table."""

_BLOCK_S = 0.4  # BS.1770-4 measures in blocks of that length
_OVERSAMPLED = 4  # BS.1770-4, annex 2
_MARGIN_DB = 0.2  # what a moving gain and rounding to 16 bits may add to a peak
_LOOK_AHEAD_S = 0.005
_NEAR_LU = 0.05
_TRIES = 6
_NEVER_NEAR = 0.5  # of a ceiling: in speech no peak between samples is twice as high as they are
_LOUDEST_GAIN_DB = 40.0
_SILENT_LUFS = -70.0  # BS.1770-4: what is quieter is not counted at all


def loudness(samples: Samples, rate: int) -> float:
    """Measure the integrated loudness, LUFS; minus infinity for silence.

    What is shorter than a block is measured as though it went on.
    """
    shortest = round(_BLOCK_S * rate) + 1
    if 0 < len(samples) < shortest:
        samples = np.resize(samples, shortest)
    return float(Meter(rate).integrated_loudness(samples)) if len(samples) else -np.inf


def levelled(samples: Samples, rate: int) -> Samples:
    """Bring sound to `TARGET_LUFS`, with no true peak above `CEILING_DBTP`.

    Sound that is next to silence stays so: it is made louder by 40 dB at the most.
    """
    measured = loudness(samples, rate)
    if measured <= _SILENT_LUFS:
        return samples
    gain_db = min(TARGET_LUFS - measured, _LOUDEST_GAIN_DB)
    for _ in range(_TRIES):
        loud = samples * 10 ** (gain_db / 20)
        if (turned := _turned_down(loud, rate)) is None:
            return loud
        loud = loud * turned
        lacks = TARGET_LUFS - loudness(loud, rate)
        if lacks < _NEAR_LU:
            break
        gain_db += lacks
    return loud


def _turned_down(samples: Samples, rate: int) -> Samples | None:
    """How far to turn sound down around peaks that are too high; None where there are none."""
    ceiling = 10 ** ((CEILING_DBTP - _MARGIN_DB) / 20)
    if np.abs(samples).max(initial=0.0) < ceiling * _NEVER_NEAR:
        return None
    peaks = _envelope(samples)
    if peaks.max(initial=0.0) <= ceiling:
        return None
    wanted = ceiling / np.maximum(peaks, ceiling)
    window = 2 * round(_LOOK_AHEAD_S * rate) + 1
    # The mean of minima over a window as long is nowhere above what its middle wants.
    gain: Samples = uniform_filter1d(minimum_filter1d(wanted, window), window)
    return gain


def _envelope(samples: Samples) -> Samples:
    """The highest value at each sample and up to the next one, from either side."""
    between = np.abs(resample_poly(samples, _OVERSAMPLED, 1)).reshape(-1, _OVERSAMPLED)
    peaks: Samples = between.max(axis=1, initial=0.0)
    peaks[1:] = np.maximum(peaks[1:], between[:-1].max(axis=1, initial=0.0))
    return peaks
