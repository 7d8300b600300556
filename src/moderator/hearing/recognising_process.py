"""A recogniser's process: `python -m moderator.hearing.recognising_process KIND --audio FD`.

Reads the likely questions on standard input, a JSON list on one line, and then sound from the file
descriptor, as the microphone's process writes it. It decodes while a person speaks, and ends when
one of its inputs does. On standard output, a JSON line each:

    {"now": "ready"}
    {"now": "failed", "why": …, "hint": …}
    {"now": "heard", "text": …, "confidence": …, "language": …}
"""

import argparse
import json
import os
import signal
import sys
import threading
from dataclasses import asdict
from typing import BinaryIO

from moderator.errors import CannotStart
from moderator.hearing.recogniser import Recogniser
from moderator.priority import stand_back


def main() -> int:
    """Recognise until there is nothing more to read."""
    parser = argparse.ArgumentParser(prog="moderator.hearing.recognising_process")
    parser.add_argument("kind", choices=("pocketsphinx", "whisper"))
    parser.add_argument("--audio", type=int, required=True, help="where blocks come from")
    parser.add_argument("--setting", default="")
    asked = parser.parse_args()
    # The one who listens decides what an interrupt means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stand_back()
    # What a library prints is none of the answers.
    answers = os.dup(1)
    os.dup2(2, 1)
    questions = json.loads(sys.stdin.readline())
    try:
        recogniser = _kind(asked.kind)(asked.setting, questions)
    except CannotStart as failure:
        _tell(answers, {"now": "failed", "why": failure.message, "hint": failure.hint})
        return 1
    threading.Thread(target=_end_with_input, daemon=True).start()
    _tell(answers, {"now": "ready"})
    with open(asked.audio, "rb") as audio:  # noqa: PTH123 — a descriptor, not a path
        while (block := _next(audio)) is not None:
            if block:
                recogniser.take(block)
            else:
                _tell(answers, {"now": "heard", **asdict(recogniser.end())})
    return 0


def _kind(name: str) -> type[Recogniser]:
    if name == "whisper":
        from moderator.hearing.whisper import Whisper

        return Whisper
    from moderator.hearing.sphinx import Sphinx

    return Sphinx


def _next(audio: BinaryIO) -> bytes | None:
    """The next block, empty where what was said ends; None when nobody writes any more."""
    length = audio.read(2)
    return audio.read(int.from_bytes(length, "little")) if len(length) == 2 else None


def _tell(answers: int, message: dict[str, object]) -> None:
    os.write(answers, json.dumps(message).encode() + b"\n")


def _end_with_input() -> None:
    """Nobody waits for an orphan's answers."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    # Without cleaning up: a thread still waits for the input.
    os._exit(main())
