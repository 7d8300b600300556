"""The microphone's process: `python -m moderator.hearing.microphone_process --audio FD`.

Captures 16 kHz, 16 bit, one channel, or reads WAV files as if they were being said. What is said
while push-to-talk is held goes to the file descriptor, block by block, each with its length before
it; a length of 0 ends what was said. Nothing else leaves the process, and nothing is kept.
Orders come on standard input, a line each: `press`, `release`; it ends when its input does.
On standard output, a JSON line each:

    {"now": "ready"}
    {"now": "failed", "why": …}
"""

import argparse
import itertools
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence

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
from moderator.hearing.held import Held, Order
from moderator.priority import stand_back

Incoming = queue.Queue[bytes | Order]


def main() -> int:
    """Capture until the input ends."""
    parser = argparse.ArgumentParser(prog="moderator.hearing.microphone_process")
    parser.add_argument("--audio", type=int, required=True, help="where blocks go")
    parser.add_argument("--backend", default="", help="one of miniaudio's; NULL hears nothing")
    parser.add_argument("--file", action="append", default=[], help="said at each press, in turn")
    parser.add_argument("--pace", type=float, default=1.0, help="how much faster files are said")
    asked = parser.parse_args()
    # The one who listens decides what an interrupt means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stand_back()
    incoming: Incoming = queue.Queue(MOST_WAITING)
    pressed = threading.Event()
    try:
        if asked.file:
            said = (_next_of(asked.file, pressed), asked.pace, incoming.put)
            threading.Thread(target=say, args=said, daemon=True).start()
        else:
            device = open_device(asked.backend)
            start(device, incoming)
    except NoDeviceError as failure:
        _tell("failed", str(failure))
        return 1
    threading.Thread(target=_obey, args=(incoming, pressed), daemon=True).start()
    _tell("ready")
    held = Held()
    while True:
        try:
            came = incoming.get(timeout=GIVES_WITHIN_S)
        except queue.Empty:
            _tell("failed", NO_SOUND)
            return 1
        for block in held.take(came):
            os.write(asked.audio, len(block).to_bytes(2, "little") + block)


def _next_of(
    files: Sequence[str], pressed: threading.Event
) -> Callable[[], Iterator[bytes] | None]:
    """Tells of the files, one at each press."""
    saying = itertools.cycle(files)

    def next_blocks() -> Iterator[bytes] | None:
        if not pressed.is_set():
            return None
        pressed.clear()
        return blocks(decoded(next(saying)))

    return next_blocks


def _obey(incoming: Incoming, pressed: threading.Event) -> None:
    for line in sys.stdin:
        order = Order(line.strip())
        if order is Order.PRESS:
            pressed.set()
        incoming.put(order)
    # Without cleaning up: a driver may be stuck.
    os._exit(0)


def _tell(now: str, why: str = "") -> None:
    message = {"now": now, "why": why} if why else {"now": now}
    os.write(1, json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    os._exit(main())
