"""Those who watch a long night: one reads, one comes and goes, one never reads."""

import asyncio
import socket
import threading
from collections import Counter
from contextlib import asynccontextmanager, suppress

from tests.console.remote.elsewhere import Watching
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from moderator.console.remote.inputs import read_inputs
from moderator.console.remote.merge_patch import without_nulls
from moderator.console.remote.remote import open_inputs

_SILENT = "live: does not answer"
_WAITS_S = 10.0


class Audience:
    """Clients on real sockets, on the show's own loop, whose time waits for them.

    Args:
        port: where the show is watched.
        turned_away: what the server counts.

    Attributes:
        seen: how many messages were read, and how many visitors came and were cut.
    """

    def __init__(self, port, turned_away):
        self._uri = f"ws://127.0.0.1:{port}/api/live"
        self._port = port
        self._turned_away = turned_away
        self._reader = None
        self.seen = Counter()

    async def follow(self):
        """Read all, as a display does; come again when it is cut."""
        async for watching in connect(self._uri, proxy=None, compression=None):
            self._reader = Watching(watching)
            with suppress(ConnectionClosed):
                while True:
                    await self._reader.next(within_s=None)
                    self.seen["messages read"] += 1
            self.seen["reader cut"] += 1

    def follows(self, board):
        """Whether the one who reads has the show as the record has it."""
        return self._reader.board == without_nulls(board.as_json()) and not self._reader.missed

    async def keep_step(self):
        """Once a second, have time stand still until what is on its way has come."""
        while True:
            await asyncio.sleep(1.0)
            await self.in_step()

    async def in_step(self):
        """Have time stand still until the one who reads has answered."""
        if self._reader is None:
            return
        answered = threading.Event()
        waiting = asyncio.get_running_loop().run_in_executor(None, answered.wait, _WAITS_S)
        try:
            with suppress(ConnectionClosed):
                await (await self._reader.socket.ping())
        finally:
            answered.set()
        await waiting

    async def visit(self, for_s):
        """One comes, reads for a while, and goes without a word; one comes and never reads."""
        await asyncio.gather(self._comes_and_goes(for_s), self._never_reads())

    async def _comes_and_goes(self, for_s):
        async with self._connected() as watching:
            self.seen["came and went"] += 1
            with suppress(TimeoutError, ConnectionClosed):
                async with asyncio.timeout(for_s):
                    async for _ in watching:
                        pass

    async def _never_reads(self):
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        narrow.connect(("127.0.0.1", self._port))
        before = self._turned_away[_SILENT]
        async with self._connected(sock=narrow, max_queue=1, ping_interval=None):
            while self._turned_away[_SILENT] == before:  # noqa: ASYNC110 -- nobody tells them
                await asyncio.sleep(1.0)
            self.seen["never read, and cut"] += 1

    @asynccontextmanager
    async def _connected(self, **options):
        watching = await connect(self._uri, proxy=None, compression=None, **options)
        try:
            yield watching
        finally:
            watching.transport.abort()


@asynccontextmanager
async def watched(parts, conductor):
    """Open a show to its audience, of whom one reads from now on.

    Args:
        parts: the run's parts; nothing has been written to the record yet.
        conductor: who takes the orders.
    """
    async with open_inputs(read_inputs("0", None, [], ()), parts, conductor) as ports:
        audience = Audience(ports.http, conductor.turned_away)
        watching = [asyncio.create_task(does()) for does in (audience.follow, audience.keep_step)]
        try:
            yield audience
        finally:
            for one in watching:
                one.cancel()
            await asyncio.gather(*watching, return_exceptions=True)
