"""Telling speech, applause and silence apart by level and colour of sound; no words are known.

Applause of many is a steady noise: its level hardly changes within a second and no frequency
stands out. Speech swells with each syllable, and its vowels have a few strong harmonics.
"""

from collections import deque

import numpy as np

from moderator.hearing.held import BLOCK_BYTES, RATE
from moderator.values.hall_sound import HallSound

_SECOND, _PAUSE, _ONSET, _BEGINS = 50, 18, 5, 3
"""Blocks of 20 ms: what is judged at once, what is a pause; of how many how many are an onset."""
_FLOOR_BLOCKS = 1000
_FLOOR_DB = (-75.0, -40.0)
"""The hall's own noise is taken to be within these, in decibels of full scale."""
_ABOVE_DB = 10.0
"""So far above the hall's own noise something is heard."""
_BEGUN, _STILL = (4.0, 0.25, 0.9), (6.0, 0.18, 0.6)
"""Applause changes its level by less (a standard deviation, in decibels), is flatter, and is heard
for this share of a second: to begin with, and to go on. Flatness is the geometric over the
arithmetic mean of the power."""
_BAND_HZ = (300.0, 6000.0)
_EVERY = 25
"""Blocks after which the hall's own noise is judged anew."""


class TellingApart:
    """Says what is heard, block after block."""

    def __init__(self) -> None:
        self.now = HallSound.SILENCE
        samples = BLOCK_BYTES // 2
        self._window = np.hanning(samples)
        hz = np.fft.rfftfreq(samples, 1 / RATE)
        self._band = (hz >= _BAND_HZ[0]) & (hz <= _BAND_HZ[1])
        self._levels: deque[float] = deque(maxlen=_FLOOR_BLOCKS)
        self._flat: deque[float] = deque(maxlen=_SECOND)
        self._active: deque[bool] = deque(maxlen=_SECOND)
        self._floor_db = -60.0
        self._taken = 0

    def take(self, block: bytes) -> HallSound:
        """Take a block of 20 ms; what is heard now."""
        sound = np.frombuffer(block, dtype="<i2").astype(float) / 32768
        level_db = 10 * float(np.log10(np.mean(sound**2) + 1e-9))
        power = np.abs(np.fft.rfft(sound * self._window))[self._band] ** 2 + 1e-12
        self._levels.append(level_db)
        self._flat.append(float(np.exp(np.mean(np.log(power))) / np.mean(power)))
        self._taken += 1
        if self._taken % _EVERY == 0:
            quiet = float(np.percentile(self._levels, 5))
            self._floor_db = min(max(quiet, _FLOOR_DB[0]), _FLOOR_DB[1])
        self._active.append(level_db > self._floor_db + _ABOVE_DB)
        self.now = self._judged()
        return self.now

    def _judged(self) -> HallSound:
        active = list(self._active)
        if not any(active[-_PAUSE:]):
            return HallSound.SILENCE
        if len(active) == _SECOND and self._is_applause(active):
            return HallSound.APPLAUSE
        begins = sum(active[-_ONSET:]) >= _BEGINS
        if not begins and self.now is not HallSound.SPEECH:
            return self.now
        return HallSound.SPEECH

    def _is_applause(self, active: list[bool]) -> bool:
        """Whether what was heard within the last second is steady and flat."""
        steady_db, flat, share = _STILL if self.now is HallSound.APPLAUSE else _BEGUN
        if sum(active) < share * _SECOND:
            return False
        levels = list(self._levels)[-_SECOND:]
        heard = [level for level, is_active in zip(levels, active, strict=True) if is_active]
        flats = [each for each, is_active in zip(self._flat, active, strict=True) if is_active]
        return float(np.std(heard)) < steady_db and float(np.mean(flats)) > flat
