"""A revised show takes the place of the one that is performed, between two cues."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from moderator.engine.book import Edition
from moderator.engine.locking import Locking
from moderator.engine.next_go import NextGo
from moderator.engine.opening import record_revised
from moderator.engine.orders import Order, Verb
from moderator.engine.parts import Parts
from moderator.engine.running import Running
from moderator.show.rearranging import in_order
from moderator.show.revising import changes, why_not
from moderator.show.rundown import Rundown

Deed = Callable[[], None]


@dataclass(frozen=True)
class Revision:
    """A revised show that is ready to be performed.

    Attributes:
        edition: what is written now, its lines rendered.
        rundown: its cues as they are written.
        fingerprint: of its files.
    """

    edition: Edition
    rundown: Rundown
    fingerprint: str


class Revising:
    """Offers a revised show to the operator, and takes it in when they say so.

    Args:
        parts: the run's parts.
        next_go: the playhead.
        running: the cues that run.
        locking: whether the show is locked.
        tell_red: records what the standby lacks.
    """

    def __init__(
        self, parts: Parts, next_go: NextGo, running: Running, locking: Locking, tell_red: Deed
    ) -> None:
        self._locking = locking
        self._parts = parts
        self._next_go = next_go
        self._running = running
        self._tell_red = tell_red
        self._offered: Revision | None = None
        self.verbs: Mapping[Verb, Callable[[Order], Deed | str]] = {Verb.REVISE: self._revise}

    def offer(self, revision: Revision, diff: list[str]) -> None:
        """Have the operator take in a revised show when they like.

        Args:
            revision: it.
            diff: of its files' lines, for reading.
        """
        self._offered = revision
        what = list(changes(self._parts.show, revision.edition.show))
        write = self._parts.journal.write
        write("offered", edition=revision.fingerprint, changes=what, diff=diff)

    def unsound(self, problems: list[str]) -> None:
        """Tell the operator that what is written now cannot be performed."""
        self._offered = None
        self._parts.journal.write("offered", problems=problems)

    def withdraw(self) -> None:
        """Offer nothing any more: what is written is what is performed."""
        if self._offered:
            self._offered = None
            self._parts.journal.write("offered")

    def refusal(self, edition: str | None) -> str:
        """Why what is offered cannot be taken in now; empty when it can."""
        revision = self._offered
        if self._locking.locked:
            return self._locking.refusal(Verb.REVISE)
        if revision is None:
            return "no revised show is offered"
        if edition != revision.fingerprint:
            return "it has been revised again since: look at what is offered now"
        parts, stands = self._parts, self._as_it_stands(revision)
        first = max(self._next_go.position, self._running.chains_end())
        running = self._running.cues()
        return why_not(parts.show, revision.edition.show, parts.rundown, stands, first, running)

    def _revise(self, order: Order) -> Deed | str:
        if why := self.refusal(order.cue):
            return why
        revision = self._offered
        assert revision is not None
        return lambda: self._take_in(revision, self._as_it_stands(revision))

    def _as_it_stands(self, revision: Revision) -> Rundown:
        """Its cues in the order in which they are to come, where some were moved."""
        if not self._was_moved():
            return revision.rundown
        acts = self._parts.rundown.acts()
        told = [(act, [called.number for called in cues]) for act, cues in acts]
        return in_order(revision.rundown, told)

    def _was_moved(self) -> bool:
        """Whether the cues come in another order than they are written in."""
        written = [called.written for called in self._parts.rundown.cues]
        return written != sorted(written)

    def _take_in(self, revision: Revision, stands: Rundown) -> None:
        parts, edition = self._parts, revision.edition
        what = list(changes(parts.show, edition.show))
        standby = self._next_go.called()
        self._offered = None
        parts.book.take(edition)
        parts.knowledge.facts = edition.materials.facts
        parts.speakers.written = revision.rundown
        parts.time.rundown = stands
        record_revised(parts, revision.fingerprint, what)
        self._next_go.revised(standby)
        self._tell_red()
