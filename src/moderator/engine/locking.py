"""Show mode: nothing changes what is to come before somebody unlocks it."""

from collections.abc import Callable, Mapping

from moderator.engine.orders import Order, Verb
from moderator.journal.journal import Journal

Deed = Callable[[], None]

CHANGES = frozenset(
    {
        Verb.REORDER,
        Verb.CUT_TO,
        Verb.DROP,
        Verb.RESTORE,
        Verb.SHORTEN,
        Verb.DISARM,
        Verb.ARM,
        Verb.REVISE,
    }
)
"""The orders that change what is to come; a locked show refuses them."""


class Locking:
    """Whether a show is locked.

    Args:
        journal: the record.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.locked = False
        self.verbs: Mapping[Verb, Callable[[Order], Deed | str]] = {
            Verb.LOCK: lambda _: self._to(locked=True),
            Verb.UNLOCK: lambda _: self._to(locked=False),
        }

    def refusal(self, verb: Verb) -> str:
        """Why an order does nothing; empty when it may do something."""
        return "the show is locked: unlock it first" if self.locked and verb in CHANGES else ""

    def _to(self, *, locked: bool) -> Deed | str:
        if self.locked is locked:
            return f"the show is {'locked' if locked else 'not locked'}"

        def deed() -> None:
            self.locked = locked
            self._journal.write("locked", locked=locked)

        return deed
