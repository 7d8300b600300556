"""A line that the operator types: a question of the host's, an answer of their own, an order."""

from dataclasses import dataclass
from typing import Literal

from moderator.engine.orders import MOST_WORDS
from moderator.knowledge import matching
from moderator.knowledge.wording import Offer
from moderator.people import Turn

MOST_FITTING = 3


def fitting(text: str, turn: Turn | None) -> tuple[str, ...]:
    """The scripted questions that fit what is being typed, the likeliest first.

    Before anything is typed, those that have not been asked yet, in order.
    """
    if turn is None:
        return ()
    offers = tuple(Offer(answer, ways) for answer, ways in turn.offered if ways)
    if not text.strip():
        left = [offer.ask[0] for offer in offers if offer.answer not in turn.already]
        return tuple(left[:MOST_FITTING])
    begun = " ".join(text.split()).casefold()
    likely = [match for match in matching.ranking(text, offers) if match.likeness > 0]
    ranked = [offers[match.number] for match in likely]
    ranked += [offer for offer in offers if offer not in ranked]
    with_it = [way for each in ranked for way in each.ask if begun in way.casefold()]
    others = [offers[match.number].ask[0] for match in likely]
    return tuple(dict.fromkeys((*with_it, *others)))[:MOST_FITTING]


@dataclass
class Typing:
    """What is being typed. Its keys are no orders.

    Attributes:
        of: what it is.
        turn: the host's turn, where it is a question.
        text: what has been typed.
        fitting: the scripted questions that fit it.
        taken: which of them is taken instead of the text, from 0; None when none is.
        seen: number of the entry that tells of the draft that an answer is for; None for whichever
            comes next.
        kept: why Enter would give it to nobody now; empty when it would give it.
    """

    of: Literal["question", "answer", "order"]
    turn: Turn | None = None
    text: str = ""
    fitting: tuple[str, ...] = ()
    taken: int | None = None
    seen: int | None = None
    kept: str = ""

    def __post_init__(self) -> None:
        self._fit()

    @property
    def line(self) -> str:
        """What Enter gives: the question that is taken, or what has been typed."""
        return self.text.strip() if self.taken is None else self.fitting[self.taken]

    def look(self, turn: Turn | None, kept: str) -> None:
        """Take in whose turn it is by now, and why Enter would give the line to nobody."""
        self.kept = kept
        if turn is not None and turn != self.turn and self.taken is None:
            self.turn = turn
            self._fit()

    def key(self, key: str) -> bool:
        """Take a key; False when it was taken back to before the first one."""
        if key in ("tab", "down", "up") and self.fitting:
            step = -1 if key == "up" else 1
            start = (0 if step < 0 else -1) if self.taken is None else self.taken
            self.taken = (start + step) % len(self.fitting)
        elif key == "backspace":
            if not self.text:
                return False
            self._retype(self.text[:-1])
        elif key == "space":
            self._retype(self.text + " ")
        elif len(key) == 1 and key.isprintable():
            self._retype(self.text + key)
        return True

    def _retype(self, text: str) -> None:
        self.text, self.taken = text[:MOST_WORDS], None
        self._fit()

    def _fit(self) -> None:
        if self.of == "question":
            self.fitting = fitting(self.text, self.turn)
