"""When what is to come comes, as it goes now; worked out when somebody asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from moderator.show.cutting import Remaining, cuts
from moderator.show.laying_out import Planned, Slot
from moderator.show.rundown import Called, Rundown
from moderator.values.duration import NS_PER_S, format_clock


@dataclass(frozen=True)
class UnderWay:
    """A cue that was called, or that starts by itself: when it did, and is expected to end.

    Attributes:
        called: the cue.
        start_ns: when it was called, nanoseconds from the show's planned start.
        end_ns: when it is expected to end.
    """

    called: Called
    start_ns: int
    end_ns: int


@dataclass(frozen=True)
class Offer:
    """What is missed as it goes now, and what would help.

    Attributes:
        missed: the first cue whose fixed time is missed.
        late_ns: by how much.
        drop: the cues to drop, in the order given; empty where none helps.
        met: whether it is then in time.
    """

    missed: Called
    late_ns: int
    drop: tuple[Called, ...]
    met: bool

    def in_words(self) -> str:
        """For the operator, in a line."""
        by = format_clock(max(self.late_ns, NS_PER_S))
        late = f"cue {self.missed.number} comes {by} late for its fixed time"
        if not self.drop:
            return f"{late}; nothing that may be dropped helps"
        numbers = ", ".join(called.number for called in self.drop)
        return f"{late}; drop {numbers}: {'in time' if self.met else 'later ones are in time'}"


@dataclass(frozen=True)
class Expected:
    """How the show is expected to go on; times are nanoseconds from its planned start.

    Attributes:
        under_way: what runs, or waits to start by itself.
        coming: the cues that come after that, in order.
        remaining: the same as they are laid out.
    """

    under_way: Sequence[UnderWay]
    coming: Sequence[Called]
    remaining: Remaining

    def times(self, most: int | None = None) -> Mapping[str, Planned]:
        """Each cue's times, by its number.

        Args:
            most: of those that come, how many; None for all.
        """
        begun = {
            u.called.number: Planned(u.start_ns, u.end_ns - u.start_ns) for u in self.under_way
        }
        laid = self.remaining.laid if most is None else self.remaining.first(most)
        coming = zip(self.coming[:most], laid, strict=True)
        return begun | {called.number: times for called, times in coming}

    def end_ns(self) -> int:
        """When the show ends."""
        laid = zip(self.remaining.slots, self.remaining.laid, strict=True)
        ends = (times.end_ns for slot, times in laid if not slot.passed)
        return max(self.remaining.end_ns, *ends, 0)

    def lasts_ns(self, now_ns: int, drop: Sequence[Called]) -> int | None:
        """How long it can go on so until one more fixed time is missed; None where none can be.

        Args:
            now_ns: the time now, from the show's planned start.
            drop: cues that are taken as dropped.
        """
        left = self.remaining
        if drop:
            gone = {called.number for called in drop}
            left = left.without([at for at, one in enumerate(self.coming) if one.number in gone])
        spare = [slack_ns for slack_ns in left.slacks.values() if slack_ns >= 0]
        if not spare:
            return None
        begins_ns = self.remaining.end_ns if self.under_way else self.remaining.start_ns
        return max(0, begins_ns - now_ns) + min(spare)

    def offer(self, cuttable: Sequence[Called]) -> Offer | None:
        """What the robot may offer to shorten; None while every fixed time is met.

        Args:
            cuttable: the cues that may be dropped, in the order given.
        """
        slacks = self.remaining.slacks.items()
        missed = next((place for place, slack_ns in slacks if slack_ns < 0), None)
        if missed is None:
            return None
        at = {called.number: place for place, called in enumerate(self.coming)}
        places = [at[called.number] for called in cuttable if called.number in at]
        order = [place for place in places if not self.remaining.slots[place].passed]
        dropped = cuts(self.remaining, order)
        late_ns, met = -self.remaining.slacks[missed], missed in self.remaining.met(dropped)
        return Offer(self.coming[missed], late_ns, tuple(self.coming[at] for at in dropped), met)


def expected(
    rundown: Rundown,
    under_way: Sequence[UnderWay],
    standby: int,
    start_ns: int,
    passes_over: Callable[[Called], str],
    before: int | None = None,
) -> Expected:
    """Expect what runs to take its planned rest, and what follows its planned time.

    Args:
        rundown: as it stands.
        under_way: what runs, or waits to start by itself.
        standby: position of the cue on standby.
        start_ns: when that can start, where nothing is under way.
        passes_over: why a cue does nothing when its turn comes.
        before: the position before which it is looked at; None for all of it.
    """
    cues, tail = rundown.cues[:before], tuple[Called, ...]()
    end_ns = max((one.end_ns for one in under_way), default=0)
    last = max(under_way, key=lambda one: one.called.position, default=None)
    if last:
        start_ns = end_ns + rundown.between_ns
        chain_ends = rundown.after_chain(last.called.position)
        if chain_ends <= standby:
            tail = cues[last.called.position + 1 : chain_ends]
            start_ns = last.end_ns if tail else start_ns
    coming = (*tail, *cues[standby:])
    slots = tuple([_slot(called, passes_over(called)) for called in coming])
    remaining = Remaining(slots, start_ns, rundown.between_ns, end_ns, bool(tail))
    return Expected(under_way, coming, remaining)


def _slot(called: Called, passed_over: str) -> Slot:
    """How a cue comes, by why it does nothing."""
    return called.slots.get(passed_over) or called.slots["passed"]
