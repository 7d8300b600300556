"""The audio gate's process: `python -m moderator.hearing.gate_process`.

Captures as the microphone's process does, or reads WAV files one after another; no sound leaves it.
It ends when its input does. On standard output, a JSON line each:

    {"now": "ready"}
    {"now": "failed", "why": …}
    {"now": "heard", "sound": "speech"}
"""

import argparse
import json
import os
import queue
import signal
import threading
from itertools import chain

from moderator.hearing.capture import (
    GIVES_WITHIN_S,
    MOST_WAITING,
    NO_SOUND,
    NoDeviceError,
    blocks,
    decoded,
    open_device,
    say,
    start,
)
from moderator.hearing.telling_apart import TellingApart
from moderator.priority import stand_back


def main() -> int:
    """Listen until the input ends."""
    parser = argparse.ArgumentParser(prog="moderator.hearing.gate_process")
    parser.add_argument("--backend", default="", help="one of miniaudio's; NULL hears nothing")
    parser.add_argument("--file", action="append", default=[], help="heard instead, in turn")
    parser.add_argument("--pace", type=float, default=1.0, help="how much faster files are heard")
    asked = parser.parse_args()
    # The one who listens decides what an interrupt means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stand_back()
    incoming: queue.Queue[bytes] = queue.Queue(MOST_WAITING)
    try:
        if asked.file:
            said = [chain.from_iterable(blocks(decoded(file)) for file in asked.file)]
            giving = (lambda: said.pop() if said else None, asked.pace, incoming.put)
            threading.Thread(target=say, args=giving, daemon=True).start()
        else:
            device = open_device(asked.backend)
            start(device, incoming)
    except NoDeviceError as failure:
        _tell(now="failed", why=str(failure))
        return 1
    threading.Thread(target=_end_with_input, daemon=True).start()
    _tell(now="ready")
    ear, told = TellingApart(), None
    while True:
        try:
            heard = ear.take(incoming.get(timeout=GIVES_WITHIN_S))
        except queue.Empty:
            _tell(now="failed", why=NO_SOUND)
            return 1
        if heard is not told:
            told = heard
            _tell(now="heard", sound=heard.value)


def _tell(**message: str) -> None:
    os.write(1, json.dumps(message).encode() + b"\n")


def _end_with_input() -> None:
    """Nobody waits for an orphan; without cleaning up, as a driver may be stuck."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    os._exit(main())
