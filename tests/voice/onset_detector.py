"""Where a sound can be heard, found from its energy alone and knowing nothing of the engine."""

import wave

import numpy as np

WINDOW_S = 0.004
HOP_S = 0.001
# A listener's silence: 40 dB under the loudest part.
FLOOR = 10 ** (-40 / 20)


def _loudness(path):
    with wave.open(str(path), "rb") as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    window, hop = round(WINDOW_S * rate), round(HOP_S * rate)
    energy = np.concatenate([[0.0], np.cumsum(samples**2)])
    rms = np.sqrt((energy[window:] - energy[:-window]) / window)[::hop]
    # Each value stands for the middle of its window.
    times = (np.arange(len(rms)) * hop + window / 2) / rate
    return times, rms > rms.max() * FLOOR


def onsets(path, after_silence_s=0.06, lasting_s=0.0):
    """Return the seconds at which sound starts, first or after at least so much silence.

    A sound that does not last, as when lips part after a word, can be left out.
    """
    times, heard = _loudness(path)
    indices = np.flatnonzero(heard)
    gaps = np.diff(times[indices], prepend=-1.0)
    count = max(1, round(lasting_s / HOP_S))
    return [
        float(times[i])
        for i, gap in zip(indices, gaps, strict=True)
        if gap >= after_silence_s and heard[i : i + count].mean() >= 0.5
    ]


def end(path):
    """Return the second at which the last of it is heard."""
    times, heard = _loudness(path)
    return float(times[np.flatnonzero(heard)[-1]])


def peak(path):
    """Return the loudest sample, as a share of full scale."""
    with wave.open(str(path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    return float(np.abs(samples).max() / 32768)
