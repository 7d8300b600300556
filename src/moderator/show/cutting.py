"""Which cues to drop so that the show comes to its fixed times: a pure function."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from moderator.show.laying_out import Planned, Slot, lay_out
from moderator.show.meeting import Meeting


@dataclass(frozen=True)
class Remaining:
    """What is still to come.

    Attributes:
        slots: the cues in order.
        start_ns: when the first of them can start.
        between_ns: from a cue's end to the operator's GO.
        end_ns: when the last of those before them ends.
        by_itself: whether the first starts without a GO.
    """

    slots: tuple[Slot, ...]
    start_ns: int
    between_ns: int
    end_ns: int = 0
    by_itself: bool = False

    @cached_property
    def laid(self) -> tuple[Planned, ...]:
        """When each cue comes."""
        return tuple(self.first(len(self.slots)))

    def first(self, many: int) -> Iterator[Planned]:
        """When each of the first cues comes."""
        slots, end_ns, by_itself = self.slots[:many], self.end_ns, self.by_itself
        return lay_out(slots, self.start_ns, self.between_ns, end_ns=end_ns, by_itself=by_itself)

    @cached_property
    def slacks(self) -> Mapping[int, int]:
        """The time to spare before each fixed time, by the place of its cue, in order."""
        if not (fixed := self.fixed()):
            return {}
        laid = self.first(fixed[-1] + 1)
        return {at: each.slack_ns for at, each in enumerate(laid) if each.slack_ns is not None}

    def without(self, dropped: Collection[int]) -> "Remaining":
        """The same with some cues dropped, by their places."""
        if not dropped:
            return self
        slots = enumerate(self.slots)
        left = tuple(slot._replace(passed=True) if at in dropped else slot for at, slot in slots)
        return replace(self, slots=left)

    def met(self, dropped: Collection[int] = ()) -> frozenset[int]:
        """The places of the cues with a fixed time that come in time."""
        slacks = self.without(dropped).slacks
        return frozenset(at for at, slack_ns in slacks.items() if slack_ns >= 0)

    def fixed(self) -> Sequence[int]:
        """The places of the cues with a fixed time, in order."""
        return [
            at
            for at, slot in enumerate(self.slots)
            if slot.fixed_ns is not None and not slot.passed
        ]

    def meeting(self, dropped: Collection[int] = ()) -> Meeting:
        """The same without some cues, to be changed piece by piece."""
        begins = (self.start_ns, self.end_ns, self.by_itself)
        return Meeting(self.slots, begins, self.between_ns, dropped)


def cuts(remaining: Remaining, order: Sequence[int]) -> tuple[int, ...]:
    """Which cues to drop so that every fixed time is met that can be met at all.

    One fixed time after the other, cues before it are dropped in the order given, as many as it
    takes; then those come back that are not needed after all, the last given first. What could not
    be met though all were dropped is no reason to drop any.

    Args:
        remaining: what is still to come.
        order: places of the cues that may be dropped, the first to be dropped first.

    Returns:
        The places of those to drop, in the order given.
    """
    order = [at for at in order if not remaining.slots[at].passed]
    least = remaining.meeting(order)
    possible = [at for at in remaining.fixed() if least.meets(at)]
    if all(remaining.slacks[at] >= 0 for at in possible):
        return ()
    meeting, dropped = remaining.meeting(), list[int]()
    for fixed in possible:
        if not meeting.meets(fixed):
            gone = set(dropped)
            before = [at for at in order if at < fixed and at not in gone]
            dropped += before[: _fewest(meeting, fixed, before)]
    meeting.want(possible)
    needed, rank = set(dropped), {at: place for place, at in enumerate(order)}
    for at in sorted(dropped, key=rank.__getitem__, reverse=True):
        if meeting.can_come(at):
            meeting.come(at)
            needed.remove(at)
    return tuple(sorted(needed, key=rank.__getitem__))


def _fewest(meeting: Meeting, fixed: int, before: Sequence[int]) -> int:
    """How many of the cues before a fixed time have to be dropped for it; they then are."""
    too_few, enough, now, step = 0, len(before), 0, 1
    while now != enough or enough - too_few > 1:
        many = min(too_few + step, (too_few + enough + 1) // 2)
        meeting.drop(before[now:many])
        meeting.drop(before[many:now], dropped=False)
        now, step = many, step * 2
        if meeting.meets(fixed):
            enough = many
        else:
            too_few = many
    return enough
