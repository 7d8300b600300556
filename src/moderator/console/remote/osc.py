"""OSC over UDP: as QLab is controlled, on QLab's port."""

import asyncio
import ipaddress
import json
from collections import OrderedDict
from collections.abc import Iterable
from typing import cast

from typing_extensions import override

from moderator.console.remote.control import Became, Control, RemoteOrder
from moderator.console.remote.osc_words import (
    STOPS,
    Message,
    NotOsc,
    order_in,
    read_datagram,
    stop_in,
)
from moderator.console.remote.rates import Rates
from moderator.console.remote.turned_away import TurnedAway
from moderator.console.remote.wire import next_of
from moderator.journal.board import Board
from moderator.outputs.messages import encode_osc
from moderator.show.rundown import Rundown

OSC_PORT = 53000
"""QLab's."""

REPLY_PORT = 53001
"""Where QLab's clients hear replies, unless they send /udpReplyPort."""

MOST_BYTES = 1472
"""Longest datagram: what goes in one packet."""

_REPLY_PORT = "/udpReplyPort"
_MOST_CLIENTS = 64
_MOST_UNDER_WAY = 64
_STATUS = {Became.DONE: "ok"}

Address = tuple[str, int]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class OscDoor(asyncio.DatagramProtocol):
    """Hears OSC messages.

    Args:
        control: takes the orders.
        rundown: which cues are hot.
        allowed: the networks whose messages are heard.
        rates: how often each sender may order; a stop is never too often.
        turned_away: counts what is no order.
    """

    def __init__(
        self,
        control: Control,
        rundown: Rundown,
        allowed: Iterable[Network],
        rates: Rates,
        turned_away: TurnedAway,
    ) -> None:
        self._control = control
        self._rundown = rundown
        self._allowed = tuple(allowed)
        self._rates = rates
        self._turned_away = turned_away
        self._reply_ports: OrderedDict[Address, int] = OrderedDict()
        self._under_way: set[asyncio.Task[None]] = set()
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
        sender = (str(addr[0]), int(addr[1]))
        if not self._is_allowed(sender[0]):
            self._turned_away.count("osc: sender not allowed", sender[0])
        elif stop := stop_in(data):
            self._stop(stop, sender)
        elif not self._rates.lets(sender[0]):
            self._turned_away.count("osc: too many messages", sender[0])
        elif len(data) > MOST_BYTES:
            self._turned_away.count("osc: too long", sender[0])
        else:
            self._read(data, sender)

    def close(self) -> None:
        """Hear no more."""
        for task in self._under_way:
            task.cancel()
        if self._transport:
            self._transport.close()

    def _read(self, data: bytes, sender: Address) -> None:
        try:
            messages = read_datagram(data)
        except NotOsc:
            self._turned_away.count("osc: no OSC message", sender[0])
            return
        for message in messages:
            if message.address in STOPS:
                self._stop(message.address, sender)
            elif message.address == _REPLY_PORT:
                self._set_reply_port(message, sender)
            else:
                self._order(message, sender)

    def _stop(self, address: str, sender: Address) -> None:
        grade = STOPS[address]
        receipt = self._control.stop(grade, _origin(sender))
        status = "ok" if receipt.sent else "error"
        self._reply(address, status, {"grade": grade.value, "reason": receipt.why}, sender)

    def _order(self, message: Message, sender: Address) -> None:
        try:
            order = order_in(message, self._rundown)
        except LookupError as error:
            self._turned_away.count("osc: no such message", sender[0])
            self._reply(message.address, "error", {"reason": str(error)}, sender)
            return
        if len(self._under_way) >= _MOST_UNDER_WAY:
            self._turned_away.count("osc: too many at once", sender[0])
            return
        task = asyncio.get_running_loop().create_task(self._obey(message.address, order, sender))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _obey(self, address: str, order: RemoteOrder, sender: Address) -> None:
        given = await self._control.order(order, _origin(sender))
        status = _STATUS.get(given.became, "error")
        self._reply(address, status, {"reason": given.reason, **_standby(given.board)}, sender)

    def _set_reply_port(self, message: Message, sender: Address) -> None:
        port = message.args[0] if len(message.args) == 1 else None
        if isinstance(port, bool) or not isinstance(port, int) or not 0 < port < 2**16:
            self._turned_away.count("osc: no such message", sender[0])
            return
        self._reply_ports.pop(sender, None)
        self._reply_ports[sender] = port
        while len(self._reply_ports) > _MOST_CLIENTS:
            self._reply_ports.popitem(last=False)
        self._reply(_REPLY_PORT, "ok", {}, sender)

    def _reply(self, address: str, status: str, data: dict[str, object], sender: Address) -> None:
        """Reply as QLab does: JSON, at an address that has the one that was invoked."""
        if self._transport is None or not address.isascii():
            return
        told = json.dumps({"address": address, "status": status, "data": data})
        to = (sender[0], self._reply_ports.get(sender, REPLY_PORT))
        self._transport.sendto(encode_osc(f"/reply{address}", (told,)), to)

    def _is_allowed(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        return any(address in network for network in self._allowed)


def _origin(sender: Address) -> str:
    return f"osc {sender[0]}:{sender[1]}"


def _standby(board: Board) -> dict[str, object]:
    go = next_of(board)
    return {"cue": go.cue if go else None, "says": go.says if go else None}
