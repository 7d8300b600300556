"""Rendering one line in this process. Runs in a fork that renders nothing else.

espeak keeps state between lines, so only a process that has rendered nothing gives the same sound
for the same line.
"""

from pathlib import Path
from typing import Any

import pyttsx3

from moderator.voice.driver import NAME
from moderator.voice.finishing import Raw, as_samples, finish
from moderator.voice.line import split_marks
from moderator.voice.wav import read_wav
from moderator.voice.word_times import Report

# The loudest of 42 voices (en-us, en-gb, en-gb-x-rp; m1 to m8, f1 to f5) in 6 lines is then 0.8 dB
# below full scale; at pyttsx3's own 1.0 it is cut off.
_VOLUME = 0.8


def render(text: str, voice: str, rate_wpm: int, pitch: int, path: Path) -> dict[str, Any]:
    """Render a line into a WAV file.

    Returns:
        As `finish`.

    Raises:
        ValueError: the engine cannot say it; the message says why.
        OSError: the file cannot be written.
    """
    plain, _ = split_marks(text)
    if not plain:
        raise ValueError("there are no words in it")
    reports = _synthesise(plain, {"voice": voice, "rate": rate_wpm, "pitch": pitch}, path)
    pcm, rate = read_wav(path)
    return finish(text, Raw(as_samples(pcm), rate, reports), path)


def _synthesise(text: str, properties: dict[str, Any], path: Path) -> list[Report]:
    """Have pyttsx3 save the line; returns what it reports of the words."""
    reports: list[Report] = []
    failures: list[Exception] = []
    finished: list[bool] = []
    engine = pyttsx3.init(NAME)
    engine.connect("word-at", lambda offset, sample, **_: reports.append(Report(offset, sample)))
    engine.connect("error", lambda exception, **_: failures.append(exception))
    engine.connect("finished-utterance", lambda completed, **_: finished.append(completed))
    for name, value in {**properties, "volume": _VOLUME}.items():
        engine.setProperty(name, value)
    engine.save_to_file(text, str(path))
    engine.runAndWait()
    if failures:
        # pyttsx3 wraps a file that cannot be written into a RuntimeError.
        cause = failures[0].__context__
        raise cause if isinstance(cause, OSError) else failures[0]
    if finished != [True]:
        raise ValueError("the speech engine did not finish it")
    return reports
