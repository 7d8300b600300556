"""What is said to recognisers: the forum's questions and other talk, by a neural voice.

Sounds are made when they are first needed and kept outside the tree. Development and check differ
in how the voice speaks, and in the talk.
"""

import hashlib
import json
import subprocess
import sys
import wave
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import miniaudio
import numpy as np

from moderator.caches import cache_folder
from moderator.show.load import load

ROOT = Path(__file__).parents[2]
RATE = 16_000


@dataclass(frozen=True)
class Way:
    """How the voice speaks."""

    length: float
    noise: float
    width_noise: float
    seed: int


DEVELOPMENT = (Way(1.0, 0.667, 0.8, 1), Way(1.25, 0.5, 0.9, 2))
CHECK = (Way(0.9, 0.667, 0.8, 11), Way(1.1, 0.8, 1.0, 12), Way(1.3, 0.333, 0.6, 13))
"""Piper's own is 1.0, 0.667, 0.8."""


@dataclass(frozen=True)
class Utterance:
    """One sentence in one way; `answer` is the one that it asks for, None when it asks for none."""

    text: str
    way: Way
    answer: str | None = None

    @property
    def path(self):
        name = hashlib.sha1(json.dumps([self.text, asdict(self.way)]).encode()).hexdigest()
        return cache_folder("spoken") / f"{name}.wav"


@cache
def forum():
    """The forum's dialogue and its facts."""
    loaded = load(str(ROOT / "scripts/open-cooperation-forum"), "simulator")
    cues = (cue for act in loaded.show.acts for cue in act.cues)
    return next(cue.dialogue for cue in cues if cue.dialogue), loaded.materials.facts


def questions():
    """The ways to ask of the forum's answers."""
    return [way for answer in forum()[0].answers for way in answer.ask]


def scripted(ways):
    return [
        Utterance(question, way, answer.id)
        for way in ways
        for answer in forum()[0].answers
        for question in answer.ask
    ]


def talk(part, ways):
    """Ordinary talk and questions of no show, of one part: `dev` or `check`."""
    rows = _rows(ROOT / "tests/hearing/talk.tsv")
    return [Utterance(row[1], way) for way in ways for row in rows if row[0] == part]


def unanswerable(ways):
    """The questions to which no sheet has an answer."""
    rows = _rows(ROOT / "tests/knowledge/unanswerable.tsv")
    return [Utterance(row[1], way) for way in ways for row in rows]


def say(utterances):
    """See to it that all of them have been said."""
    wanted = {each.path: each for each in utterances if not each.path.exists()}
    lines = [
        json.dumps({"path": str(path), "text": each.text, **asdict(each.way)})
        for path, each in wanted.items()
    ]
    if lines:
        cache_folder("spoken").mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.hearing.neural_voice"]
        subprocess.run(command, input="\n".join(lines), text=True, check=True, cwd=ROOT)


def heard(utterance, noise_db=None):
    """An utterance's samples as a microphone gives them: not loud, a little room before and after.

    Args:
        utterance: one that has been said.
        noise_db: how far the noise of a hall, pink, is below the speech; none when None.
    """
    decoded = miniaudio.decode_file(str(utterance.path), miniaudio.SampleFormat.SIGNED16, 1, RATE)
    speech = np.frombuffer(decoded.samples, np.int16).astype(float)
    speech *= 12_000 / np.max(np.abs(speech))
    power = np.mean(speech[np.abs(speech) > 200] ** 2)
    speech = np.concatenate([np.zeros(RATE // 4), speech, np.zeros(RATE // 10)])
    draw = np.random.default_rng(utterance.way.seed)
    speech += draw.normal(0, 3, len(speech))
    if noise_db is not None:
        speech += _pink(draw, len(speech)) * np.sqrt(power / 10 ** (noise_db / 10))
    return np.clip(speech, -32768, 32767).astype(np.int16).tobytes()


def written(path, utterance):
    """Write what is heard as a WAV file; gives its path and its length, seconds."""
    sound = heard(utterance)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound)
    return path, len(sound) / 2 / RATE


def _pink(draw, length):
    """Noise with as much power in each octave, of power 1."""
    spectrum = np.fft.rfft(draw.normal(size=length))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    noise = np.fft.irfft(spectrum, length)
    return noise / np.sqrt(np.mean(noise**2))


def _rows(path):
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
