"""Sounds of a hall: a talk by the renderer, applause of shaped noise, and the hall's own noise."""

import wave

import numpy as np

from moderator.hearing.capture import decoded
from moderator.hearing.held import RATE
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.render import Renderer

SENTENCES = (
    "The stars are further away than anybody in this hall has ever travelled.",
    "We wrote stories about them long before we had the means to look.",
    "What was a fantasy for my grandfather is a timetable for my children.",
)


def speech(pause_s=0.8):
    """Sentences with pauses, and when each begins and ends, seconds."""
    with Renderer() as renderer:
        lines = [Line(text, VoiceSettings(), text) for text in SENTENCES]
        sounds = [_floats(decoded(str(sound.path))) for sound in renderer.render_all(lines)]
    parts, spans, at = [], [], 0
    for sound in sounds:
        loud = np.flatnonzero(np.abs(sound) > 0.02)
        spans.append(((at + loud[0]) / RATE, (at + loud[-1]) / RATE))
        parts += [sound, np.zeros(round(pause_s * RATE))]
        at += len(sound) + round(pause_s * RATE)
    return np.concatenate(parts), spans


def applause(length_s, people=150, seed=1, level=0.1):
    """Many hands that clap two to five times a second, each a burst with a colour of its own."""
    draw = np.random.default_rng(seed)
    whole = np.zeros(round(length_s * RATE))
    for _ in range(people):
        hz, every_s = draw.uniform(700, 2800), draw.uniform(0.2, 0.5)
        burst = np.arange(round(0.03 * RATE)) / RATE
        clap = np.exp(-burst / draw.uniform(0.003, 0.008))
        tone = 0.5 + 0.5 * np.sin(2 * np.pi * hz * burst)
        at_s = draw.uniform(0, every_s)
        loud = draw.uniform(0.3, 1.0)
        while at_s < length_s - 0.04:
            begin = round(at_s * RATE)
            whole[begin : begin + len(burst)] += loud * clap * tone * draw.normal(size=len(burst))
            at_s += every_s * draw.uniform(0.85, 1.15)
    return whole * level / np.sqrt(np.mean(whole**2))


def hall_noise(length_s, seed=2, level=0.001):
    """Ventilation: noise that is louder the lower."""
    draw = np.random.default_rng(seed)
    noise = np.cumsum(draw.normal(size=round(length_s * RATE)))
    noise -= np.convolve(noise, np.ones(800) / 800, mode="same")
    return noise * level / np.sqrt(np.mean(noise**2))


def written(path, sound):
    """Write a sound as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(as_bytes(sound))
    return path


def as_bytes(sound):
    """16 bits, as a microphone gives them."""
    return (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()


def _floats(samples):
    return np.frombuffer(samples, dtype="<i2").astype(float) / 32768
