"""A cue that was called, and what it keeps from others."""

from collections.abc import Iterable
from dataclasses import dataclass

from moderator.cues.claims import Claims, in_words
from moderator.cues.cue import Cue
from moderator.engine.book import Book
from moderator.show.rundown import Called


@dataclass
class Run:
    """A cue that was called and has not been seen to end.

    Attributes:
        called: the cue.
        claims: what it keeps from others.
        acts: whether its pre-wait is over.
        given_up: whether it was told to end before its time.
    """

    called: Called
    claims: Claims
    acts: bool
    given_up: bool = False


class Claiming:
    """What cues need for themselves; worked out once, GO being in a hurry.

    Args:
        book: what the show brings.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._claims: dict[str, tuple[Cue, Claims]] = {}

    def of(self, called: Called) -> Claims:
        """What a cue needs for itself."""
        cue, claims = self._claims.get(called.number, (None, None))
        if cue is not called.cue or claims is None:  # it was revised
            claims = called.cue.claims(self._book.materials)
            self._claims[called.number] = called.cue, claims
        return claims


def clash(claims: Claims, others: Iterable[Run]) -> str:
    """Which of the others holds something that a cue needs, in words; empty when none does."""
    for other in others:
        if both := claims & other.claims:
            return f"cue {other.called.number} still holds {in_words(both)}"
    return ""
