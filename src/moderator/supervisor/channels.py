"""The robot's own ways to be stopped, open and ready to be used at once."""

import os
import socket
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Sequence

_LONGEST_LINE = 4096
_ENDS_WITHIN_S = 0.5
_NOT_YET = "its stop program is not ready yet"


class Channel(ABC):
    """A way to stop the robot that was opened beforehand."""

    @property
    @abstractmethod
    def trouble(self) -> str | None:
        """Why the robot cannot be reached; empty when it can, None while that is not known yet."""

    @abstractmethod
    def send(self, payload: bytes) -> str:
        """Send a stop without waiting; why it has not left, or nothing."""

    @abstractmethod
    def close(self) -> None:
        """Give it up."""


class Datagrams(Channel):
    """A datagram for each stop.

    Args:
        host: the channel's address, a numeric one.
        port: its port.

    Raises:
        OSError: there is no way to that address.
    """

    def __init__(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        try:
            self._socket.connect((host, port))
        except OSError:
            self._socket.close()
            raise

    @property
    def trouble(self) -> str | None:
        """Nothing: whether anybody is there, datagrams do not tell."""
        return ""

    def send(self, payload: bytes) -> str:
        """Send a datagram."""
        why = ""
        for _ in range(2):  # the first try may only tell how an earlier datagram fared
            try:
                self._socket.send(payload)
            except OSError as error:
                why = f"the robot's stop channel: {(error.strerror or str(error)).lower()}"
            else:
                return ""
        return why

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()


class Program(Channel):
    """A running program that holds the robot's channel, as `ProgramRoute` says.

    Args:
        command: the program and its arguments.

    Raises:
        OSError: it does not start.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._trouble: str | None = None
        self._heard = b""
        # A session of its own: an interrupt from the terminal is for the show.
        self._running = subprocess.Popen(  # noqa: S603 — the adapter names it
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._in, self._out = self._running.stdin.fileno(), self._running.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)

    @property
    def trouble(self) -> str | None:
        """What it said last."""
        self._hear()
        return self._trouble

    def send(self, payload: bytes) -> str:
        """Tell it to send a stop; it tries even where it said that the robot cannot be reached."""
        try:
            os.write(self._in, payload)
        except OSError as error:
            broken = f"the robot's stop program: {(error.strerror or str(error)).lower()}"
            return self.trouble or broken
        trouble = self.trouble
        return _NOT_YET if trouble is None else trouble

    def holds(self, command: Sequence[str]) -> bool:
        """Whether it is that program, and runs."""
        return self._command == tuple(command) and self._running.poll() is None

    def close(self) -> None:
        """Let it end, or end it."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.close()
        try:
            self._running.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        self._running.stdout.close()

    def _hear(self) -> None:
        """Take in what it has said since."""
        try:
            while said := os.read(self._out, 65_536):
                self._heard += said
            self._trouble = "the robot's stop program has ended"
        except BlockingIOError:
            pass
        *lines, self._heard = self._heard.split(b"\n")
        self._heard = self._heard[-_LONGEST_LINE:]
        for line in lines:
            word, _, rest = line.decode(errors="replace").partition(" ")
            if word == "ready":
                self._trouble = ""
            elif word == "lost":
                self._trouble = f"the robot's stop program: {rest}"
