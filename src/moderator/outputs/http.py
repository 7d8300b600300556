"""HTTP requests, each with an answer that is waited for."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from typing_extensions import override

from moderator.errors import SendFailed
from moderator.outputs.message import HttpAddress, HttpRequest
from moderator.outputs.sender import Sender

if TYPE_CHECKING:
    import httpx

_LONGEST_PLACE = 200


class HttpSender(Sender[HttpAddress, HttpRequest]):
    """Sends requests on kept connections.

    Args:
        limit_s: how long one may take, seconds.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._client: httpx.AsyncClient | None = None
        self._troubles: dict[HttpAddress, str] = {}
        self._asking = asyncio.Lock()

    @override
    async def prepare(self) -> None:
        """Load what sends: it takes longer than sending."""
        import httpx

        # A proxy that the environment names is for the web, not for the desk beside the stage.
        self._client = self._client or httpx.AsyncClient(timeout=self._limit_s, trust_env=False)

    @override
    async def send(self, message: HttpRequest) -> None:
        import httpx

        await self.prepare()
        assert self._client is not None
        url = message.to.base.rstrip("/") + message.path
        try:
            async with asyncio.timeout(self._limit_s):
                method, body = message.method.upper(), message.body
                answer = await self._client.request(method, url, content=body)
        except TimeoutError:
            raise SendFailed(f"{url}: no answer within {self._limit_s:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SendFailed(f"{url}: {str(error) or type(error).__name__}") from error
        if not answer.is_success:
            raise SendFailed(f"{url}: answered {answer.status_code}{_elsewhere(answer)}")

    @override
    def trouble(self, address: HttpAddress) -> str:
        return self._troubles.get(address, "")

    @override
    async def look(self, addresses: Sequence[HttpAddress]) -> None:
        """Connect to each, and let go again."""
        await asyncio.gather(*map(self._look_at, addresses))

    async def _look_at(self, address: HttpAddress) -> None:
        where = urlsplit(address.base)
        try:
            port = where.port or (443 if where.scheme == "https" else 80)
            async with self._asking:  # a name that hangs holds a thread, and others need threads
                await asyncio.get_running_loop().getaddrinfo(where.hostname, port)
            async with asyncio.timeout(self._limit_s):
                _, writer = await asyncio.open_connection(where.hostname, port)
            writer.transport.abort()
            self._troubles[address] = ""
        except (OSError, ValueError):  # a timeout is an OSError; a port may be no port
            self._troubles[address] = "cannot be reached"

    @override
    async def close(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()


def _elsewhere(answer: "httpx.Response") -> str:
    """Where an answer points to instead, and what to do; empty when nowhere."""
    place = answer.headers.get("location", "")
    if not answer.is_redirect or not place:
        return ""
    return f", which points to {place[:_LONGEST_PLACE]!a}; send there if that is meant"
