"""The keyboard control: one key press, one order."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from rich.console import RenderableType

from moderator.console.display import Display
from moderator.console.keys import Keys, Press
from moderator.console.people import ENTER, TYPED, KeyboardPeople
from moderator.console.screen import draw
from moderator.console.tty_keys import raw_keys
from moderator.console.typed import Typing
from moderator.engine.conductor import Conductor
from moderator.engine.lifecycle import State
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.engine.preflight import prepare
from moderator.errors import ModeratorError
from moderator.journal.entry import Entry
from moderator.journal.follower import Follower
from moderator.people import Draft, Standby
from moderator.robot import Grade

ORIGIN = "keyboard"
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
}
_ANSWERS = {"y": Verb.CONFIRM, "n": Verb.DECLINE}
_WORDS = {"y": Verb.APPROVE, "n": Verb.REFUSE}
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
        self._typing: Typing | None = None
        self._shown: Standby | None = None
        self._shown_check: str | None = None
        self._shown_draft: tuple[int, Draft] | None = None
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
            draft = self._conductor.deciding.asked
            self._shown_draft = (self._conductor.deciding.since, draft) if draft else None
            display.show(self._picture())
            await asyncio.sleep(_SOONEST_S)
            with suppress(TimeoutError):
                async with asyncio.timeout(_CLOCK_S):
                    await self._conductor.turned(seen)

    def _picture(self) -> RenderableType:
        told = () if self._conductor.readied else self._told
        if self._typing:
            self._typing.look(self._people.turn, self._why_kept(self._typing))
        return draw(
            self._parts, self._conductor, self._people, self._typing, list(self._last), told
        )

    def press(self, press: Press) -> None:
        """Carry out one key press. Esc is stop, whatever else is going on."""
        key = press.key
        if key == "esc":
            self.stop()
        elif self._typing:
            self._type(self._typing, key)
        elif not press.pasted and (not press.held or key in _MAY_REPEAT):
            self._obey(key)
        self._conductor.turn()

    def stop(self) -> None:
        """Relax; asked again before the robot rests, freeze. What was being typed is dropped."""
        if self._typing:
            self._leave_line()
        stopping = self._conductor.lifecycle.now is State.STOPPING
        self._conductor.stop(Grade.FREEZE if stopping else Grade.RELAX, ORIGIN)

    def _obey(self, key: str) -> None:
        state = self._conductor.lifecycle.now
        if key == "space":
            self._order(Verb.GO, self._shown.cue if self._shown else None)
        elif self._converses(key):
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

    def _converses(self, key: str) -> bool:
        """Carry out a key of a dialogue; whether it is one now."""
        dialogue = self._in_dialogue()
        if key == "?" and (self._people.takes_text or dialogue):
            self._typing = Typing("question", self._people.turn)
        elif self._shown_draft and self._decides(key, *self._shown_draft):
            return True
        elif key in (*_WORDS, "e") and dialogue:
            self._decides_early(key)
        elif key == "t":
            held = ORIGIN in self._parts.ears.held
            self._order(Verb.LISTENED if held else Verb.LISTEN, None)
        elif key == "x" and self._parts.ears.interruptible:
            self._order(Verb.INTERRUPT, None)
        else:
            return False
        return True

    def _arm(self) -> None:
        """Disarm the cue on standby, or arm it again."""
        position, cues = self._parts.time.standby, self._parts.rundown.cues
        if position < len(cues):
            disarmed = self._conductor.disarmed(cues[position])
            self._order(Verb.ARM if disarmed else Verb.DISARM, cues[position].number)

    def _lost(self) -> None:
        """There is no keyboard, and so nobody who could stop the show, any more."""
        self._conductor.stop(Grade.RELAX, "the keyboard is gone")
        self._left.set()

    def _decides(self, key: str, seen: int, draft: Draft) -> bool:
        """Give the operator's word on the draft that is shown; whether the key is one."""
        if key in _WORDS:
            self._order(_WORDS[key], None, seen)
        elif key == "e":
            self._typing = Typing("answer", seen=seen)
        elif key.isdecimal():  # never a hot cue, whatever is offered
            if 0 < int(key) <= len(draft.offered):
                self._order(Verb.PICK, draft.offered[int(key) - 1][0], seen)
        else:
            return False
        return True

    def _decides_early(self, key: str) -> None:
        """There is no draft to decide on yet: say so, or let the operator type beforehand."""
        if key == "e":
            self._typing = Typing("answer")
        else:  # what they have seen last is no draft, and so none may take this word
            self._order(_WORDS[key], None, self._last[-1].n if self._last else 0)

    def _in_dialogue(self) -> bool:
        return any(called.cue.dialogue for called in self._conductor.running())

    def _why_kept(self, typing: Typing) -> str:
        """Why Enter would give the line to nobody now; empty when it would give it."""
        if typing.of == "question":
            if self._people.takes_text:
                return ""
            return "not the host's turn yet" if self._in_dialogue() else "no dialogue runs any more"
        if self._conductor.deciding.asked is None or self._shown_draft is None:
            return "no draft waits" if typing.seen is None else "the draft has gone"
        another = typing.seen not in (None, self._conductor.deciding.since)
        return "another draft waits now" if another else ""

    def _type(self, typing: Typing, key: str) -> None:
        if key != "enter":
            if not typing.key(key):
                self._leave_line()
            return
        if typing.line and self._why_kept(typing):
            return
        self._leave_line()
        if typing.line and typing.of == "question":
            self._people.tell(TYPED, typing.line)
        elif typing.line:
            self._spawn(self._answer(typing))

    async def _answer(self, typing: Typing) -> None:
        """Have the robot say what was typed; a line that came too late is typed on."""
        seen = self._shown_draft[0] if typing.seen is None and self._shown_draft else typing.seen
        given = await self._conductor.order(Verb.ANSWER, ORIGIN, None, seen, typing.line)
        if not given.accepted and self._typing is None and self._in_dialogue():
            self._typing = typing

    def _leave_line(self) -> None:
        self._typing = None
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
