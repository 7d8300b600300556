"""Messages to lights, screens and sound desks, over OSC and HTTP."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from typing_extensions import override

from moderator.errors import SendFailed
from moderator.faults import Fault

if TYPE_CHECKING:
    import httpx

LIMIT_S = 5.0
"""How long a device may take to answer; a device that is slow never holds a show."""

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.?[0-9]+(e[+-]?[0-9]+)?", re.IGNORECASE)


class Outputs(ABC):
    """Sends messages to the show's devices."""

    @abstractmethod
    async def prepare(self) -> None:
        """Make ready, so that the first message is as quick as the others."""

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
    def trouble(self, base: str) -> str:
        """What is known to be wrong with an HTTP device now, said after its name; else empty."""

    @abstractmethod
    async def look(self, bases: Iterable[str]) -> None:
        """Find out which HTTP devices can be reached; nothing is sent to them."""

    @abstractmethod
    async def close(self) -> None:
        """Close what is open."""


class RecordedOutputs(Outputs):
    """Puts messages together and lets none out: a rehearsal must not move a hall's lights.

    Args:
        addresses: of the show's devices, by name.
    """

    def __init__(self, addresses: Mapping[str, str] | None = None) -> None:
        self._addresses = addresses or {}
        self._silent: list[Fault] = []

    @override
    async def prepare(self) -> None:
        """Nothing to make ready."""

    @override
    async def osc(self, address: str, pattern: str, args: tuple[str, ...]) -> None:
        """Put the message together."""
        encode_osc(pattern, args)
        self._answer(address)

    @override
    async def http(self, base: str, method: str, path: str, body: str | None) -> None:
        """Nothing leaves."""
        self._answer(base)

    @override
    def trouble(self, base: str) -> str:
        return "does not answer" if self._silence(base) else ""

    @override
    async def look(self, bases: Iterable[str]) -> None:
        """It is known without looking."""

    async def close(self) -> None:
        """Nothing is open."""

    def come(self, fault: Fault) -> None:
        """A device answers no more, or none does."""
        self._silent.append(fault)

    def go(self, fault: Fault) -> None:
        """It does again."""
        self._silent = [other for other in self._silent if not fault.like(other)]

    def _answer(self, address: str) -> None:
        if why := self._silence(address):
            raise SendFailed(f"{address}: {why}")

    def _silence(self, address: str) -> str:
        """Why a device does not answer; empty when it does."""
        for fault in self._silent:
            if fault.device is None or self._addresses.get(fault.device) == address:
                return fault.in_words
        return ""


class LiveOutputs(Outputs):
    """Sends messages out.

    Args:
        limit_s: how long one message may take, seconds.
    """

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        self._client: httpx.AsyncClient | None = None
        self._troubles: dict[str, str] = {}
        self._asking = asyncio.Lock()

    @override
    async def prepare(self) -> None:
        """Load what sends: it takes longer than sending."""
        import httpx

        encode_osc("/", ())
        # A proxy that the environment names is for the web, not for the desk beside the stage.
        self._client = self._client or httpx.AsyncClient(timeout=self._limit_s, trust_env=False)

    @override
    async def osc(self, address: str, pattern: str, args: tuple[str, ...]) -> None:
        """Send one datagram."""
        host, _, port = address.rpartition(":")
        try:
            message = encode_osc(pattern, args)
            async with asyncio.timeout(self._limit_s):
                transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
                    asyncio.DatagramProtocol, remote_addr=(host, int(port))
                )
            transport.sendto(message)
            transport.close()
        except TimeoutError:
            raise SendFailed(f"{address}: nobody knows this name") from None
        except OSError as error:
            raise SendFailed(f"{address}: {error.strerror or error}") from error
        except (ValueError, OverflowError) as error:
            raise SendFailed(f"{address}: {error}") from error

    @override
    async def http(self, base: str, method: str, path: str, body: str | None) -> None:
        """Send one request on a kept connection."""
        import httpx

        await self.prepare()
        assert self._client is not None
        url = base.rstrip("/") + path
        try:
            async with asyncio.timeout(self._limit_s):
                answer = await self._client.request(method.upper(), url, content=body)
        except TimeoutError:
            raise SendFailed(f"{url}: no answer within {self._limit_s:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SendFailed(f"{url}: {str(error) or type(error).__name__}") from error
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            raise SendFailed(f"{url}: answered {answer.status_code}")

    @override
    def trouble(self, base: str) -> str:
        return self._troubles.get(base, "")

    @override
    async def look(self, bases: Iterable[str]) -> None:
        """Connect to each, and let go again."""
        await asyncio.gather(*(self._look_at(base) for base in bases))

    async def _look_at(self, base: str) -> None:
        where = urlsplit(base)
        try:
            port = where.port or (443 if where.scheme == "https" else 80)
            async with self._asking:  # a name that hangs holds a thread, and others need threads
                await asyncio.get_running_loop().getaddrinfo(where.hostname, port)
            async with asyncio.timeout(self._limit_s):
                _, writer = await asyncio.open_connection(where.hostname, port)
            writer.transport.abort()
            self._troubles[base] = ""
        except (OSError, ValueError):  # a timeout is an OSError; a port may be no port
            self._troubles[base] = "cannot be reached"

    @override
    async def close(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()


def encode_osc(pattern: str, args: tuple[str, ...]) -> bytes:
    """The datagram of one OSC message. Source: Open Sound Control 1.0 specification."""
    from pythonosc.osc_message_builder import OscMessageBuilder

    builder = OscMessageBuilder(address=pattern)
    for arg in args:
        builder.add_arg(_number_or_text(arg))
    return builder.build().dgram


def _number_or_text(written: str) -> int | float | str:
    if _WHOLE.fullmatch(written) and -(2**63) <= int(written) < 2**63:
        return int(written)
    return float(written) if _DECIMAL.fullmatch(written) else written
