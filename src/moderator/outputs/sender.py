"""What sends one kind of message."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from moderator.outputs.message import Address, Message

SomeAddress = TypeVar("SomeAddress", bound=Address)
SomeMessage = TypeVar("SomeMessage", bound=Message)


class Sender(ABC, Generic[SomeAddress, SomeMessage]):
    """Sends messages of one kind."""

    async def prepare(self) -> None:
        """Make ready, so that the first message is as quick as the others."""

    @abstractmethod
    async def send(self, message: SomeMessage) -> None:
        """Send one.

        Raises:
            SendFailed: it could not be sent, or was not taken.
        """

    def trouble(self, address: SomeAddress) -> str:
        """What is known to be wrong with a device now, said after its name; else empty."""
        del address  # of most kinds nobody can know
        return ""

    async def look(self, addresses: Sequence[SomeAddress]) -> None:
        """Find out which devices can be reached; nothing is sent to them."""

    async def close(self) -> None:
        """Close what is open."""
