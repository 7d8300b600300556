"""From a terminal's bytes to key presses."""

import asyncio
import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~])")
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?")
_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_NAMES = {
    " ": "space",
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\x08": "backspace",
}

ESC_WAIT_S = 0.025
"""How long a lone escape byte may turn out to begin another key's sequence."""

BROKEN_S = 0.5
"""How long the rest of a sequence may take, where more than its escape byte has come."""

REARM_S = 0.7
"""Silence after which a key has surely been let go: longer than any keyboard's delay to repeat.
Source: xset's default delay is 660 ms, the Linux console's 250 ms."""


@dataclass(frozen=True)
class Press:
    """A key press.

    Attributes:
        key: `space`, `esc`, `up`, `enter`, `tab`, or its character.
        held: whether the key may not have been let go since the last press of it.
        pasted: whether no key was pressed at all: text was pasted.
    """

    key: str
    held: bool = False
    pasted: bool = False


class Keys:
    """Tells key presses apart, and a held key from a pressed one.

    A key that sends a sequence nobody knows does nothing: only Esc alone is Esc.

    Args:
        pressed: told each press.
    """

    def __init__(self, pressed: Callable[[Press], None]) -> None:
        self._pressed = pressed
        self._loop = asyncio.get_running_loop()
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self._begun = ""
        self._giving_up: asyncio.TimerHandle | None = None
        self._pasting = False
        self._last: dict[str, float] = {}

    def feed(self, data: bytes) -> None:
        """Take what was read from the terminal."""
        text = self._begun + self._decoder.decode(data)
        self._begun = ""
        if self._giving_up:
            self._giving_up.cancel()
        while text:
            if sequence := _SEQUENCE.match(text):
                self._take_sequence(sequence[0])
                text = text[sequence.end() :]
            elif _BEGUN.fullmatch(text):
                self._begun = text
                wait_s = ESC_WAIT_S if text == "\x1b" else BROKEN_S
                self._giving_up = self._loop.call_later(wait_s, self._no_sequence)
                return
            elif text[0] == "\x1b":
                self._press("esc")
                text = text[1:]
            else:
                self._press(_NAMES.get(text[0], text[0]))
                text = text[1:]

    def forget(self) -> None:
        """What was pressed so far were letters of a line; only the last key may still be held."""
        latest = max(self._last.values(), default=0.0)
        self._last = {key: at_s for key, at_s in self._last.items() if at_s == latest}

    def _take_sequence(self, sequence: str) -> None:
        if sequence in (_PASTE_BEGINS, _PASTE_ENDS):
            self._pasting = sequence == _PASTE_BEGINS
        elif len(sequence) == len("\x1b[A") and sequence[-1] in _ARROWS:
            self._press(_ARROWS[sequence[-1]])

    def _no_sequence(self) -> None:
        lone = self._begun == "\x1b"
        self._begun = ""
        if lone:
            self._press("esc")

    def _press(self, key: str) -> None:
        if self._pasting:  # no key went down
            self._pressed(Press(key, pasted=True))
            return
        now = self._loop.time()
        held = key in self._last and now - self._last[key] < REARM_S
        self._last[key] = now
        self._pressed(Press(key, held))
