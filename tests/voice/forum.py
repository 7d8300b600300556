"""The forum's lines as they are rendered, and what they sound like in a hall."""

from functools import cache
from pathlib import Path

import miniaudio
import numpy as np

from moderator.show.lines import render_lines
from moderator.show.load import load
from moderator.voice.neural import NeuralRenderer
from moderator.voice.render import Renderer

SHOW = Path(__file__).parents[2] / "scripts" / "open-cooperation-forum"
RATE = 16_000
_RESPELT = "Kwah Shur- Show- Tao-joo Pung- Chee Jee-ahng Toong- tsoon Luh-joo Yoong- Siff-".split()

ENGINES = {
    "the default voice": Renderer,
    "the neural voice": lambda: NeuralRenderer(everywhere="joe"),
}


@cache
def rendered(engine):
    """All lines of the forum, as an engine says them."""
    loaded = load(str(SHOW), "simulator")
    with ENGINES[engine]() as renderer:
        return tuple(render_lines(loaded.show, loaded.materials, renderer).values())


def plain_lines(engine, count, longest_s=9.0):
    """English lines without a respelt name, which no dictionary has; spread over the show.

    Those of one engine are those of the other: the default's length decides.
    """
    default = rendered("the default voice")
    fit = [
        number
        for number, line in enumerate(default)
        if line.language == "en"
        and not any(name in line.spoken for name in _RESPELT)
        and line.sound.duration_ns < longest_s * 1e9
    ]
    chosen = [fit[number * len(fit) // count] for number in range(count)]
    return [rendered(engine)[number] for number in chosen]


def heard(sound, noise_db=None, kind="babble", seed=1):
    """A sound as a microphone in the hall has it, 16-bit at 16 kHz.

    Args:
        sound: what is said.
        noise_db: how far the noise is below the speech; none when None.
        kind: `babble`, several of the show's other lines at once, or `hall`, pink noise.
        seed: of the noise.
    """
    speech = _samples(sound.path)
    if noise_db is not None:
        draw = np.random.default_rng(seed)
        noise = _babble(draw, len(speech)) if kind == "babble" else _pink(draw, len(speech))
        power = np.mean(speech[np.abs(speech) > 0.005] ** 2)
        speech = speech + noise * np.sqrt(power / 10 ** (noise_db / 10))
    return np.clip(speech * 32768, -32768, 32767).astype("<i2").tobytes()


def _samples(path):
    decoded = miniaudio.decode_file(str(path), miniaudio.SampleFormat.SIGNED16, 1, RATE)
    return np.frombuffer(decoded.samples, np.int16) / 32768


def _babble(draw, length):
    """Eight of the show's lines at once, each from somewhere in its middle, of power 1."""
    lines = rendered("the default voice")
    noise = np.zeros(length)
    for number in draw.choice(len(lines), 8, replace=False):
        voice = _samples(lines[number].sound.path)
        noise += np.resize(np.roll(voice, draw.integers(len(voice))), length)
    return noise / np.sqrt(np.mean(noise**2))


def _pink(draw, length):
    """Noise with as much power in each octave, of power 1."""
    spectrum = np.fft.rfft(draw.normal(size=length))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    noise = np.fft.irfft(spectrum, length)
    return noise / np.sqrt(np.mean(noise**2))
