"""Laying cues out in time: the one rule behind a plan, what is expected, and what to drop."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Planned(NamedTuple):
    """A cue's times, nanoseconds from the show's start.

    Attributes:
        start_ns: when it is called.
        length_ns: from there to its end, its waits included.
        slack_ns: time to spare before its fixed time; negative where that is missed by so much;
            None where it has none.
    """

    start_ns: int
    length_ns: int
    slack_ns: int | None = None

    @property
    def end_ns(self) -> int:
        """When it is done."""
        return self.start_ns + self.length_ns


class Slot(NamedTuple):
    """What the laying out of a cue needs.

    Attributes:
        length_ns: how long it takes, its waits included.
        follows: `none`, `auto_continue` or `auto_follow`.
        fixed_ns: the time before which it does not start; None where it has none.
        passed: whether it is passed over, so that it takes no time and no GO.
    """

    length_ns: int
    follows: str
    fixed_ns: int | None = None
    passed: bool = False


def lay_out(
    slots: Iterable[Slot],
    start_ns: int,
    between_ns: int,
    *,
    end_ns: int = 0,
    by_itself: bool = False,
) -> Iterator[Planned]:
    """Lay cues out one after another.

    Args:
        slots: the cues in order.
        start_ns: when the first of them can start.
        between_ns: from a cue's end to the operator's GO.
        end_ns: when the last of those before them ends.
        by_itself: whether the first starts without a GO.
    """
    start, end = start_ns, end_ns
    for length, follows, fixed, passed in slots:
        if passed:
            yield Planned(start, length)
            if by_itself and follows == "none":
                start, by_itself = end + between_ns, False
            continue
        slack = None
        if fixed is not None:
            slack, start = fixed - start, max(start, fixed)
        yield Planned(start, length, slack)
        ends = start + length
        end = max(end, ends)
        by_itself = follows != "none"
        if follows == "auto_follow":
            start = ends
        elif not by_itself:
            start = end + between_ns
