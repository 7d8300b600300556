"""What of the microphone's sound is meant for the robot: that while push-to-talk is held."""

from collections import deque
from collections.abc import Iterator
from enum import Enum

RATE = 16_000
"""Samples a second; each has 16 bits."""

BLOCK_MS = 20
BLOCK_BYTES = RATE * BLOCK_MS // 1000 * 2

_BEFORE = 300 // BLOCK_MS
"""Blocks from before the press: a person begins to speak as the finger goes down."""
_AFTER = 80 // BLOCK_MS
"""Blocks from after the release, which is the last sound's end; the answer waits for them."""
_MOST = 20_000 // BLOCK_MS

_END = b""


class Order(Enum):
    """What push-to-talk does."""

    PRESS = "press"
    RELEASE = "release"


class Held:
    """Passes on what is said while push-to-talk is held, at most 20 s at a time.

    From outside that time only the last 300 ms are known here, and nothing is passed on.
    """

    def __init__(self) -> None:
        self._before: deque[bytes] = deque(maxlen=_BEFORE)
        self._left = 0
        self._pressed = False

    def take(self, came: bytes | Order) -> Iterator[bytes]:
        """Take sound or an order; yields the blocks that are passed on, an empty one as the end."""
        if came is Order.PRESS and not self._pressed:
            self._pressed = True
            if self._left:
                yield _END
            self._left = _MOST
            yield from self._before
            self._before.clear()
        elif came is Order.RELEASE:
            self._pressed = False
            self._left = min(self._left, _AFTER)
        elif isinstance(came, bytes):
            if not self._left:
                self._before.append(came)
                return
            self._left -= 1
            yield came
            if not self._left:
                yield _END
