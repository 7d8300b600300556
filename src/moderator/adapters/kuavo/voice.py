"""Kuavo's own voice: sound sent little by little, for it has no other end than what was sent."""

import asyncio
from array import array
from collections.abc import Callable
from typing import Any

from moderator.adapters.kuavo import wire
from moderator.values.sound import Sound

_RATE_HZ = 16_000
"""What `/audio_data` takes, one channel of 16 bits. Source: kuavo_audio_player, loundspeaker.py,
which makes of it what its sound card takes."""
_PIECE_S = 0.1
_AHEAD_S = 0.3
"""So far ahead it is sent; the player keeps up to fifty pieces. Source: likewise."""


class Voice:
    """Sends one sound at a time.

    Args:
        publish: sends a message on a topic.
    """

    def __init__(self, publish: Callable[[str, dict[str, Any]], None]) -> None:
        self._publish = publish
        self._next: asyncio.TimerHandle | None = None

    def begin(self, sound: Sound) -> None:
        """Send a sound from now on."""
        import miniaudio

        decoded = miniaudio.decode_file(
            str(sound.path), miniaudio.SampleFormat.SIGNED16, 1, _RATE_HZ
        )
        now_s = asyncio.get_running_loop().time()
        self._send(decoded.samples, 0, now_s - _AHEAD_S)

    def end(self) -> None:
        """Send no more of it."""
        if self._next:
            self._next.cancel()
            self._next = None

    def _send(self, samples: "array[int]", first: int, due_s: float) -> None:
        self._next = None
        loop = asyncio.get_running_loop()
        size = round(_PIECE_S * _RATE_HZ)
        while first < len(samples) and due_s <= loop.time():
            self._publish(wire.SOUND[0], {"data": samples[first : first + size].tolist()})
            first, due_s = first + size, due_s + _PIECE_S
        if first < len(samples):
            self._next = loop.call_at(due_s, self._send, samples, first, due_s)
