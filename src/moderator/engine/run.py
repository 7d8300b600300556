"""A cue that was called, and what it keeps from others."""

from collections.abc import Iterable
from dataclasses import dataclass

from moderator.cues.claims import in_words
from moderator.cues.materials import Materials
from moderator.show.rundown import Called


@dataclass
class Run:
    """A cue that was called and has not been seen to end.

    Attributes:
        called: the cue.
        acts: whether its pre-wait is over.
        given_up: whether it was told to end before its time.
    """

    called: Called
    acts: bool
    given_up: bool = False


def clash(called: Called, others: Iterable[Run], materials: Materials) -> str:
    """Which of the others holds something that a cue needs, in words; empty when none does."""
    claims = called.cue.claims(materials)
    for other in others:
        if both := claims & other.called.cue.claims(materials):
            return f"cue {other.called.number} still holds {in_words(both)}"
    return ""
