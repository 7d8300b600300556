"""What comes after a cue that starts the next by itself, that failed, or that names another."""

from moderator.cues.cue import GoTo
from moderator.engine.lifecycle import Lifecycle
from moderator.engine.next_go import NextGo
from moderator.engine.parts import Parts
from moderator.engine.runner import Performed
from moderator.show.rearranging import instead
from moderator.show.rundown import Called


class NextCue:
    """Finds the cue that comes next without a GO, and holds the show where its rule says so.

    Args:
        parts: the run's parts.
        lifecycle: the show's state.
        next_go: the playhead.
    """

    def __init__(self, parts: Parts, lifecycle: Lifecycle, next_go: NextGo) -> None:
        self._parts = parts
        self._lifecycle = lifecycle
        self._next_go = next_go
        self._gone_from: set[str] = set()

    def chosen_anew(self) -> None:
        """A person has called a cue: from here on no cue has gone to another."""
        self._gone_from.clear()

    def after(self, called: Called) -> Called | None:
        """The cue after one that goes on by itself."""
        cues = self._parts.rundown.cues
        last = called.follows == "none" or called.position + 1 >= len(cues)
        return None if last else cues[called.position + 1]

    def instead(self, called: Called, performed: Performed, goes_on: bool) -> Called | None:
        """The cue that comes now after one that failed, or that named its own."""
        rule = called.on_failure
        number, ok = performed.next_number, performed.outcome.ok
        if not ok:
            why = performed.outcome.why or performed.outcome.ended
            self._parts.journal.write("fault", called.number, what=f"cue {called.number}: {why}")
            number = number or (rule.go_to if isinstance(rule, GoTo) else None)
        if number and called.number not in self._gone_from:
            self._gone_from.add(called.number)
            return self._go_to(called, number, goes_on)
        if number:
            what = f"cue {called.number} would go to cue {number} again and again"
            self._parts.journal.write("fault", called.number, what=what)
        elif rule == "skip":
            return self.after(called) if goes_on else None
        if self._lifecycle.may("hold"):
            self._lifecycle.fire("hold")
        return self.after(called) if goes_on else None

    def _go_to(self, called: Called, number: str, goes_on: bool) -> Called | None:
        """Put another cue on standby; in a chain, or when it is a hot one, it starts by itself."""
        target = self._parts.rundown.find(number)
        assert target is not None
        if target.position < 0:
            return target
        coming = instead(self._parts.rundown, called, target)
        self._next_go.move(coming.position if coming else len(self._parts.rundown.cues))
        while coming and coming.number in self._next_go.dropped:  # it was passed over just now
            coming = self.after(coming)
        if coming is None or not goes_on:
            return None
        self._next_go.past(coming)
        return coming
