"""Children of a timeline that need the same thing at the same time, by their planned lengths."""

from collections.abc import Sequence

from moderator.cues.action import Span
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Resource, in_words
from moderator.values.duration import NS_PER_S

_ESTIMATE = 0.25
"""Share of a line's estimated length by which it may be shorter than that."""

_Placed = Sequence[tuple[Path_, tuple[Span, ...]]]


def check_overlaps(placed: _Placed, checking: Checking) -> None:
    """Note each child that begins before an earlier one has ended with what both need.

    Args:
        placed: where each child stands, and when it holds what, from the group's start.
        checking: where to note a problem; a warning where only an estimated line is too long.
    """
    ordered = sorted(placed, key=lambda each: min(span.begin_ns for span in each[1]))
    for later, (path, spans) in enumerate(ordered):
        for earlier_path, earlier in ordered[:later]:
            if clash := _clash(earlier, spans):
                _note(path, earlier_path, clash, checking)
                break


def _clash(earlier: Sequence[Span], later: Sequence[Span]) -> tuple[Span, Span] | None:
    """The two spans that are furthest in each other; None where none are."""
    pairs = (
        (one, two)
        for one in earlier
        for two in later
        if one.claims & two.claims and one.begin_ns < two.end_ns and two.begin_ns < one.end_ns
    )
    return max(pairs, key=lambda pair: pair[0].end_ns - pair[1].begin_ns, default=None)


def _note(path: Path_, earlier: Path_, clash: tuple[Span, Span], checking: Checking) -> None:
    one, two = clash
    both = one.claims & two.claims
    over_ns = one.end_ns - two.begin_ns
    line = checking.document.place(*earlier).line
    over = f"{over_ns / NS_PER_S:.2f}s"
    what = f"this begins about {over} before line {line} ends, and both need {in_words(both)}"
    spoken = both == {Resource.VOICE}
    perhaps = spoken and over_ns < _ESTIMATE * (one.end_ns - one.begin_ns)
    tell = checking.warning if perhaps else checking.error
    tell(path, "children-overlap", what, "let it come later, or shorten the one before")
