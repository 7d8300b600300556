"""OSC over UDP: a datagram is a packet."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

from typing_extensions import override

from moderator.console.remote.osc import OscDoor

REPLY_PORT = 53001
"""Where QLab's clients hear replies, unless they send /udpReplyPort."""

_MOST_CLIENTS = 64

Address = tuple[str, int]


class OscDatagrams(asyncio.DatagramProtocol):
    """Hears OSC datagrams.

    Args:
        door: what they go to.
    """

    def __init__(self, door: OscDoor) -> None:
        self._door = door
        self._reply_ports: OrderedDict[Address, int] = OrderedDict()
        self._transport: asyncio.DatagramTransport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None

    @override
    def error_received(self, exc: Exception) -> None:
        """Nobody hears a reply; that is their affair."""

    @override
    def datagram_received(self, data: bytes, addr: tuple[str | object, int]) -> None:
        sender = _Sender((str(addr[0]), int(addr[1])), self)
        if self._door.lets(sender.host):
            self._door.take(data, sender)

    def close(self) -> None:
        """Hear no more."""
        if self._transport:
            self._transport.close()

    def reply(self, packet: bytes, sender: Address) -> None:
        """Send a packet to where a sender hears replies."""
        if self._transport:
            self._transport.sendto(packet, (sender[0], self._reply_ports.get(sender, REPLY_PORT)))

    def set_reply_port(self, port: int, sender: Address) -> None:
        """Reply to a sender at that port from now on."""
        self._reply_ports.pop(sender, None)
        self._reply_ports[sender] = port
        while len(self._reply_ports) > _MOST_CLIENTS:
            self._reply_ports.popitem(last=False)


@dataclass(frozen=True)
class _Sender:
    """Who sent a datagram."""

    address: Address
    datagrams: OscDatagrams

    @property
    def host(self) -> str:
        return self.address[0]

    @property
    def origin(self) -> str:
        return "osc {}:{}".format(*self.address)

    def reply(self, packet: bytes) -> None:
        self.datagrams.reply(packet, self.address)

    def set_reply_port(self, port: int) -> bool:
        self.datagrams.set_reply_port(port, self.address)
        return True
