"""Which cues to drop so that the show comes to its fixed times: a pure function."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from moderator.show.laying_out import Planned, Slot, lay_out


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

    def times(self, dropped: Collection[int] = ()) -> list[Planned]:
        """When each cue comes, without those that are dropped, by their places."""
        slots = [
            replace(slot, passed=True) if at in dropped else slot
            for at, slot in enumerate(self.slots)
        ]
        return list(
            lay_out(
                slots, self.start_ns, self.between_ns, end_ns=self.end_ns, by_itself=self.by_itself
            )
        )

    def met(self, dropped: Collection[int] = ()) -> frozenset[int]:
        """The places of the cues with a fixed time that come in time."""
        times = enumerate(self.times(dropped))
        return frozenset(
            at for at, each in times if each.slack_ns is not None and each.slack_ns >= 0
        )


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
    possible = remaining.met(order)
    dropped: list[int] = []
    for fixed in sorted(possible):
        before = [at for at in order if at < fixed and at not in dropped]
        while fixed not in remaining.met(dropped):
            dropped.append(before.pop(0))
    for at in sorted(dropped, key=order.index, reverse=True):
        without = [other for other in dropped if other != at]
        if possible <= remaining.met(without):
            dropped = without
    return tuple(sorted(dropped, key=order.index))
