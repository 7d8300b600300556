"""OSC: as QLab is controlled, on QLab's port, whatever carries it."""

import asyncio
import ipaddress
import json
from collections.abc import Iterable
from typing import Protocol

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
from moderator.outputs.osc import encode_osc
from moderator.show.rundown import Rundown

OSC_PORT = 53000
"""QLab's."""

MOST_BYTES = 1472
"""Longest packet: what goes in one datagram."""

_REPLY_PORT = "/udpReplyPort"
_MOST_UNDER_WAY = 64
_STATUS = {Became.DONE: "ok"}

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class OscSender(Protocol):
    """Who sent a packet.

    Attributes:
        host: its address.
        origin: what the record says of it.
    """

    @property
    def host(self) -> str: ...  # noqa: D102
    @property
    def origin(self) -> str: ...  # noqa: D102

    def reply(self, packet: bytes) -> None:
        """Send it a packet; never waits."""

    def set_reply_port(self, port: int) -> bool:
        """Reply to that port from now on; False where replies go another way."""


class OscDoor:
    """Hears OSC packets.

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
        self._under_way: set[asyncio.Task[None]] = set()

    def lets(self, host: str) -> bool:
        """Whether an address is heard; one that is not is counted."""
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            address = None
        if address and any(address in network for network in self._allowed):
            return True
        self._turned_away.count("osc: sender not allowed", host)
        return False

    def take(self, packet: bytes, sender: OscSender) -> None:
        """Obey a packet of a sender that is let in; a stop first, whatever else is in it."""
        if stop := stop_in(packet):
            self._stop(stop, sender)
        elif not self._rates.lets(sender.host):
            self._turned_away.count("osc: too many messages", sender.host)
        elif len(packet) > MOST_BYTES:
            self._turned_away.count("osc: too long", sender.host)
        else:
            self._read(packet, sender)

    def close(self) -> None:
        """Obey no more."""
        for task in self._under_way:
            task.cancel()

    def _read(self, packet: bytes, sender: OscSender) -> None:
        try:
            messages = read_datagram(packet)
        except NotOsc:
            self._turned_away.count("osc: no OSC message", sender.host)
            return
        for message in messages:
            if message.address in STOPS:
                self._stop(message.address, sender)
            elif message.address == _REPLY_PORT:
                self._set_reply_port(message, sender)
            else:
                self._order(message, sender)

    def _stop(self, address: str, sender: OscSender) -> None:
        grade = STOPS[address]
        receipt = self._control.stop(grade, sender.origin)
        status = "ok" if receipt.sent else "error"
        _reply(address, status, {"grade": grade.value, "reason": receipt.why}, sender)

    def _order(self, message: Message, sender: OscSender) -> None:
        try:
            order = order_in(message, self._rundown)
        except LookupError as error:
            self._turned_away.count("osc: no such message", sender.host)
            _reply(message.address, "error", {"reason": str(error)}, sender)
            return
        if len(self._under_way) >= _MOST_UNDER_WAY:
            self._turned_away.count("osc: too many at once", sender.host)
            return
        task = asyncio.get_running_loop().create_task(self._obey(message.address, order, sender))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _obey(self, address: str, order: RemoteOrder, sender: OscSender) -> None:
        given = await self._control.order(order, sender.origin)
        status = _STATUS.get(given.became, "error")
        _reply(address, status, {"reason": given.reason, **_standby(given.board)}, sender)

    def _set_reply_port(self, message: Message, sender: OscSender) -> None:
        port = message.args[0] if len(message.args) == 1 else None
        sound = isinstance(port, int) and not isinstance(port, bool) and 0 < port < 2**16
        if isinstance(port, int) and sound and sender.set_reply_port(port):
            _reply(_REPLY_PORT, "ok", {}, sender)
        else:
            self._turned_away.count("osc: no such message", sender.host)


def _reply(address: str, status: str, data: dict[str, object], sender: OscSender) -> None:
    """Reply as QLab does: JSON, at an address that has the one that was invoked."""
    if address.isascii():
        told = json.dumps({"address": address, "status": status, "data": data})
        sender.reply(encode_osc(f"/reply{address}", (told,)))


def _standby(board: Board) -> dict[str, object]:
    go = next_of(board)
    return {"cue": go.cue if go else None, "says": go.says if go else None}
