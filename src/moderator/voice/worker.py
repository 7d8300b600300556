"""The rendering process: `python -m moderator.voice.worker`.

Reads one request a line on standard input and answers each with one line on what was standard
output: JSON both ways. It loads espeak-ng or Piper, which are under the GPL and are loaded nowhere
else, and forks itself for each line, so that a line's sound depends on nothing that was rendered
before, and a line that kills its fork costs only that line. It ends when its input does.

    first answer  {"ready": "bundled"}
    request       {"text", "voice", "rate_wpm", "pitch", "path", "limit_s"}
    answer        {"frames", "sample_rate", "words", "marks"}
    or, each time {"error": why, "kind": "engine" | "line" | "write"}
"""

import argparse
import ctypes
import json
import os
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from moderator.errors import NoSpeechEngine
from moderator.priority import stand_back
from moderator.voice.neural_voice import is_neural
from moderator.voice.speech_engine import BUNDLED, find_engine

Render = Callable[[dict[str, Any]], dict[str, Any]]
"""Renders what a request asks for, and answers."""

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_CHUNK = 65_536


def main() -> int:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser(prog="moderator.voice.worker")
    parser.add_argument("--engine", default=BUNDLED)
    engine = parser.parse_args().engine
    # The one who asked decides what an interrupt means; this ends with its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stand_back()
    # Threads would be lost in forks.
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    answers = _take_standard_output()
    try:
        render = _loaded(engine)
    except (NoSpeechEngine, OSError, RuntimeError) as failure:
        _answer(answers, {"error": str(failure), "kind": "engine"})
        return 2
    _answer(answers, {"ready": engine})
    for request in sys.stdin.buffer:
        _answer(answers, _in_a_fork(json.loads(request), render))
    return 0


def _take_standard_output() -> int:
    """Keep standard output for answers alone: pyttsx3 prints there."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _answer(descriptor: int, answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode() + b"\n"
    while data:
        data = data[os.write(descriptor, data) :]


def _loaded(which: str) -> Render:
    """Load an engine, so that no fork has to; returns what has it render."""
    if is_neural(which):
        from moderator.voice.neural_rendering import NeuralVoice

        voice = NeuralVoice(which)
        return lambda asked: voice.render(asked["text"], asked["rate_wpm"], Path(asked["path"]))
    engine = find_engine(which)
    # So that pyttsx3's own search for `libespeak-ng.so.1` finds this one.
    ctypes.CDLL(str(engine.library), mode=ctypes.RTLD_GLOBAL)
    if engine.data is not None:
        os.environ["ESPEAK_DATA_PATH"] = str(engine.data)
    from moderator.voice.driver import initialise
    from moderator.voice.rendering import render

    initialise()
    return lambda asked: render(
        asked["text"], asked["voice"], asked["rate_wpm"], asked["pitch"], Path(asked["path"])
    )


def _in_a_fork(request: dict[str, Any], render: Render) -> dict[str, Any]:
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _render_and_exit(request, render, writing, parent)
    os.close(writing)
    try:
        data = _read_until_closed(reading, request["limit_s"])
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)  # not reaped yet, so the number is still its own
        _, status = os.waitpid(child, 0)
    if data is None:
        return {"error": f"it took more than {request['limit_s']:g} s", "kind": "line"}
    if not data.endswith(b"\n"):
        return {"error": f"the speech engine died of it (status {status})", "kind": "line"}
    answer: dict[str, Any] = json.loads(data)
    return answer


def _read_until_closed(descriptor: int, limit_s: float) -> bytes | None:
    """Read all that a fork writes; None when it takes too long.

    When the one who asked is gone, nobody waits for the line: this process ends there.
    """
    import time

    deadline = time.monotonic() + limit_s
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    poll.register(0, 0)  # no bits asked for: only that the other end has closed is reported
    data = b""
    while True:
        left_ms = max(0.0, deadline - time.monotonic()) * 1000
        ready = dict(poll.poll(left_ms))
        if 0 in ready:
            raise SystemExit(0)
        if not ready:
            return None
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            return data
        data += chunk


def _render_and_exit(request: dict[str, Any], render: Render, writing: int, parent: int) -> None:
    """Render in this fork and end it without any cleaning up, which espeak does not survive."""
    try:
        _die_with(parent)
        answer = render(request)
    except OSError as failure:
        answer = {"error": str(failure), "kind": "write"}
    except Exception as failure:  # noqa: BLE001 # whatever it is, the line cannot be rendered
        answer = {"error": str(failure) or type(failure).__name__, "kind": "line"}
    _answer(writing, answer)
    os._exit(0)


def _die_with(parent: int) -> None:
    """Have the kernel end this fork when the worker ends, however that ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
