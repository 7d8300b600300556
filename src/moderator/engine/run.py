"""A cue that was called, and what it keeps from others."""

from collections.abc import Iterable
from dataclasses import dataclass

from moderator.cues.claims import Claims, in_words
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


def clash(claims: Claims, others: Iterable[Run]) -> str:
    """Which of the others holds something that a cue needs, in words; empty when none does."""
    for other in others:
        if both := claims & other.claims:
            return f"cue {other.called.number} still holds {in_words(both)}"
    return ""
