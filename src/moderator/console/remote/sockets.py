"""Ports that are listened on."""

import errno
import ipaddress
import re
import socket
from dataclasses import dataclass

from moderator.console.remote.access import is_loopback
from moderator.errors import CannotStart

_LOCAL = "127.0.0.1"
_WRITTEN = re.compile(r"(?:(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+):)?([0-9]{1,5})")


@dataclass(frozen=True)
class Place:
    """Where to listen.

    Attributes:
        host: as written.
        address: the host's.
        port: 0 for any.
        family: of the address.
    """

    host: str
    address: str
    port: int
    family: socket.AddressFamily

    @property
    def is_local(self) -> bool:
        """Whether only this machine can get there."""
        return is_loopback(self.address)


def read_place(written: str, option: str) -> Place:
    """Where `[HOST:]PORT` is; without a host, on this machine alone.

    Args:
        written: what was written.
        option: the option that it was given with, for the error.

    Raises:
        CannotStart: it is no such place.
    """
    found = _WRITTEN.fullmatch(written)
    if not found or int(found[2]) >= 2**16:
        hint = f"write {option} PORT, or {option} HOST:PORT"
        raise CannotStart(f"{written!r} is no place to listen", hint)
    host, port = (found[1] or _LOCAL).strip("[]"), int(found[2])
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise CannotStart(f"nobody knows the host {host}", f"see {option}") from None
    family, _, _, _, address = known[0]
    return Place(host, str(address[0]), port, family)


def read_networks(written: list[str]) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """The networks in a list of addresses and networks.

    Raises:
        CannotStart: one is neither.
    """
    networks = []
    for one in written:
        try:
            networks.append(ipaddress.ip_network(one))
        except ValueError:
            hint = "write it like 192.168.1.20 or 192.168.1.0/24"
            raise CannotStart(f"{one!r} is no address and no network", hint) from None
    return networks


def listen(place: Place, kind: socket.SocketKind, option: str) -> socket.socket:
    """Take a port.

    Args:
        place: where.
        kind: of TCP or UDP.
        option: the option that it was given with, for the error.

    Raises:
        CannotStart: another has it, or this machine does not give it.
    """
    # asyncio lets nothing wait for an acknowledgement where the protocol is said to be TCP
    protocol = socket.IPPROTO_TCP if kind is socket.SOCK_STREAM else socket.IPPROTO_UDP
    listening = socket.socket(place.family, kind, protocol)
    try:
        if kind is socket.SOCK_STREAM:  # a port that was just closed may be taken again
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((place.address, place.port))
        if kind is socket.SOCK_STREAM:
            listening.listen(128)
        listening.setblocking(False)
    except OSError as error:
        listening.close()
        where = f"port {place.port} of {place.address}"
        if error.errno == errno.EADDRINUSE:
            hint = f"end what has it, or name another port with {option}"
            raise CannotStart(f"{where} is in use", hint) from None
        why = (error.strerror or str(error)).lower()
        raise CannotStart(f"cannot listen on {where}: {why}", f"see {option}") from None
    return listening
