"""What is heard in rendered files, measured by others than those who made them."""

import wave

import numpy as np
from pyloudnorm import Meter

LOUDNESS_LUFS = -18.0
HIGHEST_DBTP = -1.0


def samples_of(path):
    """A file's samples, 1 is full scale, and its sample rate."""
    with wave.open(str(path), "rb") as file:
        raw = file.readframes(file.getnframes())
        return np.frombuffer(raw, "<i2").astype(float) / 32768, file.getframerate()


def loudness(path):
    """Its integrated loudness, LUFS."""
    samples, rate = samples_of(path)
    return Meter(rate).integrated_loudness(samples)


def true_peak_dbtp(path, oversampled=8):
    """Its highest value between samples too, found in its spectrum, dB."""
    samples, _ = samples_of(path)
    padded = np.pad(samples, 64)
    spectrum = np.fft.rfft(padded)
    finer = np.fft.irfft(spectrum, len(padded) * oversampled) * oversampled
    return 20 * np.log10(np.abs(finer).max())
