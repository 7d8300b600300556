"""The supervisor's end of its link to the engine."""

import socket
from typing import Any, NamedTuple

from moderator.supervisor.messages import (
    LONGEST,
    Asked,
    Beat,
    Sent,
    decode,
    decode_beat,
    encode,
)

_HERE_EVERY = 10
"""Beats for one answer that the supervisor is there."""


class Said(NamedTuple):
    """One thing that the engine said: a beat, or a message."""

    beat: Beat | None
    message: dict[str, Any]


class EngineSide:
    """Hears the engine and tells it; never waits for it.

    Args:
        linked: this end of the pair.

    Attributes:
        gone: whether the engine has closed its end.
    """

    def __init__(self, linked: socket.socket) -> None:
        self.socket = linked
        self.socket.setblocking(False)
        self.gone = False
        self._beats = 0
        self._number = 0
        self._unheard: dict[int, tuple[int, str]] = {}
        self._said_so = False

    def next_said(self) -> Said | None:
        """What the engine said next; None when there is nothing more."""
        if self.gone:
            return None
        try:
            packet = self.socket.recv(LONGEST)
        except BlockingIOError:
            return None
        except OSError:
            packet = b""
        if not packet:
            self.gone = True
            return None
        if beat := decode_beat(packet):
            self._beats += 1
            if self._beats % _HERE_EVERY == 0:
                self.say("here")
            return Said(beat, {})
        message = decode(packet)
        if message["say"] == "heard":
            self._unheard.pop(_number(message), None)
            self._said_so = False
        return Said(None, message)

    def say(self, what: str, **data: object) -> None:
        """Tell the engine; what it does not take is lost to it."""
        try:
            self.socket.send(encode(what, **data))
        except OSError:
            return  # it hangs or has gone, which shows by itself

    def stopped(self, asked: Asked, sent: Sent, now_ns: int) -> None:
        """Tell the engine of a stop; it is expected to answer."""
        self._number += 1
        told = f"the robot was told to {sent.grade}" if sent.grade else f"no stop: {sent.why}"
        if not self._said_so:
            self._unheard[self._number] = now_ns, f"{asked.origin}: {told}"
        self.say(
            "stopped",
            number=self._number,
            grade=asked.grade,
            origin=asked.origin,
            sent=sent.grade,
            why=sent.why,
        )

    def unheard(self, before_ns: int) -> str:
        """A stop that the engine was told of before that and has not answered, in words.

        It is told once; what follows, when the engine has answered again.
        """
        for told_ns, what in self._unheard.values():
            if told_ns < before_ns:
                self._unheard.clear()
                self._said_so = True
                return what
        return ""


def _number(message: dict[str, Any]) -> int:
    number = message.get("number")
    return number if isinstance(number, int) else 0
