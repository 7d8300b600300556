"""A message as it goes over a WebSocket, made once for all whom it is for."""

from typing import NamedTuple

_WHOLE_TEXT = 0x81
_SHORT, _MIDDLE, _LONG = 125, 126, 127


class Frame(NamedTuple):
    """A message, and its bytes.

    Attributes:
        text: the message.
        content: the frame, unmasked and uncompressed, as a server sends it.
    """

    text: str
    content: bytes


def frame(text: str) -> Frame:
    """Put a message into a frame. Source: RFC 6455, section 5.2."""
    payload = text.encode()
    length = len(payload)
    if length <= _SHORT:
        head = bytes((_WHOLE_TEXT, length))
    elif length < 2**16:
        head = bytes((_WHOLE_TEXT, _MIDDLE)) + length.to_bytes(2)
    else:
        head = bytes((_WHOLE_TEXT, _LONG)) + length.to_bytes(8)
    return Frame(text, head + payload)
