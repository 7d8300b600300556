"""The connections that are open, and that they are not too many."""

import asyncio

from moderator.console.remote.turned_away import TurnedAway

Client = tuple[str, int]


class Connections:
    """Every open connection; when there are too many, the oldest goes, never the newest.

    Whoever opens connections only to keep others out does not keep a stop out. Those who watch go
    last.

    Args:
        most: how many may be open.
        turned_away: counts those that had to go.
        name: which input they are of, for the count.
    """

    def __init__(self, most: int, turned_away: TurnedAway, name: str) -> None:
        self._most = most
        self._name = name
        self._open: dict[Client, asyncio.Transport] = {}
        self._watching: set[Client] = set()
        self._turned_away = turned_away

    def opened(self, transport: asyncio.Transport, *, watching: bool = False) -> None:
        """A connection was opened, or has become a watcher's."""
        client = _client(transport)
        self._open[client] = transport
        if watching:
            self._watching.add(client)
        if len(self._open) > self._most:
            others = (other for other in self._open if other != client)
            oldest = min(others, key=lambda other: other in self._watching)
            self.broken(oldest, f"{self._name}: too many connections")

    def used(self, transport: asyncio.Transport) -> None:
        """A connection was of use: others go before it."""
        client = _client(transport)
        if self._open.get(client) is transport:
            self._open[client] = self._open.pop(client)

    def closed(self, transport: asyncio.Transport) -> None:
        """A connection has gone."""
        client = _client(transport)
        if self._open.get(client) is transport:
            self._forget(client)

    def count(self, client: Client, how: str) -> None:
        """Count a connection that misbehaves."""
        self._turned_away.count(how, client[0])

    def broken(self, client: Client, how: str) -> None:
        """End a connection that misbehaves, and count it."""
        self.count(client, how)
        self.abort(client)

    def write(self, client: Client, content: bytes) -> bool:
        """Send bytes at once; False, and nothing is sent, where something is still to be sent."""
        transport = self._open.get(client)
        if transport is None or transport.is_closing() or transport.get_write_buffer_size():
            return False
        transport.write(content)
        return True

    def abort(self, client: Client) -> None:
        """End a connection at once, whatever is still to be sent."""
        if transport := self._forget(client):
            transport.abort()

    def abort_all(self) -> None:
        """End them all."""
        for client in list(self._open):
            self.abort(client)

    def _forget(self, client: Client) -> asyncio.Transport | None:
        self._watching.discard(client)
        return self._open.pop(client, None)


def _client(transport: asyncio.Transport) -> Client:
    host, port, *_ = transport.get_extra_info("peername") or ("nowhere", 0)
    return str(host), int(port)
