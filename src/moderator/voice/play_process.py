"""The playing process: `python -m moderator.voice.play_process`.

Waits for one line on standard input, `{"path", "level"}`, plays that file and ends. It is started
before it is needed, so that what stands between GO and sound is one line through a pipe. Killing
it silences it at once, and it ends when its input does. On standard output, a JSON line each:

    {"now": "ready"}     waiting for the order
    {"now": "playing"}   the first samples are with the device
    {"now": "ended"}     all of it has been heard
    {"now": "failed", "why": …}
"""

import argparse
import array
import json
import os
import signal
import sys
import threading
from collections.abc import Generator
from typing import Any

RATE, CHANNELS = 48_000, 2
PERIOD_MS, PERIODS = 10, 3

Samples = Generator["array.array[int]", int, None]


class _NoDeviceError(Exception):
    """No sound device opens."""


def main() -> int:
    """Play one file."""
    parser = argparse.ArgumentParser(prog="moderator.voice.play_process")
    parser.add_argument("--backend", default="", help="one of miniaudio's; NULL plays to nobody")
    backend = parser.parse_args().backend
    # The one who plays decides what an interrupt means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import miniaudio

    try:
        device = _open_device(backend)
    except _NoDeviceError as failure:
        _tell("failed", str(failure))
        return 1
    _tell("ready")
    order = sys.stdin.buffer.readline()
    if not order:
        return 0
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        _play(device, **json.loads(order))
    except (miniaudio.MiniaudioError, OSError) as failure:
        _tell("failed", f"the sound cannot be played: {failure.args[0]}")
        return 1
    _tell("ended")
    device.close()
    return 0


def _open_device(asked: str) -> Any:  # noqa: ANN401 # miniaudio has no types
    """Open the default device, so that starting it later is quick."""
    import miniaudio

    # Named, because left to itself miniaudio falls back to its null device and plays to nobody.
    unheard = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
    real = sorted(
        miniaudio.get_enabled_backends() - unheard, key=lambda backend: int(backend.value)
    )
    backends = [each for each in miniaudio.Backend if each.name == asked] if asked else real
    if not backends:
        raise _NoDeviceError(f"there is no sound backend {asked!r}")
    try:
        return miniaudio.PlaybackDevice(
            nchannels=CHANNELS,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            backends=backends,
            app_name="moderator",
        )
    except miniaudio.MiniaudioError as error:
        tried = ", ".join(backend.name for backend in backends)
        raise _NoDeviceError(f"no sound device opens (tried {tried})") from error


def _play(device: Any, path: str, level: float) -> None:  # noqa: ANN401 # miniaudio has no types
    import miniaudio

    file = miniaudio.stream_file(path, nchannels=CHANNELS, sample_rate=RATE)
    heard = threading.Event()
    samples = _to_device(file, level, heard)
    next(samples)
    device.start(samples)
    heard.wait()


def _to_device(file: Samples, level: float, heard: threading.Event) -> Samples:
    """Give the device what it asks for; then silence until all in its buffer has been heard."""
    frames = yield array.array("h")
    first = True
    while True:
        try:
            samples = file.send(frames)
        except StopIteration:
            break
        if first:
            _tell("playing")
            first = False
        if level != 1.0:
            samples = array.array("h", [int(value * level) for value in samples])
        frames = yield samples
    left = RATE * PERIOD_MS * PERIODS // 1000
    while left > 0:
        left -= frames
        frames = yield array.array("h", bytes(2 * CHANNELS * frames))
    heard.set()
    while True:
        frames = yield array.array("h", bytes(2 * CHANNELS * frames))


def _tell(now: str, why: str = "") -> None:
    message = {"now": now, "why": why} if why else {"now": now}
    os.write(1, json.dumps(message).encode() + b"\n")


def _end_with_input() -> None:
    """Silence an orphan: nothing more is to come, so the input ends only with its writer."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    # Without cleaning up: a thread still waits for the input.
    os._exit(main())
