"""Sound as it comes in, block by block: from a microphone, or from WAV files."""

import queue
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from typing import Any

from moderator.hearing.held import BLOCK_BYTES, BLOCK_MS, RATE

MOST_WAITING = 500
"""Blocks: ten seconds, after which what nobody takes away is lost."""
GIVES_WITHIN_S = 2.0
"""A device that is silent gives zeros; one that was pulled out, or hangs, gives nothing."""
NO_SOUND = "the microphone gives no sound any more"


class NoDeviceError(Exception):
    """No microphone opens."""


def open_device(asked: str) -> Any:  # noqa: ANN401 # miniaudio has no types
    """Open a microphone by one of miniaudio's backends; by the first that works when empty.

    Raises:
        NoDeviceError: none opens.
    """
    import miniaudio

    # Named, because left to itself miniaudio falls back to its null device and hears nothing.
    unheard = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
    real = sorted(
        miniaudio.get_enabled_backends() - unheard, key=lambda backend: int(backend.value)
    )
    backends = [each for each in miniaudio.Backend if each.name == asked] if asked else real
    try:
        if not backends:
            raise NoDeviceError(f"there is no sound backend {asked!r}")
        return miniaudio.CaptureDevice(
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=BLOCK_MS,
            backends=backends,
            app_name="moderator",
        )
    except miniaudio.MiniaudioError as error:
        tried = ", ".join(backend.name for backend in backends)
        raise NoDeviceError(f"no microphone opens (tried {tried})") from error


def captured(incoming: "queue.Queue[Any]") -> Generator[None, bytes, None]:
    """Cut what the device gives into blocks; what nobody takes away in time is lost."""
    left = b""
    while True:
        left += yield
        for block in blocks(left):
            if len(block) < BLOCK_BYTES:
                left = block
                break
            with suppress(queue.Full):
                incoming.put_nowait(block)
        else:
            left = b""


def start(device: Any, incoming: "queue.Queue[Any]") -> None:  # noqa: ANN401 # no types
    """Have a device give its blocks."""
    taken = captured(incoming)
    next(taken)
    device.start(taken)


def blocks(samples: bytes) -> Iterator[bytes]:
    """Sound in blocks; the last may be short."""
    return (samples[at : at + BLOCK_BYTES] for at in range(0, len(samples), BLOCK_BYTES))


def decoded(file: str) -> bytes:
    """A sound file as a microphone would give it."""
    import miniaudio

    one = miniaudio.SampleFormat.SIGNED16
    samples: bytes = miniaudio.decode_file(file, one, 1, RATE).samples.tobytes()
    return samples


def say(
    next_blocks: Callable[[], Iterator[bytes] | None], pace: float, give: Callable[[bytes], object]
) -> None:
    """Give blocks for ever as fast as a microphone would; silence where there is no sound.

    Args:
        next_blocks: tells, before each block, of a new sound that begins now; None of none.
        pace: how much faster they are given.
        give: takes each block.
    """
    silence, due_s = bytes(BLOCK_BYTES), time.monotonic()
    saying: Iterator[bytes] = iter(())
    while True:
        if (new := next_blocks()) is not None:
            saying, due_s = new, time.monotonic()
        give(next(saying, silence).ljust(BLOCK_BYTES, b"\0"))
        due_s += BLOCK_MS / 1000 / pace
        time.sleep(max(0.0, due_s - time.monotonic()))
