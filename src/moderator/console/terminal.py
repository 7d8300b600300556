"""The keyboard control: one key press, one order."""

import asyncio
import os
import signal
import sys
import termios
import tty
from collections import deque
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from rich.live import Live

from moderator.console.keys import Keys
from moderator.console.people import KeyboardPeople
from moderator.console.screen import draw
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.engine.session import prepare_again
from moderator.errors import ModeratorError
from moderator.journal.entry import Entry
from moderator.robot import Grade

ORIGIN = "keyboard"
_REDRAW_S = 0.1
_ONLY_ONCE = frozenset({"space", "s", "d", "h", "r", "p", "q"})
_VERBS = {
    "h": Verb.HOLD,
    "r": Verb.RESUME,
    "up": Verb.BACK,
    "left": Verb.BACK,
    "down": Verb.NEXT,
    "right": Verb.NEXT,
    "s": Verb.SKIP,
}
_OVER = (State.STOPPED, State.FAULTED)


class Terminal:
    """Runs a show from the keyboard until the operator quits.

    Args:
        parts: the run's parts.
        conductor: takes the orders.
        people: asks the operator.
    """

    def __init__(self, parts: Parts, conductor: Conductor, people: KeyboardPeople) -> None:
        self._parts = parts
        self._conductor = conductor
        self._people = people
        self._typed: str | None = None
        self._quit = asyncio.Event()
        self._last: deque[Entry] = deque(maxlen=20)
        self._asked: set[asyncio.Task[None]] = set()
        self._stops = 0

    async def run(self) -> None:
        """Show the console and obey it; returns when the operator quits."""
        keys = Keys(self.press, _ONLY_ONCE)
        feed = self._parts.journal.follow()
        with _raw_keys(keys), self._signals(), Live(screen=True, auto_refresh=False) as live:
            while not self._quit.is_set():
                self._last.extend(feed.take())
                live.update(
                    draw(self._parts, self._conductor, self._people, self._typed, list(self._last)),
                    refresh=True,
                )
                try:
                    async with asyncio.timeout(_REDRAW_S):
                        await self._quit.wait()
                except TimeoutError:
                    continue
        feed.close()

    def press(self, key: str) -> None:
        """Carry out one key press. Esc is stop, whatever else is going on."""
        if key == "esc":
            self.stop()
        elif self._typed is not None:
            self._type(key)
        elif key == "space":
            standby = self._conductor.standby()
            self._order(Verb.GO, standby.cue if standby else None)
        elif key == "?":
            self._typed = ""
        elif key == "d":
            standby = self._conductor.standby()
            self._order(Verb.DISARM, standby.cue if standby else None)
        elif key in _VERBS:
            self._order(_VERBS[key], None)
        elif key.isdigit() and key != "0":
            hot = self._parts.rundown.hot
            if int(key) <= len(hot):
                self._order(Verb.HOT, hot[int(key) - 1].number)
        elif key == "p" and self._conductor.lifecycle.now in _OVER:
            self._spawn(prepare_again(self._parts, self._conductor))
        elif key == "q" and not self._conductor.running():
            self._quit.set()
        elif key in ("enter", "x", "y", "n"):
            self._people.tell("" if key == "enter" else key)

    def stop(self) -> None:
        """Relax; asked again before the robot rests, freeze."""
        stopping = self._conductor.lifecycle.now is State.STOPPING
        self._conductor.stop(Grade.FREEZE if stopping else Grade.RELAX, ORIGIN)

    def _signalled(self) -> None:
        """Ctrl-C and SIGTERM end the show as relax does, a second one as freeze."""
        self._stops += 1
        self._conductor.stop(Grade.RELAX if self._stops == 1 else Grade.FREEZE, "signal")
        self._quit.set()

    def _type(self, key: str) -> None:
        typed = self._typed or ""
        if key == "enter":
            self._people.tell(typed.strip())
            self._typed = None
        elif key == "backspace":
            self._typed = typed[:-1]
        elif key == "space":
            self._typed = typed + " "
        elif len(key) == 1 and key.isprintable():
            self._typed = typed + key

    def _order(self, verb: Verb, cue: str | None) -> None:
        self._spawn(self._conductor.order(verb, ORIGIN, cue))

    def _spawn(self, doing: Coroutine[Any, Any, object]) -> None:
        async def told() -> None:
            try:
                await doing
            except ModeratorError as error:
                self._parts.journal.write("warning", what=str(error))

        task = asyncio.create_task(told())
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        caught = (signal.SIGINT, signal.SIGTERM)
        for number in caught:
            loop.add_signal_handler(number, self._signalled)
        try:
            yield
        finally:
            for number in caught:
                loop.remove_signal_handler(number)


@contextmanager
def _raw_keys(keys: Keys) -> Iterator[None]:
    """Read key by key, without an echo; the terminal is as before on leaving."""
    descriptor = sys.stdin.fileno()
    loop = asyncio.get_running_loop()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    loop.add_reader(descriptor, lambda: keys.feed(os.read(descriptor, 1024)))
    try:
        yield
    finally:
        loop.remove_reader(descriptor)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
