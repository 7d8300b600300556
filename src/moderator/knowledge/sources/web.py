"""Asking over HTTP: the hosts that a show lists, and no other."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from moderator import __version__
from moderator.errors import NotNow, SourceSilent

if TYPE_CHECKING:
    import httpx

_MOST_HOPS = 3
USUAL_PORTS = {"http": 80, "https": 443}
_BUSY = 429
_FAILS = 500


def in_a_list(scheme: str, host: str, port: int | None) -> str:
    """How a show lists a host: with its port where that is not the usual one."""
    named = f"[{host}]" if ":" in host else host
    return named if port in (None, USUAL_PORTS.get(scheme)) else f"{named}:{port}"


def is_listed(scheme: str, host: str, port: int | None, hosts: Iterable[str]) -> bool:
    """Whether a show lets a host be asked.

    Args:
        scheme: `http` or `https`.
        host: its name or number.
        port: as it is written in the address; None where it is not.
        hosts: those that the show lists.
    """
    named = in_a_list(scheme, host, None)
    forms = (in_a_list(scheme, host, port), f"{named}:{port or USUAL_PORTS[scheme]}")
    return any(listed.lower() in (form.lower() for form in forms) for listed in hosts)


class Web:
    """Fetches from the hosts that a show lists.

    Args:
        hosts: each exactly as addresses have it, with its port unless that is the usual one.
    """

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = tuple(hosts)
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()

    async def get(self, address: str, most_bytes: int) -> bytes:
        """What lies at an address, wherever on the listed hosts it leads.

        Raises:
            NotNow: it may be there when it is asked for again.
            SourceSilent: it is not to be had.
        """
        client = await self._opened()
        import httpx  # loaded by now, off the loop

        where = httpx.URL(address)
        for _ in range(1 + _MOST_HOPS):
            self._check(where)
            try:
                async with client.stream("GET", where) as answer:
                    if not answer.has_redirect_location:
                        return await _body(answer, most_bytes)
                    onwards = where.join(answer.headers["location"])
            except (httpx.TransportError, httpx.StreamError) as error:
                why = str(error) or type(error).__name__
                raise NotNow(f"{where.host}: {why}") from error
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                raise SourceSilent(f"{where.host}: {error}") from error
            if where.scheme == "https" != onwards.scheme:
                raise SourceSilent(f"{where.host} leads on to an address that anybody can read")
            where = onwards
        raise SourceSilent(f"{where.host} leads on and on")

    async def aclose(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _opened(self) -> "httpx.AsyncClient":
        """What asks; made in a thread, because it loads much, and the certificates of the world."""
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(_client)
            return self._client

    def _check(self, where: "httpx.URL") -> None:
        """Let only a listed host be asked.

        Raises:
            SourceSilent: it is not listed.
        """
        if where.scheme not in USUAL_PORTS or where.userinfo:
            raise SourceSilent(f"{where.host!r} is not asked over plain HTTP or HTTPS")
        if not is_listed(where.scheme, where.host, where.port, self._hosts):
            named = in_a_list(where.scheme, where.host, where.port)
            raise SourceSilent(f"{named} is not among the show's hosts, and was not asked")


def _client() -> "httpx.AsyncClient":
    import httpx

    from moderator.knowledge.sources.lookups import Lookups
    from moderator.knowledge.sources.transport import LookedUp

    # Packed answers are not asked for: a small one can hold a large one. Nor is a proxy that the
    # environment names: it is no host of the show's.
    headers = {"user-agent": f"moderator/{__version__}", "accept-encoding": "identity"}
    limit = httpx.Timeout(None)  # whoever asks has one for the whole
    transport = LookedUp(Lookups())
    return httpx.AsyncClient(timeout=limit, trust_env=False, headers=headers, transport=transport)


async def _body(answer: "httpx.Response", most_bytes: int) -> bytes:
    """The body of a good answer.

    Raises:
        NotNow: the host is busy.
        SourceSilent: it is no good answer.
    """
    import httpx

    host, status = answer.request.url.host, answer.status_code
    if status == _BUSY or status >= _FAILS:
        raise NotNow(f"{host} answered {status}")
    if status != httpx.codes.OK:
        raise SourceSilent(f"{host} answered {status}")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise SourceSilent(f"{host} sent its answer packed")
    body = bytearray()
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) > most_bytes:
            raise SourceSilent(f"{host} sent more than {most_bytes} bytes")
    return bytes(body)
