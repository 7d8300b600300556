"""From a terminal's bytes to key presses."""

import asyncio
import codecs
from collections.abc import Callable

_SEQUENCES = {
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOA": "up",
    "\x1bOB": "down",
    "\x1bOC": "right",
    "\x1bOD": "left",
}
_NAMES = {" ": "space", "\r": "enter", "\n": "enter", "\x7f": "backspace", "\x08": "backspace"}

ESC_WAIT_S = 0.025
"""How long a lone escape byte may turn out to begin an arrow key."""

REARM_S = 0.7
"""Silence after which a key has surely been let go: longer than any keyboard's delay to repeat.
Source: xset's default delay is 660 ms, the Linux console's 250 ms."""


class Keys:
    """Tells key presses apart, and a held key from a pressed one.

    Args:
        pressed: told the name of each key: `space`, `esc`, `up`, `enter`, or its character.
        only_once: keys that a held press must not repeat.
    """

    def __init__(self, pressed: Callable[[str], None], only_once: frozenset[str]) -> None:
        self._pressed = pressed
        self._only_once = only_once
        self._loop = asyncio.get_running_loop()
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self._escape: asyncio.TimerHandle | None = None
        self._last: dict[str, float] = {}

    def feed(self, data: bytes) -> None:
        """Take what was read from the terminal."""
        text = self._decoder.decode(data)
        if self._escape:
            self._escape.cancel()
            self._escape = None
            text = "\x1b" + text
        while text:
            sequence = next((s for s in _SEQUENCES if text.startswith(s)), None)
            if sequence:
                self._press(_SEQUENCES[sequence])
                text = text[len(sequence) :]
            elif text == "\x1b" or (text.startswith("\x1b") and text[1:] in ("[", "O")):
                self._escape = self._loop.call_later(ESC_WAIT_S, self._lone_escape)
                return
            elif text[0] == "\x1b":
                self._press("esc")
                text = text[1:]
            else:
                self._press(_NAMES.get(text[0], text[0]))
                text = text[1:]

    def _lone_escape(self) -> None:
        self._escape = None
        self._press("esc")

    def _press(self, key: str) -> None:
        now = self._loop.time()
        held = now - self._last.get(key, -REARM_S) < REARM_S
        self._last[key] = now
        if not (held and key in self._only_once):
            self._pressed(key)
