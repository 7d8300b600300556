"""The keyboard control: one key press, one order."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from rich.console import RenderableType

from moderator.console.conversing import ORIGIN, Conversing
from moderator.console.display import Display
from moderator.console.keys import Keys, Press
from moderator.console.people import ENTER, KeyboardPeople
from moderator.console.screen import draw
from moderator.console.tty_keys import raw_keys
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.engine.preflight import prepare
from moderator.errors import ModeratorError
from moderator.journal.entry import Entry
from moderator.journal.follower import Follower
from moderator.people import Standby
from moderator.robot import Grade

_CLOCK_S = 0.5
_SOONEST_S = 0.03
_MAY_REPEAT = frozenset({"esc", "up", "down", "left", "right"})
_VERBS = {
    "h": Verb.HOLD,
    "r": Verb.RESUME,
    "up": Verb.BACK,
    "left": Verb.BACK,
    "down": Verb.NEXT,
    "right": Verb.NEXT,
    "s": Verb.SKIP,
    "c": Verb.SHORTEN,
}
_ANSWERS = {"y": Verb.CONFIRM, "n": Verb.DECLINE}
_OVER = (State.STOPPED, State.FAULTED)


class Terminal:
    """Runs a show from the keyboard until the operator quits.

    Args:
        parts: the run's parts.
        conductor: takes the orders.
        people: asks the operator.
        told: what the operator has to know before the first preflight, a line each.
    """

    def __init__(
        self,
        parts: Parts,
        conductor: Conductor,
        people: KeyboardPeople,
        told: Sequence[str] = (),
    ) -> None:
        self._parts = parts
        self._conductor = conductor
        self._people = people
        self._told = told
        self._conversing = Conversing(
            parts, conductor, people, self._order, self._spawn, self._forget
        )
        self._shown: Standby | None = None
        self._shown_check: str | None = None
        self._keys: Keys | None = None
        self._left = asyncio.Event()
        self._drawing: asyncio.Task[None] | None = None
        self._last: deque[Entry] = deque(maxlen=20)
        self._asked: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[None]:
        """Show the console and obey it: open it before the show, so that Esc stops start-up too."""
        display, feed = Display(), self._parts.journal.follow()
        self._keys = Keys(self.press)
        with display.shown(), raw_keys(self._keys.feed, self._lost), feed:
            self._drawing = asyncio.create_task(self._draw(display, feed))
            try:
                yield
            finally:
                self._drawing.cancel()
                with suppress(asyncio.CancelledError):
                    await self._drawing

    async def run(self) -> None:
        """Wait until the operator quits, or nothing can be shown any more."""
        assert self._drawing is not None
        left = asyncio.create_task(self._left.wait())
        try:
            await asyncio.wait((left, self._drawing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            left.cancel()

    async def _draw(self, display: Display, feed: Follower) -> None:
        while True:
            seen = self._conductor.turns
            self._last.extend(feed.take())
            self._shown = self._conductor.standby()
            asked = self._conductor.inquiring.asked
            self._shown_check = asked.check if asked else None
            self._conversing.look(self._last[-1].n if self._last else 0)
            display.show(self._picture())
            await asyncio.sleep(_SOONEST_S)
            with suppress(TimeoutError):
                async with asyncio.timeout(_CLOCK_S):
                    await self._conductor.turned(seen)

    def _picture(self) -> RenderableType:
        told = () if self._conductor.readied else self._told
        typing = self._conversing.typing
        return draw(self._parts, self._conductor, self._people, typing, list(self._last), told)

    def press(self, press: Press) -> None:
        """Carry out one key press. Esc is stop, whatever else is going on."""
        key = press.key
        if key == "esc":
            self.stop()
        elif self._conversing.typing:
            # The end of a pasted line sends nothing.
            self._conversing.type("space" if key == "enter" and press.pasted else key)
        elif not press.pasted and (not press.held or key in _MAY_REPEAT):
            self._obey(key)
        self._conductor.turn()

    def stop(self) -> None:
        """Relax; asked again before the robot rests, freeze. What was being typed is dropped."""
        self._conversing.leave_line()
        stopping = self._conductor.lifecycle.now is State.STOPPING
        self._conductor.stop(Grade.FREEZE if stopping else Grade.RELAX, ORIGIN)

    def _obey(self, key: str) -> None:
        state = self._conductor.lifecycle.now
        if key == "space":
            self._order(Verb.GO, self._shown.cue if self._shown else None)
        elif self._conversing.takes(key):
            return
        elif key == "d":
            self._arm()
        elif self._shown_check and key in _ANSWERS:
            self._order(_ANSWERS[key], self._shown_check)
        elif key in _VERBS:
            self._order(_VERBS[key], None)
        elif key.isdecimal() and 0 < int(key) <= len(self._parts.rundown.hot):
            self._order(Verb.HOT, self._parts.rundown.hot[int(key) - 1].number)
        elif key == "p" and state in _OVER:
            self._spawn(prepare(self._parts, self._conductor))
        elif key == "q" and state in (*_OVER, State.FINISHED):
            self._left.set()
        else:
            self._people.tell(ENTER if key == "enter" else key)

    def _arm(self) -> None:
        """Disarm the cue on standby, or arm it again."""
        position, cues = self._parts.time.standby, self._parts.rundown.cues
        if position < len(cues):
            disarmed = self._conductor.passes_over(cues[position]) == "disarmed"
            self._order(Verb.ARM if disarmed else Verb.DISARM, cues[position].number)

    def _lost(self) -> None:
        """There is no keyboard, and so nobody who could stop the show, any more."""
        self._conductor.stop(Grade.RELAX, "the keyboard is gone")
        self._left.set()

    def _forget(self) -> None:
        if self._keys:
            self._keys.forget()

    def _order(self, verb: Verb, cue: str | None, seen: int | None = None) -> None:
        self._spawn(self._conductor.order(verb, ORIGIN, cue, seen))

    def _spawn(self, doing: Coroutine[Any, Any, object]) -> None:
        async def told() -> None:
            try:
                await doing
            except ModeratorError as error:
                self._parts.journal.write("warning", what=str(error))
            finally:
                self._conductor.turn()

        task = asyncio.create_task(told())
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)
