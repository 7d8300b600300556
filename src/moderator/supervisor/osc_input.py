"""Stop inputs in OSC datagrams.

Read here and not by python-osc, which never returns from a bundle whose element has the size −4
(seen on 1.10.2): whatever arrives, this process must go on. Source: Open Sound Control 1.0.
"""

from collections.abc import Iterator

STOPS = {b"/panic": "freeze", b"/hardStop": "robot_stop"}
"""The grade that is asked for, by address."""

_BUNDLE = b"#bundle\x00"
_TIME_TAG = 8
_SIZE = 4
_MOST_IN_A_BUNDLE = 16


def asked_for(datagram: bytes) -> str:
    """The gravest grade that a datagram asks for; empty when it asks for none.

    Arguments are not looked at, nor is a bundle's time tag: stop is now.
    """
    asked = {STOPS.get(_address(message), "") for message in _messages(datagram)}
    return next((grade for grade in ("robot_stop", "freeze") if grade in asked), "")


def _messages(datagram: bytes) -> Iterator[bytes]:
    """A datagram's messages; a bundle within a bundle is passed over, and what is too many."""
    if not datagram.startswith(_BUNDLE):
        yield datagram
        return
    at = len(_BUNDLE) + _TIME_TAG
    for _ in range(_MOST_IN_A_BUNDLE):
        if at + _SIZE > len(datagram):
            return
        size = int.from_bytes(datagram[at : at + _SIZE], "big")
        at += _SIZE
        if size % 4 or at + size > len(datagram):
            return
        yield datagram[at : at + size]
        at += size


def _address(message: bytes) -> bytes:
    """A message's address; empty when it is not a message."""
    end = message.find(b"\x00")
    if len(message) % 4 or end < 1:
        return b""
    padded = end + 4 - end % 4
    rest = message[padded:]
    sound = not message[end:padded].strip(b"\x00") and (not rest or rest.startswith(b","))
    return message[:end] if sound else b""
