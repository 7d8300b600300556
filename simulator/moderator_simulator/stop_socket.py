"""The simulated robot's stop channel: a datagram on this machine, heard without ownership."""

import asyncio
import socket
from collections.abc import Callable

from moderator.errors import CannotStart
from moderator.robot import DatagramRoute, Grade

_HOST = "127.0.0.1"
PAYLOADS = {grade: f"stop {grade.value}".encode() for grade in Grade}


class StopSocket(asyncio.DatagramProtocol):
    """Hears stop requests from any process.

    Args:
        on_stop: told the grade at once.
    """

    def __init__(self, on_stop: Callable[[Grade], object]) -> None:
        self._on_stop = on_stop
        self._grades = {payload: grade for grade, payload in PAYLOADS.items()}
        self._transport: asyncio.DatagramTransport | None = None
        self._port = 0

    async def open(self) -> None:
        """Listen on a port of its own.

        Raises:
            CannotStart: this machine gives no port.
        """
        try:
            listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            listening.setblocking(False)
            listening.bind((_HOST, 0))
        except OSError as error:
            raise CannotStart(f"the simulator has no stop channel: {error.strerror}") from error
        self._port = listening.getsockname()[1]
        loop = asyncio.get_running_loop()
        try:
            self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=listening)
        except BaseException:  # whoever waits may have been told to leave
            listening.close()
            raise

    def close(self) -> None:
        """Stop listening."""
        if self._transport:
            self._transport.close()
            self._transport = None

    def route(self) -> DatagramRoute | None:
        """The channel as data; None while it is closed."""
        return DatagramRoute(_HOST, self._port, PAYLOADS) if self._transport else None

    def datagram_received(self, data: bytes, addr: tuple[str | object, int]) -> None:
        """Obey a stop request; anything else is not for us."""
        _ = addr
        if grade := self._grades.get(data):
            self._on_stop(grade)
