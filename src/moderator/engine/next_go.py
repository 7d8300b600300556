"""What the next GO does: the playhead, and what a talk or a dialogue makes of GO while it lasts.

Each change is in the record at once, so that the record alone tells what GO would do.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence

from moderator.engine.parts import Parts
from moderator.people import Standby
from moderator.show.rundown import Called


class NextGo:
    """The playhead is a position; the cue there is on standby. Disarmed cues are known here too.

    Args:
        parts: the run's parts.
        position: where the playhead is first.
        changed: told when what the next GO does has changed.
    """

    def __init__(self, parts: Parts, position: int, changed: Callable[[], None]) -> None:
        self._parts = parts
        self._time = parts.time
        every = (*parts.rundown.cues, *parts.rundown.hot)
        self._order = [called.number for called in every]
        self._dropped: tuple[str, ...] = ()
        self._told_dropped: set[str] = set()
        self._disarmed = tuple(called.number for called in every if not called.cue.armed)
        self._in_words: dict[tuple[str, bool], Standby] = {}
        self._recorded: tuple[Standby | None, str | None] = (None, None)
        self._meanings: list[tuple[Standby, asyncio.Event]] = []
        self._changed = changed
        self.since = 0
        """Number of the record's entry with which what GO does changed last."""
        self.position = parts.time.standby = position
        parts.time.passes_over = self.passes_over

    def opened(self) -> None:
        """Record where the playhead is first, and which cues are disarmed."""
        if self._disarmed:
            self._record_disarmed()
        else:
            self._record()

    def go_on(self, disarmed: Collection[str], dropped: Collection[str]) -> None:
        """Pass over what a run that was cut short did, before the record says how it is."""
        self._disarm(disarmed)
        self._dropped = tuple(dropped)

    def called(self) -> Called | None:
        """The cue on standby; None after the last."""
        cues = self._time.rundown.cues
        return cues[self.position] if self.position < len(cues) else None

    def to_start(self) -> tuple[tuple[Called, ...], Called | None]:
        """The cues that GO passes over, since their conditions do not hold, and what it starts."""
        passed: list[Called] = []
        for called in self._parts.rundown.cues[self.position :]:
            if self.passes_over(called) in ("", "disarmed"):
                return tuple(passed), called
            passed.append(called)
        return tuple(passed), None

    def meaning(self) -> tuple[Standby, asyncio.Event] | None:
        """What GO does instead of starting the standby, if anything."""
        return self._meanings[-1] if self._meanings else None

    def standby(self) -> Standby | None:
        """What the next GO does, in words; None when there is nothing to do."""
        if self._meanings:
            return self._meanings[-1][0]
        called = self.called()
        if called is None:
            return None
        meant = called.number, called.number in self._disarmed
        if (words := self._in_words.get(meant)) is None:
            words = self._in_words[meant] = _in_words(called, disarmed=meant[1])
        return words

    def disarmed(self, called: Called) -> bool:
        """Whether a cue does nothing when it is called."""
        return called.number in self._disarmed

    def arm(self, called: Called, *, armed: bool) -> None:
        """Arm a cue, or disarm it."""
        if self.disarmed(called) is not armed:
            return
        self._disarm({*self._disarmed} ^ {called.number})
        self._record_disarmed()

    @property
    def dropped(self) -> tuple[str, ...]:
        """The cues that are passed over, by themselves, when it would be their turn."""
        return self._dropped

    def drop(self, numbers: Collection[str]) -> None:
        """Pass over these cues and no others when it would be their turn."""
        self._drop(numbers)
        self._put(self.position)
        self.tell()

    def cut(self, cues: Sequence[Called], position: int) -> None:
        """Pass over some cues now, and as dropped ones from now on; another is on standby."""
        numbers = [called.number for called in cues]
        for called in cues:
            self._parts.tally.pass_over(called, "cut")
        self._told_dropped.update(numbers)
        self._drop((*self._dropped, *numbers))
        self.move(position)

    def _drop(self, numbers: Collection[str]) -> None:
        self._dropped = tuple(number for number in self._order if number in numbers)
        self._told_dropped.intersection_update(self._dropped)
        self._parts.journal.write("dropped", cues=list(self._dropped))

    def passes_over(self, called: Called) -> str:
        """Why a cue does nothing when its turn comes; empty when it is to do something."""
        if called.number in self._dropped:
            return "dropped"
        if called.number in self._disarmed:
            return "disarmed"
        if called.cue.when and not self._parts.programme.holds(called.cue.when):
            return f"not so: {called.cue.when}"
        return ""

    def revised(self, standby: Called | None) -> None:
        """Go on in a revised show, with the same cue on standby where it has it."""
        every = (*self._parts.rundown.cues, *self._parts.rundown.hot)
        known, self._order = set(self._order), [called.number for called in every]
        new = {c.number for c in every if c.number not in known and not c.cue.armed}
        self._disarm({*self._disarmed, *new})
        self._dropped = tuple(number for number in self._order if number in self._dropped)
        self._in_words.clear()
        self._record_disarmed()
        same = self._parts.rundown.find(standby.number) if standby else None
        self.move(same.position if same else self.position)

    def rearranged(self, acts: Sequence[Mapping[str, object]]) -> None:
        """Record the order in which cues come from now on, and what GO does with that."""
        called = self.called()
        number = called.number if called else None
        self._write("rearranged", self.standby(), number, acts=acts)
        self.move(self.position)

    def _disarm(self, numbers: Collection[str]) -> None:
        """Disarm these and no others."""
        self._disarmed = tuple(number for number in self._order if number in numbers)

    def reaches(self, position: int) -> bool:
        """Whether there is a cue at a position."""
        return 0 <= position < len(self._time.rundown.cues)

    def before(self) -> int:
        """The position of the cue before the standby; −1 before the first."""
        position = self.position - 1
        while (called := self._cue_at(position)) and called.number in self._dropped:
            position -= 1
        return position

    def move(self, position: int) -> None:
        """Put another cue on standby."""
        self._put(position)
        self.tell()

    def back_to(self, position: int | None) -> None:
        """Put a cue that was ended before its time on standby again, if there is one."""
        if position is not None and self.reaches(position):
            self.move(position)

    def past(self, called: Called) -> None:
        """Move on past a cue that was called, and those that start by themselves after it."""
        self._put(self._parts.rundown.after_chain(called.position))

    def skip(self) -> None:
        """Move on past one cue."""
        self._put(self.position + 1)
        self.tell()

    def _put(self, position: int) -> None:
        while (called := self._cue_at(position)) and called.number in self._dropped:
            if called.number not in self._told_dropped:
                self._parts.tally.pass_over(called, "dropped")
                self._told_dropped.add(called.number)
            position += 1
        self.position = self._parts.time.standby = position
        self._record()

    def _cue_at(self, position: int) -> Called | None:
        cues = self._time.rundown.cues
        return cues[position] if 0 <= position < len(cues) else None

    def _record(self) -> None:
        """Record where the playhead is and what GO does there, once."""
        called, standby = self.called(), self.standby()
        number = called.number if called else None
        if (standby, number) != self._recorded:
            self._write("playhead", standby, number)

    def _record_disarmed(self) -> None:
        """Record which cues are disarmed, and what GO does now: that may have changed with it."""
        called = self.called()
        number = called.number if called else None
        self._write("disarmed", self.standby(), number, cues=list(self._disarmed))

    def _write(
        self, kind: str, standby: Standby | None, number: str | None, **data: object
    ) -> None:
        changed = (standby, number) != self._recorded
        self._recorded = standby, number
        cue, says = (standby.cue, standby.says) if standby else (None, None)
        entry = self._parts.journal.write(kind, cue, says=says, standby=number, **data)
        self.since = entry.n if changed else self.since

    def tell(self, *, anew: bool = False) -> None:
        """Record what is on standby.

        Args:
            anew: whether a GO that was meant for the show before this is stale.
        """
        if called := self.called():
            says = f"start {called.title}"
            entry = self._parts.journal.write("standby", called.number, says=says)
            self.since = entry.n if anew else self.since
        self._changed()

    def open(self, number: str, means: str) -> asyncio.Event:
        """Let GO set an event from now on."""
        event = asyncio.Event()
        self._meanings.append((Standby(number, means), event))
        self._record()
        self._changed()
        return event

    def close(self, event: asyncio.Event) -> None:
        """Let GO be GO again."""
        self._meanings = [meaning for meaning in self._meanings if meaning[1] is not event]
        self._record()
        self._changed()


def _in_words(called: Called, *, disarmed: bool) -> Standby:
    """What GO does when a cue is on standby."""
    if disarmed:
        return Standby(called.number, f"pass over cue {called.number}, disarmed: {called.title}")
    unless = f" if {called.cue.when}, or else what comes next" if called.cue.when else ""
    return Standby(called.number, f"start cue {called.number}{unless}: {called.title}")
