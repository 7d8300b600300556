"""A robot's own voice: sound sent little by little, for it has no other end than what was sent."""

import asyncio
from array import array
from collections.abc import Callable

from moderator.values.sound import Sound

_RATE_HZ = 16_000
"""Samples a second of one channel, of 16 bits. Source: of a Kuavo kuavo_audio_player,
loundspeaker.py; of a G1 unitree_sdk2_python, example/g1/audio/g1_audio_client_play_wav.py."""
_AHEAD_S = 0.3
"""So far ahead it is sent. Source: ours; a Kuavo keeps up to fifty pieces, loundspeaker.py."""
_PIECE_S = 0.1


class Voice:
    """Sends one sound at a time.

    Args:
        send: sends a piece, its samples.
    """

    def __init__(self, send: Callable[["array[int]"], None]) -> None:
        self._send = send
        self._next: asyncio.TimerHandle | None = None

    def begin(self, sound: Sound) -> None:
        """Send a sound from now on."""
        import miniaudio

        decoded = miniaudio.decode_file(
            str(sound.path), miniaudio.SampleFormat.SIGNED16, 1, _RATE_HZ
        )
        now_s = asyncio.get_running_loop().time()
        self._go_on(decoded.samples, 0, now_s - _AHEAD_S)

    def end(self) -> None:
        """Send no more of it."""
        if self._next:
            self._next.cancel()
            self._next = None

    def _go_on(self, samples: "array[int]", first: int, due_s: float) -> None:
        self._next = None
        loop = asyncio.get_running_loop()
        size = round(_PIECE_S * _RATE_HZ)
        while first < len(samples) and due_s <= loop.time():
            self._send(samples[first : first + size])
            first, due_s = first + size, due_s + _PIECE_S
        if first < len(samples):
            self._next = loop.call_at(due_s, self._go_on, samples, first, due_s)
