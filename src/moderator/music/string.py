"""A plucked string of silk on a long box of wood: its partials, one by one, and its body.

The string is a sum of partials, each with a frequency, a strength and a time in which it dies away.
That says what a slide, a rocking finger and a touched node do to the sound without a trick: the
frequency moves, or only some partials are there. Figures are chosen by ear where no source stands.
"""

from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moderator.music.notes import Note, hertz

Samples = NDArray[np.floating[Any]]

RATE_HZ = 32_000
_HIGHEST_HZ = 7_000.0
_MOST_PARTIALS = 32
_LONGEST_S = 10.0
_INAUDIBLE = 6.5
"""So many times its time constant a partial sounds: 56 dB."""
_RISEN = 20.0
"""After so many time constants a sound has risen, as far as samples tell."""
_LONGER, _LONGER_SHARE = 2.0, 0.2
"""The string swings in two planes, of which one holds its sound so many times longer; its share."""
_LETS_GO_S = 0.3
_BLOCK = 512
_EVENED_S, _EVEN = 0.8, 0.16
"""Notes low and high are evened by their loudness at first, and how loud they then are."""
_STIFFNESS = 2.5e-5
"""Partials of a stiff string: f(k) = k f0 √(1 + B k²). Source: Fletcher 1964, J. Acoust. Soc. Am.
36(1):203; the figure for silk is assumed."""
_PLUCKED_AT = 0.12
"""Where along the string the finger is."""
_OPEN = ("C2", "D2", "F2", "G2", "A2", "C3", "D3")
"""The seven strings in standard tuning, which ring longer when nothing stops them."""
_SLIDE_FROM, _SLIDE_S = 0.42, 0.42
_ROCKS_HZ, _ROCKS_CENTS = 4.6, 14.0
_BODY = (
    (98.0, 14.0, 0.50), (172.0, 18.0, 0.62), (246.0, 20.0, 0.55), (331.0, 22.0, 0.45),
    (464.0, 22.0, 0.42), (640.0, 24.0, 0.33), (905.0, 24.0, 0.26), (1330.0, 26.0, 0.20),
    (1920.0, 28.0, 0.12),
)  # fmt: skip
"""Modes of the box: hertz, quality, strength."""
_ROOM_S = 2.1
"""In this time the room's answer falls by 60 dB."""


@dataclass(frozen=True)
class Touch:
    """How a note is plucked this time.

    Attributes:
        strength: 1 is middling.
        spread: what makes each partial a little different.
    """

    strength: float
    spread: tuple[float, ...]


def touch(note: Note, draw: Random) -> Touch:
    """Draw how a note is plucked."""
    strength = (1.3 if note.accent else 1.0) * draw.uniform(0.86, 1.08)
    return Touch(strength, tuple(draw.uniform(0.85, 1.15) for _ in range(_MOST_PARTIALS)))


def plucked(pitch: str, note: Note, how: Touch, beats_s: float) -> Samples:
    """One string, plucked once.

    Args:
        pitch: of this string.
        note: what else is done with it.
        how: how hard, and what is different this time.
        beats_s: how long until the next note, seconds, which a slide takes its time from.

    Returns:
        Mono samples, not yet through the body, until nothing is heard.
    """
    base_hz = hertz(pitch)
    bends = _bend(note, base_hz, beats_s)
    count = int(min(_MOST_PARTIALS, _HIGHEST_HZ / base_hz))
    dying = 0.42 if pitch in _OPEN or note.harmonic else 0.72
    whole = np.zeros(round(_LONGEST_S * RATE_HZ), np.float32)
    for k in range(1, count + 1):
        strength = how.spread[k - 1] * _strength(k, note.harmonic)
        partial_hz = k * base_hz * np.sqrt(1 + _STIFFNESS * k * k)
        time_s = 1 / (dying + 6e-7 * partial_hz**2)
        length = min(len(whole), round(_INAUDIBLE * time_s * RATE_HZ))
        if length < 2 or strength < 4e-3:
            continue
        if bends is None:
            ringing = _steady(float(partial_hz), float(time_s), length)
        else:
            ringing = _bent(partial_hz, time_s, bends[:length])
        whole[:length] += np.float32(strength) * ringing
    rises = RATE_HZ * (0.006 if note.harmonic else 0.0016)
    whole[: round(_RISEN * rises)] *= 1 - np.exp(-np.arange(round(_RISEN * rises)) / rises)
    as_loud = np.sqrt(np.mean(whole[: round(_EVENED_S * RATE_HZ)] ** 2) * len(note.pitches))
    return np.asarray(whole * (how.strength * _EVEN / as_loud))


