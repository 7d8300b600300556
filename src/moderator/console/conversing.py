"""The keys that type: questions, answers, orders; words on drafts, push-to-talk."""

from collections.abc import Callable, Coroutine
from typing import Any

from moderator.console.commands import Command, command, wanted
from moderator.console.people import TYPED, KeyboardPeople
from moderator.console.typed import Typing
from moderator.engine.conductor import Conductor
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts
from moderator.people import Draft

ORIGIN = "keyboard"
_WORDS = {"y": Verb.APPROVE, "n": Verb.REFUSE}

Ordering = Callable[[Verb, str | None, int | None], None]
"""Has an order carried out: its verb, what it names, and the last entry that was seen."""


class Conversing:
    """The operator's side of a dialogue.

    Args:
        parts: the run's parts.
        conductor: takes the orders.
        people: takes what the host asks.
        order: has an order carried out.
        spawn: has anything else done.
        forget: what was pressed so far were letters of a line.

    Attributes:
        typing: what is being typed, if anything is.
    """

    def __init__(
        self,
        parts: Parts,
        conductor: Conductor,
        people: KeyboardPeople,
        order: Ordering,
        spawn: Callable[[Coroutine[Any, Any, None]], None],
        forget: Callable[[], None],
    ) -> None:
        self._parts = parts
        self._conductor = conductor
        self._people = people
        self._order = order
        self._spawn = spawn
        self._forget = forget
        self._shown: tuple[int, Draft] | None = None
        self._last = 0
        self.typing: Typing | None = None

    def look(self, last: int) -> None:
        """Take in what the operator sees from now on.

        Args:
            last: number of the last entry that they see.
        """
        deciding = self._conductor.deciding
        self._shown = (deciding.since, deciding.asked) if deciding.asked else None
        self._last = last
        if self.typing:
            self.typing.look(self._people.turn, self._why_kept(self.typing))

    def takes(self, key: str) -> bool:
        """Carry out a key of a dialogue; whether it is one now."""
        dialogue = self._in_dialogue()
        if key == ":":
            self.typing = Typing("order")
        elif key == "?" and (self._people.takes_text or dialogue):
            self.typing = Typing("question", self._people.turn)
        elif self._shown and self._decides(key, *self._shown):
            return True
        elif key in (*_WORDS, "e") and dialogue:
            self._decides_early(key)
        elif key == "t":
            held = ORIGIN in self._parts.ears.held
            self._order(Verb.LISTENED if held else Verb.LISTEN, None, None)
        elif key == "x" and self._parts.ears.interruptible:
            self._order(Verb.INTERRUPT, None, None)
        else:
            return False
        return True

    def type(self, key: str) -> None:
        """Take a key of the line that is being typed."""
        typing = self.typing
        if typing is None:
            return
        if key != "enter":
            if not typing.key(key):
                self.leave_line()
        elif not typing.line:
            self.leave_line()
        elif not self._why_kept(typing):
            self.leave_line()
            if typing.of == "question":
                self._people.tell(TYPED, typing.line)
            elif order := command(typing.line) if typing.of == "order" else None:
                self._spawn(self._obeyed(order))
            else:
                self._spawn(self._answer(typing))

    def leave_line(self) -> None:
        """Type no more, if anything is typed; the keys are orders again."""
        if self.typing:
            self.typing = None
            self._forget()

    def _decides(self, key: str, seen: int, draft: Draft) -> bool:
        """Give the operator's word on the draft that is shown; whether the key is one."""
        if key in _WORDS:
            self._order(_WORDS[key], None, seen)
        elif key == "e":
            self.typing = Typing("answer", seen=seen)
        elif key.isdecimal():  # never a hot cue, whatever is offered
            if 0 < int(key) <= len(draft.offered):
                self._order(Verb.PICK, draft.offered[int(key) - 1][0], seen)
        else:
            return False
        return True

    def _decides_early(self, key: str) -> None:
        """There is no draft to decide on yet: say so, or let the operator type beforehand."""
        if key == "e":
            self.typing = Typing("answer")
        else:  # what they have seen last is no draft, and so none may take this word
            self._order(_WORDS[key], None, self._last)

    async def _obeyed(self, order: Command) -> None:
        """Have a typed order carried out; why it was not is in the record."""
        await self._conductor.order(order.verb, ORIGIN, order.cue, words=order.words)

    async def _answer(self, typing: Typing) -> None:
        """Have the robot say what was typed; a line that came too late is typed on."""
        seen = self._shown[0] if typing.seen is None and self._shown else typing.seen
        given = await self._conductor.order(Verb.ANSWER, ORIGIN, None, seen, typing.line)
        if not given.accepted and self.typing is None and self._in_dialogue():
            self.typing = typing

    def _why_kept(self, typing: Typing) -> str:
        """Why Enter would give the line to nobody now; empty when it would give it."""
        if typing.of == "order":
            return "" if command(typing.line) else wanted(typing.line)
        if typing.of == "question":
            if self._people.takes_text:
                return ""
            return "not the host's turn yet" if self._in_dialogue() else "no dialogue runs any more"
        deciding = self._conductor.deciding
        if deciding.asked is None or self._shown is None:
            return "no draft waits" if typing.seen is None else "the draft has gone"
        another = typing.seen not in (None, deciding.since)
        return "another draft waits now" if another else ""

    def _in_dialogue(self) -> bool:
        return any(called.cue.dialogue for called in self._conductor.running())
