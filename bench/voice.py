"""What speech costs: a cold line, a line in the cache, and what a fork for each line adds.

Run: .venv/bin/python bench/voice.py
With the extra [neural] also what its voice costs for each second of speech.
"""

import contextlib
import ctypes
import io
import os
import statistics
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from moderator.voice.line import Line, VoiceSettings
from moderator.voice.neural_voice import NEURAL
from moderator.voice.render import Renderer
from moderator.voice.speech_engine import BUNDLED, find_engine

LINES = [
    Line(
        f"Good afternoon, guest {word}. [mark: bow] Before we talk, let me show you something old."
    )
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
]
MANY = [Line(f"{line.text} {number}") for number in range(30) for line in LINES]


def in_this_process(folder):
    """Render in this process, as a program without a rendering process would: seconds a line."""
    engine = find_engine(BUNDLED)
    ctypes.CDLL(str(engine.library), mode=ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = str(engine.data)
    from moderator.voice.rendering import render

    settings = VoiceSettings()
    return [
        _time(
            lambda line=line: render(
                line.text, settings.voice, settings.rate_wpm, settings.pitch, folder / "line.wav"
            )
        )
        for line in LINES
    ]


def pace(engine, folder):
    """Render with one process: seconds until it is ready, and seconds for each of speech."""
    with Renderer(folder / engine, engine=engine, at_once=1) as renderer:
        ready = _time(renderer.look)
        sounds = []
        took = _time(lambda: sounds.extend(renderer.render_all(LINES)))
    return ready, took / sum(sound.duration_ns for sound in sounds) * 1e9


def _time(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    """Measure and print."""
    folder = Path(tempfile.mkdtemp())
    with Renderer(folder / "voice") as renderer:
        first = _time(lambda: renderer.render(Line("Good afternoon.")))
        forked = [_time(lambda line=line: renderer.render(line)) for line in LINES]
        many = _time(lambda: renderer.render_all(MANY))
    with Renderer(folder / "voice") as renderer:
        warm = min(_time(lambda: renderer.render_all(MANY)) for _ in range(5))
    paces = {
        engine: pace(engine, folder)
        for engine in (BUNDLED, *([NEURAL] if find_spec("piper") else []))
    }
    with contextlib.redirect_stdout(io.StringIO()):  # pyttsx3 prints
        own = in_this_process(folder)
    cold_s, own_s, warm_s = statistics.median(forked), statistics.median(own), warm / len(MANY)
    print(f"first line, process started: {first * 1e3:8.1f} ms")
    print(f"cold, one by one:            {cold_s * 1e3:8.1f} ms a line")
    print(
        f"cold, two at once:           {many / len(MANY) * 1e3:8.1f} ms a line ({len(MANY)} lines)"
    )
    print(f"in this process, unforked:   {own_s * 1e3:8.1f} ms a line")
    print(f"in the cache:                {warm_s * 1e6:8.1f} us a line")
    for engine, (ready, each) in paces.items():
        print(f"{engine}: ready in {ready:.2f} s, then {each * 1e3:.1f} ms a second of speech")
    print(f"a fork of its own costs {cold_s / own_s:.2f} times an unforked line")
    print(f"the cache is {cold_s / warm_s:.0f} times as fast as rendering")


if __name__ == "__main__":
    main()
