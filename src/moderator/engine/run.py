"""A cue that was called, and what it keeps from others."""

from collections.abc import Iterable
from dataclasses import dataclass

from moderator.cues.claims import Claims, in_words
from moderator.cues.materials import Materials
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
        materials: what the show brings.
    """

    def __init__(self, materials: Materials) -> None:
        self._materials = materials
        self._claims: dict[str, Claims] = {}

    def of(self, called: Called) -> Claims:
        """What a cue needs for itself."""
        if called.number not in self._claims:
            self._claims[called.number] = called.cue.claims(self._materials)
        return self._claims[called.number]


def clash(claims: Claims, others: Iterable[Run]) -> str:
    """Which of the others holds something that a cue needs, in words; empty when none does."""
    for other in others:
        if both := claims & other.claims:
            return f"cue {other.called.number} still holds {in_words(both)}"
    return ""
