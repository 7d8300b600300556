"""The engine's end of its link to the supervising process."""

import asyncio
import json
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Self

from moderator.supervisor.messages import LONGEST, decode, encode

_END_WITHIN_S = 5.0


class Link:
    """A running `moderator.supervisor.process`, and what it says.

    Args:
        process: the process.
        linked: this end of the pair.
        on_said: told of each message but those that are awaited; of None when it has gone.
    """

    def __init__(
        self,
        process: Process,
        linked: socket.socket,
        on_said: Callable[[dict[str, Any] | None], None],
    ) -> None:
        self._process = process
        self._socket = linked
        self._on_said = on_said
        self._awaited: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._open = True
        asyncio.get_running_loop().add_reader(linked, self.hear)

    @classmethod
    async def start(
        cls, options: Mapping[str, object], on_said: Callable[[dict[str, Any] | None], None]
    ) -> Self:
        """Start the process, in a session of its own: the terminal's Ctrl-C is not for it.

        Raises:
            OSError: the system starts none.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        told = json.dumps({**options, "engine": theirs.fileno()})
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", "moderator.supervisor.process", told),
                stdin=DEVNULL,
                stdout=DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return cls(process, ours, on_said)

    @property
    def pid(self) -> int:
        """The process's number, for signals."""
        return self._process.pid

    async def expect(self, say: str, within_s: float) -> dict[str, Any] | None:
        """Wait for a message; None when it does not come, or `failed` comes instead."""
        awaited = asyncio.get_running_loop().create_future()
        self._awaited = {say: awaited, "failed": awaited}
        try:
            async with asyncio.timeout(within_s):
                message: dict[str, Any] = await awaited
                return message
        except TimeoutError:
            return None
        finally:
            self._awaited = {}

    def say(self, what: str, **data: object) -> None:
        """Tell it; what it does not take is lost, and that it hangs shows by itself."""
        self.send(encode(what, **data))

    def send(self, packet: bytes) -> None:
        """Send it a packet, as `say`."""
        with suppress(OSError):
            self._socket.send(packet)

    def hear(self) -> None:
        """Take what it has said."""
        while self._open:
            try:
                packet = self._socket.recv(LONGEST)
            except BlockingIOError:
                return
            except OSError:
                packet = b""
            message = decode(packet) if packet else None
            awaited = self._awaited.get(message["say"] if message else "failed")
            if message is None:
                self._close()
            if awaited and not awaited.done():
                awaited.set_result(message or {"say": "failed", "why": "it has ended"})
            else:
                self._on_said(message)

    async def end(self, *, goodbye: bool) -> None:
        """Close the link and wait for its end. Without a goodbye it stops the robot before."""
        if not goodbye:
            self._close()
            await self._process.wait()
            return
        self.say("goodbye")
        try:
            async with asyncio.timeout(_END_WITHIN_S):
                await self._process.wait()
        except TimeoutError:
            await self.kill()
        self._close()

    async def kill(self) -> None:
        """End it at once, whatever it does."""
        self._close()
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    def _close(self) -> None:
        if self._open:
            self._open = False
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