@lru_cache(2 * _MOST_PARTIALS)
def _steady(partial_hz: float, time_s: float, length: int) -> Samples:
    """One partial as it dies away, kept for the next note of that pitch."""
    one, other = (share * _swinging(partial_hz, s, length) for share, s in _planes(time_s))
    return _let_go(one + other)


def _bent(partial_hz: float, time_s: float, bends: Samples) -> Samples:
    """The same where the string's time runs unevenly."""
    at_s = np.arange(len(bends)) / RATE_HZ
    fading = sum(share * np.exp(-at_s / long_s) for share, long_s in _planes(time_s))
    return _let_go(fading * np.sin(2 * np.pi * partial_hz * bends))


def _planes(time_s: float) -> tuple[tuple[float, float], ...]:
    """The share of each plane that the string swings in, and how long it holds its sound."""
    return (1 - _LONGER_SHARE, time_s), (_LONGER_SHARE, _LONGER * time_s)


def _let_go(sound: Samples) -> Samples:
    """The finger ends it."""
    going = min(round(_LETS_GO_S * RATE_HZ), len(sound))
    sound[-going:] *= np.linspace(1, 0, going)
    return sound.astype(np.float32)


def _swinging(partial_hz: float, time_s: float, length: int) -> Samples:
    """A sine that dies away: powers of one number, of which most are products of few."""
    step = complex(-1 / time_s, 2 * np.pi * partial_hz) / RATE_HZ
    within = np.exp(step * np.arange(_BLOCK))
    blocks = np.exp(step * _BLOCK * np.arange(-(-length // _BLOCK)))
    real, imaginary = blocks.real[:, None], blocks.imag[:, None]
    return np.asarray((real * within.imag + imaginary * within.real).ravel()[:length])


def _strength(k: int, harmonic: bool) -> float:
    """How strong a partial is: by where the string is plucked, or where it is touched."""
    if harmonic:
        return float(0.9 / k**2.2)
    return float(abs(np.sin(np.pi * k * _PLUCKED_AT)) / k**0.95 + 0.35 * (k == 1))


def _bend(note: Note, base_hz: float, beats_s: float) -> Samples | None:
    """The string's time, which runs quicker where its pitch is higher; None where it is steady."""
    if not (note.slide or note.vibrato):
        return None
    at_s = np.arange(round(_LONGEST_S * RATE_HZ)) / RATE_HZ
    cents = np.zeros_like(at_s)
    if note.slide:
        share = np.clip((at_s - _SLIDE_FROM * beats_s) / (_SLIDE_S * beats_s), 0, 1)
        cents += 1200 * np.log2(hertz(note.slide) / base_hz) * share * share * (3 - 2 * share)
    if note.vibrato:
        begins = np.clip((at_s - 0.25) / 0.35, 0, 1) * np.exp(-at_s / 1.6)
        cents += _ROCKS_CENTS * begins * np.sin(2 * np.pi * _ROCKS_HZ * at_s)
    return np.asarray(np.cumsum(2 ** (cents / 1200)) / RATE_HZ)


def finger(how: Touch, noise: Samples) -> Samples:
    """The finger's own sound as it leaves the string: a short, soft knock.

    Args:
        how: how hard.
        noise: even noise, at least 60 ms of it.
    """
    length = round(0.06 * RATE_HZ)
    at_s = np.arange(length) / RATE_HZ
    knock = np.convolve(noise[:length], np.hanning(24) / 12, mode="same")
    return np.asarray(0.10 * how.strength * knock * np.exp(-at_s / 0.009))


def body_and_room(room: float, noise: Samples) -> Samples:
    """What the box and the room make of a knock, left and right.

    Args:
        room: how much of the room is heard, 0 to 1.
        noise: even noise, shape (2, n), at least as long as the room's answer.

    Returns:
        Samples, shape (2, m).
    """
    length = round(_ROOM_S * RATE_HZ)
    at_s = np.arange(length) / RATE_HZ
    box = np.zeros(length)
    box[0] = 0.55
    for mode_hz, quality, strength in _BODY:
        fading = np.exp(-np.pi * mode_hz / quality * at_s)
        box += strength * 0.012 * fading * np.sin(2 * np.pi * mode_hz * at_s)
    fading = np.exp(-6.9 * at_s / _ROOM_S) * np.clip((at_s - 0.018) / 0.03, 0, 1)
    soft = np.hanning(15) / 7.5
    answers = [np.convolve(each[:length], soft, mode="same") * fading for each in noise]
    return np.array([box + room * 0.05 * answer for answer in answers])
