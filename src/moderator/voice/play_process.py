"""The playing process: `python -m moderator.voice.play_process`.

Waits for one line on standard input, plays that file and ends. It is started before it is needed,
so that what stands between GO and sound is one line through a pipe. Killing it silences it at once,
and it ends when its input does. The first line, and any that follow it:

    {"path", "level", "fade_in_s", "loop", "at": seconds of the system's monotonic clock, or null}
    {"level", "over_s"}

On standard output, a JSON line each:

    {"now": "ready"}          waiting for the order
    {"now": "playing", "at"}  the device has the first samples, which leave its buffer at that time
    {"now": "ended"}          all of it has been heard
    {"now": "failed", "why": …}
"""

import argparse
import array
import json
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from typing import Any

from moderator.voice.gain import Gain

RATE, CHANNELS = 48_000, 2
PERIOD_MS, PERIODS = 10, 3
BUFFER_S = PERIOD_MS * (PERIODS - 1) / 1000
"""What lies in the device's buffer when it asks for more; what comes after that nobody tells."""
_REMEMBERED = 8

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
    asked = json.loads(order)
    gain = Gain(RATE, CHANNELS, 0.0 if asked["fade_in_s"] else asked["level"])
    threading.Thread(target=_follow_input, args=[gain], daemon=True).start()
    try:
        _play(device, asked, gain)
    except (miniaudio.MiniaudioError, OSError) as failure:
        _tell("failed", f"the sound cannot be played: {failure.args[0]}")
        return 1
    _tell("ended")
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


def _play(device: Any, asked: dict[str, Any], gain: Gain) -> None:  # noqa: ANN401 # miniaudio has no types
    import miniaudio

    def opened() -> Samples:
        file: Samples = miniaudio.stream_file(asked["path"], nchannels=CHANNELS, sample_rate=RATE)
        return file

    file = opened()  # here, where it is told when there is none
    if asked["loop"]:
        file = _again_and_again(file, opened)
        next(file)
    if asked["fade_in_s"]:
        gain.to(asked["level"], asked["fade_in_s"])
    heard = threading.Event()
    samples = _to_device(file, gain, asked["at"], heard)
    next(samples)
    device.start(samples)
    heard.wait()


def _again_and_again(file: Samples, opened: Callable[[], Samples]) -> Samples:
    """The frames of a file, from its beginning again when they end; without a gap."""
    frames = yield array.array("h")
    block, empty = array.array("h"), False
    while True:
        try:
            block += file.send(frames - len(block) // CHANNELS)
        except StopIteration:
            if empty:
                return
            file, empty = opened(), True
            continue
        empty = False
        if len(block) == CHANNELS * frames:
            frames = yield block
            block = array.array("h")


class _Clock:
    """When what the device asks for leaves its buffer, by when it asked before.

    A device asks late now and then, and never early: the least late of the last times counts. At
    each time all but one of its periods still lie in its buffer.
    """

    def __init__(self) -> None:
        self._asked: deque[float] = deque(maxlen=_REMEMBERED)
        self._given = 0

    def begins_s(self, now_s: float, frames: int) -> float:
        """When the frames that it asks for now begin to leave, on the same clock."""
        self._asked.append(now_s - self._given / RATE)
        begins_s = min(self._asked) + self._given / RATE + BUFFER_S
        self._given += frames
        return begins_s


def _to_device(file: Samples, gain: Gain, at: float | None, heard: threading.Event) -> Samples:
    """Give the device what it asks for; then silence until all in its buffer has been heard."""
    clock = _Clock()
    frames = yield array.array("h")
    early = 0
    now_s = time.monotonic()
    begins_s = clock.begins_s(now_s, frames)
    while at is not None and (early := round((at - begins_s) * RATE)) >= frames:
        frames = yield _silence(frames)
        now_s = time.monotonic()
        begins_s = clock.begins_s(now_s, frames)
    early = max(0, early)
    try:
        samples = _silence(early) + gain.applied(file.send(frames - early))
        _tell("playing", at=now_s + BUFFER_S + early / RATE)
        while True:
            frames = yield samples
            samples = gain.applied(file.send(frames))
    except StopIteration:
        pass
    left = RATE * PERIOD_MS * PERIODS // 1000
    while left > 0:
        left -= frames
        frames = yield _silence(frames)
    heard.set()
    while True:
        frames = yield _silence(frames)


def _silence(frames: int) -> "array.array[int]":
    return array.array("h", bytes(2 * CHANNELS * frames))


def _tell(now: str, why: str = "", *, at: float | None = None) -> None:
    message: dict[str, object] = {"now": now}
    if why:
        message["why"] = why
    if at is not None:
        message["at"] = at
    os.write(1, json.dumps(message).encode() + b"\n")


def _follow_input(gain: Gain) -> None:
    """Change the level when told to; silence an orphan: the input ends only with its writer."""
    for line in sys.stdin.buffer:
        gain.to(**{key: json.loads(line)[key] for key in ("level", "over_s")})
    os._exit(1)


if __name__ == "__main__":
    # Without cleaning up: a thread still waits for the input.
    os._exit(main())
