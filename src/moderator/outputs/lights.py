"""Looks of light over Art-Net and sACN, from a thread of their own: the engine never waits.

Sources: Art-Net 4 Protocol Release V1.4, "ArtDmx packet definition"; ANSI E1.31-2018, section 6.6.1
(a universe that does not change is sent at least every second), annex B.1 (multicast addresses).
"""

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from typing_extensions import override

from moderator.errors import SendFailed
from moderator.outputs.message import Look, UniverseAddress
from moderator.outputs.sender import Sender
from moderator.values.duration import NS_PER_S

CHANNELS = 512
_EVERY_S, _KEPT_ALIVE_S = 0.025, 0.8
_ARTNET_PORT, _SACN_PORT = 6454, 5568
_PRIORITY = 100


class LightSender(Sender[UniverseAddress, Look]):
    """Sends looks; whether a lamp follows nobody can know."""

    def __init__(self) -> None:
        self._universes: dict[UniverseAddress, _Universe] = {}

    @override
    async def send(self, message: Look) -> None:
        universe = self._universes.get(message.to)
        if universe is None:
            try:
                universe = self._universes[message.to] = _Universe(message.to)
            except ModuleNotFoundError:
                hint = "it takes: pip install 'moderator[lights]'"
                raise SendFailed(f"{message.to}: {hint}") from None
        universe.fade(message.levels, message.fade_ns / NS_PER_S)
        if universe.trouble:
            raise SendFailed(f"{message.to}: {universe.trouble}")

    @override
    def trouble(self, address: UniverseAddress) -> str:
        return self._universes[address].trouble if address in self._universes else ""

    @override
    async def close(self) -> None:
        """Send no more; lamps stay as they are, or do what they do without a sender."""
        for universe in self._universes.values():
            universe.close()


class Fade:
    """The levels of a universe at any time.

    Attributes:
        ends_s: when nothing changes any more.
    """

    def __init__(self) -> None:
        self.ends_s = 0.0
        self._channels: dict[int, tuple[float, float, float, float]] = {}

    def to(self, levels: Mapping[int, int], now_s: float, lasts_s: float) -> None:
        """Have channels go to levels, from wherever they are."""
        for channel, level in levels.items():
            self._channels[channel] = (self._at(channel, now_s), level, now_s, now_s + lasts_s)
        self.ends_s = max(self.ends_s, now_s + lasts_s)

    def levels(self, now_s: float) -> bytes:
        """The level of each channel, 0 to 255."""
        levels = bytearray(CHANNELS)
        for channel in self._channels:
            levels[channel - 1] = round(self._at(channel, now_s))
        return bytes(levels)

    def _at(self, channel: int, now_s: float) -> float:
        if channel not in self._channels:
            return 0.0
        start, goal, from_s, to_s = self._channels[channel]
        if now_s >= to_s:
            return goal
        return start + (goal - start) * max(0.0, now_s - from_s) / (to_s - from_s)


class _Universe:
    """One universe and its thread."""

    def __init__(self, address: UniverseAddress) -> None:
        self.trouble = ""
        self._packet: _Encodes = artnet if address.protocol == "artnet" else _sacn()
        self._address = address
        self._place = _place(address)
        self._fade = Fade()
        self._changed = threading.Condition()
        self._closed = False
        self._fades = 0
        self._thread = threading.Thread(target=self._run, name=str(address), daemon=True)
        self._thread.start()

    def fade(self, levels: Mapping[int, int], lasts_s: float) -> None:
        with self._changed:
            self._fade.to(levels, time.monotonic(), lasts_s)
            self._fades += 1
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(timeout=1.0)

    def _run(self) -> None:
        sequence = 0
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending:
            sending.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            while True:
                with self._changed:
                    now_s = time.monotonic()
                    closed, fades = self._closed, self._fades
                    levels = self._fade.levels(now_s)
                    fading = now_s < self._fade.ends_s
                sequence = sequence % 255 + 1
                try:
                    packet = self._packet(self._address.universe, sequence, levels)
                    sending.sendto(packet, self._place)
                    self.trouble = ""
                except (OSError, OverflowError, UnicodeError) as error:  # no port, no host's name
                    self.trouble = (getattr(error, "strerror", None) or str(error)).lower()
                if closed:
                    return
                with self._changed:
                    if not self._closed and self._fades == fades:
                        self._changed.wait(_EVERY_S if fading else _KEPT_ALIVE_S)


class _Encodes(Protocol):
    def __call__(self, universe: int, sequence: int, levels: bytes) -> bytes: ...


def artnet(universe: int, sequence: int, levels: bytes) -> bytes:
    """An ArtDmx packet."""
    head = b"Art-Net\0" + (0x5000).to_bytes(2, "little") + (14).to_bytes(2, "big")
    return (
        head + bytes((sequence, 0)) + universe.to_bytes(2, "little")
        + len(levels).to_bytes(2, "big") + levels
    )  # fmt: skip


def _sacn() -> _Encodes:
    """What makes E1.31 packets, as from one source."""
    from sacn.messages.data_packet import DataPacket

    source: Callable[..., Any] = DataPacket
    cid = tuple(os.urandom(16))

    def encode(universe: int, sequence: int, levels: bytes) -> bytes:
        packet = source(cid, "moderator", universe, tuple(levels), _PRIORITY, sequence)
        return bytes(packet.getBytes())

    return encode


def _place(address: UniverseAddress) -> tuple[str, int]:
    host, _, port = address.place.partition(":")
    if not host:
        return f"239.255.{address.universe >> 8}.{address.universe & 255}", _SACN_PORT
    return host, int(port) if port else _ARTNET_PORT if address.protocol == "artnet" else _SACN_PORT
