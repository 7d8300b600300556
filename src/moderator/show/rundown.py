"""The ordered cues with their planned times: data that the engine interprets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from moderator.cues.action import Lengths
from moderator.cues.conditions import Known, holds, parse
from moderator.cues.cue import Cue, OnFailure
from moderator.cues.materials import Materials
from moderator.show.laying_out import Planned, Slot, lay_out
from moderator.show.model import Show
from moderator.values.time_of_day import between_ns


@dataclass(frozen=True)
class Called:
    """A cue in its place.

    Attributes:
        cue: what is written.
        position: place in the rundown, from 0.
        written: its place in the show as it is written; that never changes.
        act: the act's title.
        title: what the rundown calls it.
        follows: `none`, `auto_continue` or `auto_follow`, defaults applied.
        on_failure: its rule for when it fails, defaults applied.
        planned: its times.
        planned_over: whether the plan passes over it: on time its condition does not hold.
        act_at: the act's place in the show as it is written: two may have one title; −1 where
            it has none.
        fixed_ns: the time of day at which it is to start, nanoseconds from the show's start; None
            where it has none.
    """

    cue: Cue
    position: int
    written: int
    act: str
    title: str
    follows: str
    on_failure: OnFailure
    planned: Planned
    fixed_ns: int | None = None
    planned_over: bool = False
    act_at: int = -1

    @cached_property
    def acting(self) -> Planned:
        """Its times without its waits: what the record compares with what happened."""
        waits = self.cue.pre_wait + self.cue.post_wait
        return Planned(self.planned.start_ns + self.cue.pre_wait, self.planned.length_ns - waits)

    @cached_property
    def slot(self) -> Slot:
        """What laying it out needs."""
        return Slot(self.planned.length_ns, self.follows, self.fixed_ns, self.planned_over)

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """The same as it comes: done, `disarmed`, or `passed` over."""
        done = self.slot._replace(passed=False)
        disarmed, passed = done._replace(length_ns=0), done._replace(passed=True)
        return {"": done, "disarmed": disarmed, "passed": passed}

    @cached_property
    def number(self) -> str:
        """The cue's number."""
        return self.cue.cue


@dataclass(frozen=True)
class Rundown:
    """A show's cues in order, and its hot cues.

    Attributes:
        cues: in order.
        hot: hot cues, in order; their position is −1.
        between_ns: planned time from a cue's end to the operator's GO.
    """

    cues: tuple[Called, ...]
    hot: tuple[Called, ...]
    between_ns: int = 0

    @cached_property
    def planned_ns(self) -> int:
        """The planned length of the show."""
        ends = (called.planned.end_ns for called in self.cues if not called.planned_over)
        return max(ends, default=0)

    @cached_property
    def by_number(self) -> Mapping[str, Called]:
        """Each cue by its number, hot cues too."""
        return {called.number: called for called in (*self.cues, *self.hot)}

    def find(self, number: str) -> Called | None:
        """The cue of a number, hot cues too."""
        return self.by_number.get(number)

    def together(self, called: Called) -> tuple[Called, ...]:
        """A cue, and those that start together with it, in order."""
        if called.follows != "auto_continue":
            return (called,)
        last = called.position
        while last + 1 < len(self.cues) and self.cues[last].follows == "auto_continue":
            last += 1
        return self.cues[called.position : last + 1]

    def after_chain(self, position: int) -> int:
        """The position of the first cue after `position` that does not start by itself."""
        while position < len(self.cues) and self.cues[position].follows != "none":
            position += 1
        return min(position + 1, len(self.cues))

    def chain(self, position: int) -> tuple[Called, ...]:
        """The cues that start by themselves one after another, of which one is at a position."""
        first = position
        while first > 0 and self.cues[first - 1].follows != "none":
            first -= 1
        return self.cues[first : self.after_chain(position)]

    @cached_property
    def cuttable(self) -> tuple[Called, ...]:
        """The cues that may be dropped, the first to be dropped first."""
        may = [called for called in self.cues if called.cue.cuttable]
        numbered = [called for called in may if called.cue.cuttable is not True]
        return (
            *sorted(numbered, key=lambda called: (called.cue.cuttable, called.written)),
            *sorted((c for c in may if c.cue.cuttable is True), key=lambda called: called.written),
        )

    @cached_property
    def last_fixed(self) -> int:
        """The position of the last cue with a fixed time; −1 where none has one."""
        return max((c.position for c in self.cues if c.fixed_ns is not None), default=-1)

    def acts(self) -> Iterator[tuple[str, tuple[Called, ...]]]:
        """Each act's title and cues, in order; two may have one title."""
        for (_, act), cues in groupby(self.cues, lambda called: (called.act_at, called.act)):
            yield act, tuple(cues)


