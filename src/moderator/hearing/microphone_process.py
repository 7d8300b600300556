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
import json
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from typing import Any

from moderator.hearing.held import BLOCK_BYTES, BLOCK_MS, RATE, Held, Order
from moderator.priority import stand_back

_MOST_WAITING = 500
"""Blocks: ten seconds, after which a recogniser that reads nothing loses what is said."""
_GIVES_WITHIN_S = 2.0
"""A device that is silent gives zeros; one that was pulled out, or hangs, gives nothing."""

Incoming = queue.Queue[bytes | Order]


class _NoDeviceError(Exception):
    """No microphone opens."""


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
    incoming: Incoming = queue.Queue(_MOST_WAITING)
    pressed = threading.Event()
    try:
        if asked.file:
            said = (asked.file, asked.pace, pressed, incoming)
            threading.Thread(target=_say, args=said, daemon=True).start()
        else:
            device = _open_device(asked.backend)
            captured = _captured(incoming)
            next(captured)
            device.start(captured)
    except _NoDeviceError as failure:
        _tell("failed", str(failure))
        return 1
    threading.Thread(target=_obey, args=(incoming, pressed), daemon=True).start()
    _tell("ready")
    held = Held()
    while True:
        try:
            came = incoming.get(timeout=_GIVES_WITHIN_S)
        except queue.Empty:
            _tell("failed", "the microphone gives no sound any more")
            return 1
        for block in held.take(came):
            os.write(asked.audio, len(block).to_bytes(2, "little") + block)


def _open_device(asked: str) -> Any:  # noqa: ANN401 # miniaudio has no types
    import miniaudio

    # Named, because left to itself miniaudio falls back to its null device and hears nothing.
    unheard = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
    real = sorted(
        miniaudio.get_enabled_backends() - unheard, key=lambda backend: int(backend.value)
    )
    backends = [each for each in miniaudio.Backend if each.name == asked] if asked else real
    try:
        if not backends:
            raise _NoDeviceError(f"there is no sound backend {asked!r}")
        return miniaudio.CaptureDevice(
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=BLOCK_MS,
            backends=backends,
            app_name="moderator",
        )
    except miniaudio.MiniaudioError as error:
        tried = ", ".join(backend.name for backend in backends)
        raise _NoDeviceError(f"no microphone opens (tried {tried})") from error


def _captured(incoming: Incoming) -> Generator[None, bytes, None]:
    """Cut what the device gives into blocks; what nobody takes away in time is lost."""
    left = b""
    while True:
        left += yield
        for block in _blocks(left):
            if len(block) < BLOCK_BYTES:
                left = block
                break
            with suppress(queue.Full):
                incoming.put_nowait(block)
        else:
            left = b""


def _say(files: Sequence[str], pace: float, pressed: threading.Event, incoming: Incoming) -> None:
    """Say the files, one at each press, and be silent between them."""
    import miniaudio

    silence = bytes(BLOCK_BYTES)
    saying: Iterator[bytes] = iter(())
    number = 0
    due_s = time.monotonic()
    while True:
        if pressed.is_set():
            pressed.clear()
            one = miniaudio.SampleFormat.SIGNED16
            decoded = miniaudio.decode_file(files[number % len(files)], one, 1, RATE)
            saying = _blocks(decoded.samples.tobytes())
            number += 1
            due_s = time.monotonic()
        incoming.put(next(saying, silence).ljust(BLOCK_BYTES, b"\0"))
        due_s += BLOCK_MS / 1000 / pace
        time.sleep(max(0.0, due_s - time.monotonic()))


def _blocks(samples: bytes) -> Iterator[bytes]:
    return (samples[at : at + BLOCK_BYTES] for at in range(0, len(samples), BLOCK_BYTES))


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
