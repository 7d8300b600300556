"""Where the bars of the report's timeline stand."""

from dataclasses import dataclass

from moderator.journal.cue_runs import ActRuns, all_cues
from moderator.journal.reading import Record

WIDTH = 1000
_NARROWEST = 2.5
_MOST_TICKS = 12
_STEPS_S = (1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)


@dataclass(frozen=True)
class Bar:
    """A stretch of time on a track `WIDTH` wide."""

    x: float
    width: float


@dataclass(frozen=True)
class Scale:
    """Puts seconds since the show's start on a track.

    Attributes:
        end_s: the time at the track's right end, seconds.
        ticks_s: where the scale has its lines, seconds.
    """

    end_s: float
    ticks_s: tuple[float, ...]

    def x(self, at_s: float) -> float:
        """Return the place of a time."""
        return round(max(0.0, min(1.0, at_s / self.end_s)) * WIDTH, 2)

    def bar(self, start_s: float, end_s: float) -> Bar:
        """Return a stretch of time, wide enough to be seen."""
        width = max(_NARROWEST, round(self.x(end_s) - self.x(start_s), 2))
        return Bar(min(self.x(start_s), WIDTH - width), width)


def scale_for(acts: list[ActRuns], reached_s: float) -> Scale:
    """Return a scale with room for all that was planned and all that happened."""
    ends = [reached_s, 1.0]
    for cue in all_cues(acts):
        ends.extend(run.end_s for run in cue.runs)
        if cue.planned_start_s is not None:
            ends.append(cue.planned_start_s + (cue.planned_s or 0.0))
    end_s = max(ends)
    step = next((step for step in _STEPS_S if end_s / step <= _MOST_TICKS), 14400)
    return Scale(end_s, tuple(float(at) for at in range(0, int(end_s) + 1, step)))


def held_spans(record: Record) -> list[tuple[float, float]]:
    """Return when the show was held, as (from, to) in seconds."""
    spans: list[tuple[float, float]] = []
    began_s: float | None = None
    for entry in record.of("state"):
        if began_s is not None:
            spans.append((began_s, entry.at_s))
            began_s = None
        if entry.data.get("to") == "held":
            began_s = entry.at_s
    if began_s is not None:
        spans.append((began_s, record.entries[-1].at_s))
    return spans
