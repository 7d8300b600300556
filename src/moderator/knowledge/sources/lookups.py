"""Where hosts are on the network, asked in threads that nothing waits for.

A dead name server keeps a thread for half a minute. The loop's own threads render speech, and are
waited for at the end of a show: none of them may be kept so long.
"""

import asyncio
import socket
import threading
from concurrent.futures import Future

from moderator.errors import SourceSilent


class Lookups:
    """Looks the names of hosts up, each in one thread at most."""

    def __init__(self) -> None:
        self._begun: dict[str, Future[tuple[str, ...]]] = {}
        self._given_up: set[Future[tuple[str, ...]]] = set()

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The address of a host, or one of each kind that it has, the best first.

        Raises:
            OSError: its name is not known.
            SourceSilent: somebody has given up waiting for the same name, which is still asked for.
        """
        self._given_up = {each for each in self._given_up if not each.done()}
        lookup = self._begun.get(host)
        if lookup is None or lookup.done():
            lookup = self._begun[host] = _begun(host, port)
        elif lookup in self._given_up:
            raise SourceSilent(f"{host}: its name is still being looked up")
        try:
            return await asyncio.wrap_future(lookup)
        except asyncio.CancelledError:
            self._given_up.add(lookup)
            raise


def _begun(host: str, port: int) -> Future[tuple[str, ...]]:
    lookup: Future[tuple[str, ...]] = Future()
    lookup.set_running_or_notify_cancel()  # whoever gives up does not end it

    def look_up() -> None:
        try:
            lookup.set_result(_addresses(host, port))
        except Exception as error:  # noqa: BLE001 — whoever waits has it
            lookup.set_exception(error)

    threading.Thread(target=look_up, name="lookup", daemon=True).start()
    return lookup


def _addresses(host: str, port: int) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    first = {family: str(address[0]) for family, *_, address in reversed(found)}
    return tuple(first[family] for family in dict.fromkeys(family for family, *_ in found))
