"""What the supervisor listens to, and what it counts."""

import signal
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Self

_SECOND_NS = 1_000_000_000
_ROOM = 4_194_304
_RETRY_S = 0.05
_MOST_KNOWN = 1000
_LEFT_ALONE = frozenset(
    {signal.SIGKILL, signal.SIGSTOP, signal.SIGCONT, signal.SIGCHLD, signal.SIGPIPE}
    | {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT, signal.SIGTRAP}
)
"""What cannot be caught, does nothing by itself, or tells of a crash."""


class SocketTaken(Exception):
    """A port is not free; the message says which, and why."""


@dataclass(frozen=True)
class Sockets:
    """Where stop inputs come in.

    Attributes:
        osc: datagrams.
        http: connections.
    """

    osc: socket.socket
    http: socket.socket

    @classmethod
    def opened(cls, osc: tuple[str, int], http: tuple[str, int], patience_ns: int) -> Self:
        """Listen at two addresses, each a numeric host and a port; port 0 takes any.

        A supervisor whose engine has died may still listen there, and soon gives way.

        Args:
            osc: for datagrams.
            http: for connections.
            patience_ns: how long to wait for a port that is taken, nanoseconds.

        Raises:
            SocketTaken: one cannot be had.
        """
        until_ns = time.monotonic_ns() + patience_ns
        while True:
            try:
                return cls._opened(osc, http)
            except SocketTaken:
                if time.monotonic_ns() >= until_ns:
                    raise
                time.sleep(_RETRY_S)

    @classmethod
    def _opened(cls, osc: tuple[str, int], http: tuple[str, int]) -> Self:
        datagrams = _bound(socket.SOCK_DGRAM, *osc)
        datagrams.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _ROOM)
        try:
            connections = _bound(socket.SOCK_STREAM, *http)
        except SocketTaken:
            datagrams.close()
            raise
        connections.listen(64)
        return cls(datagrams, connections)

    def ports(self) -> dict[str, str]:
        """Both addresses, as people write them."""
        return {
            name: "{}:{}".format(*one.getsockname()[:2])
            for name, one in (("osc", self.osc), ("http", self.http))
        }


def _bound(kind: socket.SocketKind, host: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind)
    made.setblocking(False)
    if kind is socket.SOCK_STREAM:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise SocketTaken(f"{host}:{port}: {(error.strerror or str(error)).lower()}") from None
    return made


class Senders:
    """Whose datagrams are heard.

    Args:
        networks: those they come from.
    """

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks = [ip_network(network) for network in networks]
        self._known: dict[str, bool] = {}

    def lets(self, host: str) -> bool:
        """Whether a sender, a numeric host, is heard."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        if host not in self._known:
            address = ip_address(host.partition("%")[0])
            self._known[host] = any(address in network for network in self._networks)
        return self._known[host]


class Woken:
    """Signals, as something that can be waited for beside all else; none ends the process."""

    def __init__(self) -> None:
        self.socket, wakes = socket.socketpair()
        self.socket.setblocking(False)
        wakes.setblocking(False)
        self._wakes = wakes
        self._came: dict[int, int] = {}
        signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
        for number in signal.valid_signals() - _LEFT_ALONE:
            signal.signal(number, self._note)

    def _note(self, number: int, _: object) -> None:
        # What wakes may be full of other signals: this alone loses none.
        self._came[number] = self._came.get(number, 0) + 1

    def signals(self) -> dict[int, int]:
        """How often each came since they were last asked for."""
        with suppress(BlockingIOError):
            self.socket.recv(_ROOM)
        came, self._came = self._came, {}
        return came


class Refused:
    """Counts what came in and was not obeyed, and stops that only repeated the one before.

    Attributes:
        total: how much of it has come.
    """

    def __init__(self) -> None:
        self.total = 0
        self._told_ns = 0
        self._counts = dict.fromkeys(("osc", "http", "signal", "link", "repeated"), 0)

    def count(self, kind: str, times: int = 1) -> None:
        """Count something.

        Args:
            kind: what came in: `osc` a datagram, `http` a request, `signal`, `link` a packet from
                the engine that is no message, `repeated` a stop.
            times: how often.
        """
        self.total += times
        self._counts[kind] += times

    def due(self, now_ns: int) -> dict[str, int]:
        """What has been counted since it was last told, at most once a second."""
        if now_ns - self._told_ns < _SECOND_NS:
            return {}
        self._told_ns = now_ns
        return self.all()

    def all(self) -> dict[str, int]:
        """What has been counted since it was last told; empty when nothing was."""
        counts, self._counts = self._counts, dict.fromkeys(self._counts, 0)
        return counts if any(counts.values()) else {}
