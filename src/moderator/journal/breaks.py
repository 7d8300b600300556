"""Where a show was cut short, and went on."""

from dataclasses import dataclass
from itertools import pairwise

from moderator.journal.reading import RESUMED, Record


@dataclass(frozen=True)
class Break:
    """Between two segments of a record.

    Attributes:
        at_s: the last entry before, seconds since the show's start.
        away_s: until the show went on, seconds; after it nothing moved before preflight.
        unknown: the cues whose end nobody knows.
        torn: how the end of the earlier segment shows; empty where it ends between two lines.
    """

    at_s: float
    away_s: float
    unknown: tuple[str, ...]
    torn: str = ""


def breaks(record: Record) -> list[Break]:
    """Return them in order."""
    torn = iter(record.torn)
    return [
        Break(
            before.at_s,
            entry.at_s - before.at_s,
            tuple(str(cue) for cue in entry.data.get("unknown", ())),
            next(torn, ""),
        )
        for before, entry in pairwise(record.entries)
        if entry.kind == RESUMED
    ]
