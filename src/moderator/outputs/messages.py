"""Messages to lights, screens and sound desks: sent, or only put together."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from typing_extensions import override

from moderator.errors import SendFailed
from moderator.faults import Fault
from moderator.outputs.http import HttpSender
from moderator.outputs.lights import LightSender
from moderator.outputs.message import (
    Address,
    HttpAddress,
    Message,
    ObsAddress,
    OscAddress,
    OscMessage,
    UniverseAddress,
)
from moderator.outputs.obs import ObsSender
from moderator.outputs.osc import OscSender, encode_osc
from moderator.outputs.sender import Sender

LIMIT_S = 5.0
"""How long a device may take to answer; a device that is slow never holds a show."""


class Outputs(ABC):
    """Sends messages to the show's devices."""

    @abstractmethod
    async def prepare(self) -> None:
        """Make ready, so that the first message is as quick as the others."""

    @abstractmethod
    async def send(self, message: Message) -> None:
        """Send one message, and wait for its answer where its kind has one.

        Raises:
            SendFailed: it could not be sent, or was not taken.
        """

    @abstractmethod
    def trouble(self, address: Address) -> str:
        """What is known to be wrong with a device now, said after its name; else empty."""

    @abstractmethod
    async def look(self, addresses: Iterable[Address]) -> None:
        """Find out which devices can be reached; nothing is sent to them."""

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
    async def send(self, message: Message) -> None:
        """Put the message together."""
        if isinstance(message, OscMessage):
            encode_osc(message.pattern, message.args)
        if why := self._silence(message.to):
            raise SendFailed(f"{message.to}: {why}")

    @override
    def trouble(self, address: Address) -> str:
        return "does not answer" if self._silence(address) else ""

    @override
    async def look(self, addresses: Iterable[Address]) -> None:
        """It is known without looking."""

    @override
    async def close(self) -> None:
        """Nothing is open."""

    def come(self, fault: Fault) -> None:
        """A device answers no more, or none does."""
        self._silent.append(fault)

    def go(self, fault: Fault) -> None:
        """It does again."""
        self._silent = [other for other in self._silent if not fault.like(other)]

    def _silence(self, address: Address) -> str:
        """Why a device does not answer; empty when it does."""
        for fault in self._silent:
            if fault.device is None or self._addresses.get(fault.device) == str(address):
                return fault.in_words
        return ""


class LiveOutputs(Outputs):
    """Sends messages out.

    Args:
        limit_s: how long one message may take, seconds.
    """

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._senders: dict[type[Address], Sender[Any, Any]] = {
            OscAddress: OscSender(limit_s),
            HttpAddress: HttpSender(limit_s),
            ObsAddress: ObsSender(limit_s),
            UniverseAddress: LightSender(),
        }

    @override
    async def prepare(self) -> None:
        for sender in self._senders.values():
            await sender.prepare()

    @override
    async def send(self, message: Message) -> None:
        await self._senders[type(message.to)].send(message)

    @override
    def trouble(self, address: Address) -> str:
        return self._senders[type(address)].trouble(address)

    @override
    async def look(self, addresses: Iterable[Address]) -> None:
        addresses = list(addresses)
        for kind, sender in self._senders.items():
            await sender.look([each for each in addresses if type(each) is kind])

    @override
    async def close(self) -> None:
        for sender in self._senders.values():
            await sender.close()