def rundown(show: Show, materials: Materials, lengths: Lengths) -> Rundown:
    """Lay out a show's cues in time.

    Args:
        show: what is written.
        materials: what it refers to.
        lengths: how long lines, motions and sounds take.
    """
    between_ns = show.defaults.between
    written = [(act_at, act.act, cue) for act_at, act in enumerate(show.acts) for cue in act.cues]
    slots = _slots([cue for _, _, cue in written], show, lengths)
    times = lay_out(slots, 0, between_ns)
    cues = tuple(
        Called(
            cue=cue,
            position=at,
            written=at,
            act=act,
            title=cue.title(materials),
            follows=slot.follows,
            on_failure=cue.on_failure or show.defaults.on_failure,
            planned=planned,
            fixed_ns=slot.fixed_ns,
            planned_over=slot.passed,
            act_at=act_at,
        )
        for at, ((act_at, act, cue), slot, planned) in enumerate(
            zip(written, slots, times, strict=True)
        )
    )
    hot = tuple(
        Called(
            cue=cue,
            position=-1,
            written=-1,
            act="",
            title=cue.title(materials),
            follows="none",
            on_failure=cue.on_failure or show.defaults.on_failure,
            planned=Planned(0, cue.length_ns(lengths)),
        )
        for cue in show.hot
    )
    return Rundown(cues, hot, between_ns)


def _slots(cues: Sequence[Cue], show: Show, lengths: Lengths) -> list[Slot]:
    """What laying out cues needs, those with a condition as they come when all is on time."""
    slots = [
        Slot(
            cue.pre_wait + cue.length_ns(lengths) + cue.post_wait,
            cue.continue_ or _default_follow(show),
            _fixed_ns(cue, show),
        )
        for cue in cues
    ]
    slots[-1] = slots[-1]._replace(follows="none")  # no cue comes after it
    if not any(cue.when for cue in cues):
        return slots
    times = tuple(lay_out(slots, 0, show.defaults.between))
    ends_ns = max(planned.end_ns for planned in times)
    numbers = [cue.cue for cue in cues]
    for at, cue in enumerate(cues):
        known = Known(0, ends_ns - times[at].start_ns, numbers[:at].__contains__)
        if cue.when and not holds(parse(cue.when), known):
            slots[at] = slots[at]._replace(passed=True)
    return slots


def timed(
    cues: Sequence[Called], start_ns: int, between_ns: int, end_ns: int = 0
) -> tuple[Called, ...]:
    """Cues with their planned times, laid out one after another from a moment on."""
    slots = [called.slot for called in cues]
    times = lay_out(slots, start_ns, between_ns, end_ns=end_ns)
    return tuple(replace(called, planned=at) for called, at in zip(cues, times, strict=True))


def _fixed_ns(cue: Cue, show: Show) -> int | None:
    moment = cue.fixed.after(show.starts) if cue.fixed else None
    return between_ns(show.starts, moment) if moment else None


def _default_follow(show: Show) -> str:
    return "none" if show.defaults.go == "operator" else show.defaults.go
