"""OSC messages, over UDP."""

import asyncio
import re
from collections.abc import Iterable

from typing_extensions import override

from moderator.errors import SendFailed
from moderator.outputs.message import OscAddress, OscMessage
from moderator.outputs.sender import Sender

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.?[0-9]+(e[+-]?[0-9]+)?", re.IGNORECASE)


class OscSender(Sender[OscAddress, OscMessage]):
    """Sends datagrams; whether anybody takes them nobody can know.

    Args:
        limit_s: how long finding the device may take, seconds.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s

    @override
    async def prepare(self) -> None:
        """Load what encodes: it takes longer than sending."""
        encode_osc("/", ())

    @override
    async def send(self, message: OscMessage) -> None:
        host, _, port = message.to.place.rpartition(":")
        try:
            datagram = encode_osc(message.pattern, message.args)
            async with asyncio.timeout(self._limit_s):
                transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
                    asyncio.DatagramProtocol, remote_addr=(host, int(port))
                )
            transport.sendto(datagram)
            transport.close()
        except TimeoutError:
            raise SendFailed(f"{message.to}: nobody knows this name") from None
        except OSError as error:
            raise SendFailed(f"{message.to}: {error.strerror or error}") from error
        except (ValueError, OverflowError) as error:
            raise SendFailed(f"{message.to}: {error}") from error


def encode_osc(pattern: str, args: Iterable[str | int | float]) -> bytes:
    """The datagram of one OSC message. Source: Open Sound Control 1.0 specification."""
    from pythonosc.osc_message_builder import OscMessageBuilder

    builder = OscMessageBuilder(address=pattern)
    for arg in args:
        builder.add_arg(arg)
    return builder.build().dgram


def number_or_text(written: str) -> str | int | float:
    """An argument as it is meant: what reads as a number is one."""
    if _WHOLE.fullmatch(written) and -(2**63) <= int(written) < 2**63:
        return int(written)
    return float(written) if _DECIMAL.fullmatch(written) else written
