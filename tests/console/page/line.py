"""The line between a page and its server: it can be held up, be cut, or lose a message."""

import asyncio
import socket
from contextlib import asynccontextmanager

HOST = "127.0.0.1"
_SWITCHED = b"HTTP/1.1 101"
_HEAD_END = b"\r\n\r\n"
_SHORT, _MIDDLE = 126, 127


class Line:
    """Carries bytes to a server and back.

    Args:
        to: the server's port.

    Attributes:
        port: where it is called.
        loses: which messages of a WebSocket never come out at the page's end.
    """

    def __init__(self, to):
        self.to = to
        self.port = 0
        self.loses = lambda text: False
        self._free = asyncio.Event()
        self._free.set()
        self._writers = set()

    def hold(self):
        """From now on nothing comes through, and no end is told."""
        self._free.clear()

    def release(self):
        """Let through what was held up, and all that follows."""
        self._free.set()

    def cut(self):
        """End every connection."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def carry(self, reader, writer):
        """Carry one connection."""
        try:
            there_reader, there_writer = await asyncio.open_connection(HOST, self.to)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, there_writer}
        await asyncio.gather(
            self._pump(reader, there_writer, lambda data: data),
            self._pump(there_reader, writer, _Messages(self).kept),
        )
        self._writers -= {writer, there_writer}

    async def _pump(self, reader, writer, kept):
        try:
            while data := await reader.read(65_536):
                await self._free.wait()
                writer.write(kept(data))
                await writer.drain()
            await self._free.wait()
            writer.close()
        except OSError:
            writer.transport.abort()


class _Messages:
    """What of a connection's bytes from the server comes out: all but lost messages."""

    def __init__(self, line):
        self._line = line
        self._data = b""
        self._switched = False
        self._plain = False

    def kept(self, data):
        if self._plain:
            return data
        self._data += data
        out = b""
        if not self._switched:
            head, end, rest = self._data.partition(_HEAD_END)
            self._plain = not head.startswith(_SWITCHED[: len(head)])
            if self._plain:
                return self._data
            if not end:
                return b""
            self._switched, self._data, out = True, rest, head + end
        while (size := _size(self._data)) and len(self._data) >= sum(size):
            frame, self._data = self._data[: sum(size)], self._data[sum(size) :]
            if not self._line.loses(frame[size[0] :].decode("utf-8", "replace")):
                out += frame
        return out


def _size(data):
    """Of the head and the payload of a frame that no client has sent; None before they are here."""
    if len(data) < 2:
        return None
    length, head = data[1], 2
    if length == _SHORT:
        length, head = int.from_bytes(data[2:4]), 4
    elif length == _MIDDLE:
        length, head = int.from_bytes(data[2:10]), 10
    return (head, length) if len(data) >= head else None


def free():
    """A port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return taken.getsockname()[1]


@asynccontextmanager
async def line_to(port):
    """A line to a server; it may be there later, or again."""
    line = Line(port)
    server = await asyncio.start_server(line.carry, HOST, 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        line.release()
        line.cut()
        await asyncio.sleep(0)


__all__ = ["HOST", "Line", "free", "line_to"]
