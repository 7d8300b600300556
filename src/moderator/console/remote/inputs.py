"""Where to listen, and to whom."""

import socket
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network

from moderator.console.remote.access import Token
from moderator.console.remote.rates import Rate
from moderator.console.remote.sockets import Place, listen, read_networks, read_place
from moderator.errors import CannotStart

LISTEN, OSC = "--listen", "--osc"
_LOOPBACK = ("127.0.0.0/8", "::1/128")
_OFTEN = Rate(per_s=50, burst=100)


@dataclass(frozen=True)
class Limits:
    """How much is taken from elsewhere.

    Attributes:
        requests: HTTP requests of one caller.
        orders: WebSocket messages of one caller.
        datagrams: OSC messages of one sender.
        connections: of HTTP and WebSocket, in all; as many again of OSC.
        watchers: of the WebSocket.
    """

    requests: Rate = _OFTEN
    orders: Rate = _OFTEN
    datagrams: Rate = _OFTEN
    connections: int = 800
    watchers: int = 250


@dataclass(frozen=True)
class Inputs:
    """Where to listen, and to whom.

    Attributes:
        http: where HTTP and WebSocket are; None for neither.
        osc: where OSC is; None for none.
        osc_from: whose OSC is heard.
        tokens: who has which role.
        encrypted: with which certificate HTTP is; None where it is not.
        limits: how much is taken.
    """

    http: Place | None = None
    osc: Place | None = None
    osc_from: tuple[IPv4Network | IPv6Network, ...] = ()
    tokens: tuple[Token, ...] = ()
    encrypted: ssl.SSLContext | None = None
    limits: Limits = field(default_factory=Limits)

    def ports(self) -> Iterator[tuple[Place, socket.SocketKind, str]]:
        """What is to be listened on, how, and by which option."""
        if self.http:
            yield self.http, socket.SOCK_STREAM, LISTEN
        if self.osc:
            yield self.osc, socket.SOCK_DGRAM, OSC
            yield self.osc, socket.SOCK_STREAM, OSC


def read_inputs(
    http: str | None,
    osc: str | None,
    osc_from: list[str],
    tokens: Iterable[Token],
    encrypted: ssl.SSLContext | None = None,
) -> Inputs:
    """The inputs that a command line asks for.

    Raises:
        CannotStart: a place is none, or would let everybody in.
    """
    at_http = read_place(http, LISTEN) if http else None
    at_osc = read_place(osc, OSC) if osc else None
    known = tuple(tokens)
    if at_http and not at_http.is_local and not known:
        hint = "name a file of tokens with --tokens, or listen on this machine alone"
        raise CannotStart(f"{at_http.host} can be reached by others", hint)
    if at_osc and not at_osc.is_local and not osc_from:
        hint = "name who may with --osc-from ADDRESS, or listen on this machine alone"
        raise CannotStart(f"{at_osc.host} can be reached by others", hint)
    return Inputs(at_http, at_osc, tuple(read_networks([*_LOOPBACK, *osc_from])), known, encrypted)


def check_free(inputs: Inputs) -> None:
    """Find a port that is in use before anything takes long.

    Raises:
        CannotStart: one is.
    """
    for place, kind, option in inputs.ports():
        listen(place, kind, option).close()
