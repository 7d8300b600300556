"""Messages to lights, screens and sound desks, over OSC and HTTP."""

import asyncio
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from typing_extensions import override

from moderator.errors import SendFailed

if TYPE_CHECKING:
    import httpx

HTTP_LIMIT_S = 5.0
"""How long a device may take to answer; a device that is slow never holds a show."""


class Outputs(ABC):
    """Sends messages to the show's devices."""

    @abstractmethod
    async def osc(self, address: str, pattern: str, args: tuple[str, ...]) -> None:
        """Send one OSC message.

        Args:
            address: `host:port`.
            pattern: the OSC address pattern.
            args: its arguments as written; what reads as a number is sent as one.

        Raises:
            SendFailed: it could not be sent.
        """

    @abstractmethod
    async def http(self, base: str, method: str, path: str, body: str | None) -> None:
        """Send one HTTP request and wait for its answer.

        Raises:
            SendFailed: no answer in time, or not a good one.
        """

    @abstractmethod
    async def close(self) -> None:
        """Close what is open."""


class RecordedOutputs(Outputs):
    """Puts messages together and lets none out: a rehearsal must not move a hall's lights."""

    @override
    async def osc(self, address: str, pattern: str, args: tuple[str, ...]) -> None:
        """Put the message together."""
        encode_osc(pattern, args)

    @override
    async def http(self, base: str, method: str, path: str, body: str | None) -> None:
        """Nothing leaves."""

    async def close(self) -> None:
        """Nothing is open."""


class LiveOutputs(Outputs):
    """Sends messages out."""

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None

    async def osc(self, address: str, pattern: str, args: tuple[str, ...]) -> None:
        """Send one datagram."""
        host, _, port = address.rpartition(":")
        loop = asyncio.get_running_loop()
        try:
            transport, _ = await loop.create_datagram_endpoint(
                asyncio.DatagramProtocol, remote_addr=(host, int(port))
            )
        except OSError as error:
            raise SendFailed(f"{address}: {error.strerror or error}") from error
        transport.sendto(encode_osc(pattern, args))
        transport.close()

    async def http(self, base: str, method: str, path: str, body: str | None) -> None:
        """Send one request on a kept connection."""
        import httpx

        self._client = self._client or httpx.AsyncClient(timeout=HTTP_LIMIT_S)
        url = base.rstrip("/") + path
        try:
            answer = await self._client.request(method.upper(), url, content=body)
        except httpx.HTTPError as error:
            raise SendFailed(f"{url}: {str(error) or type(error).__name__}") from error
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            raise SendFailed(f"{url}: answered {answer.status_code}")

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()


def encode_osc(pattern: str, args: tuple[str, ...]) -> bytes:
    """The datagram of one OSC message. Source: Open Sound Control 1.0 specification."""
    from pythonosc.osc_message_builder import OscMessageBuilder

    builder = OscMessageBuilder(address=pattern)
    for arg in args:
        builder.add_arg(_number_or_text(arg))
    return builder.build().dgram


def _number_or_text(written: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(written)
        except ValueError:
            continue
    return written
