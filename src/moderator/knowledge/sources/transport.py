"""Requests to hosts whose names we have looked up ourselves."""

import httpx
from typing_extensions import override

from moderator.knowledge.sources.lookups import Lookups

_FIRST_CONNECT_S = 1.0
"""So long does a host's first address have where it has another."""


class LookedUp(httpx.AsyncBaseTransport):
    """Asks a host at its address, by its name.

    Args:
        lookups: know the address.
    """

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        # A connection is for one name: another host at the same address shows its own certificate.
        unkept = httpx.Limits(max_keepalive_connections=0)
        self._transport = httpx.AsyncHTTPTransport(trust_env=False, limits=unkept)

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        try:
            found = await self._lookups.addresses(url.raw_host.decode("ascii"), url.port or 0)
        except OSError as error:
            raise httpx.ConnectError(error.strerror or str(error), request=request) from error
        *others, last = (_at(request, address) for address in found)
        for other in others:
            other.extensions["timeout"] = {"connect": _FIRST_CONNECT_S}
            try:
                return await self._transport.handle_async_request(other)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._transport.handle_async_request(last)

    @override
    async def aclose(self) -> None:
        await self._transport.aclose()


def _at(request: httpx.Request, address: str) -> httpx.Request:
    """A request as it is, sent to an address; its host's name stays in it, and in its secrecy."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
    )
