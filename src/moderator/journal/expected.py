"""What was expected of cues and acts when they were called, and the time before fixed ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderator.journal.cue_runs import RUNNING, ActRuns, CueRuns, all_cues
from moderator.journal.reading import Record
from moderator.journal.summary import figure, last_data

_LATE_S = 0.5
"""A fixed time is missed by more than that."""


@dataclass(frozen=True)
class ActTimes:
    """An act as planned, as expected when its first cue was called, and as it was; seconds.

    Attributes:
        planned_start_s: when it was to begin.
        planned_s: how long it was to take.
        start_s: when it began; None while nothing of it did anything.
        expected_end_s: when it was expected to end then, with the time to spare in it used up.
        end_s: when it ended; None while it has not.
    """

    planned_start_s: float | None = None
    planned_s: float | None = None
    start_s: float | None = None
    expected_end_s: float | None = None
    end_s: float | None = None

    @property
    def actual_s(self) -> float | None:
        """How long it took."""
        return None if self.start_s is None or self.end_s is None else self.end_s - self.start_s

    @property
    def over_s(self) -> float | None:
        """Seconds over its planned length."""
        if self.actual_s is None or self.planned_s is None:
            return None
        return self.actual_s - self.planned_s


def act_times(act: ActRuns, ahead_s: float) -> ActTimes:
    """The times of an act.

    Args:
        act: with its cues.
        ahead_s: what the record's clock shows at the planned start.
    """
    runs = [run for cue in act.cues for run in cue.runs if run.outcome != "skipped"]
    start_s = min((run.start_s for run in runs), default=None)
    ended = runs and all(run.outcome != RUNNING for run in runs)
    end_s = max(run.end_s for run in runs) if ended else None
    if act.planned is None:
        return ActTimes(start_s=start_s, end_s=end_s)
    planned_start_s, planned_end_s = act.planned
    expected_end_s = None
    if start_s is not None:
        late_s = _late_at_end_s(act, start_s - planned_start_s - ahead_s)
        expected_end_s = planned_end_s + ahead_s + late_s
    length_s = planned_end_s - planned_start_s
    return ActTimes(planned_start_s, length_s, start_s, expected_end_s, end_s)


def _late_at_end_s(act: ActRuns, late_s: float) -> float:
    """How late an act ends that begins so late: the time to spare before a fixed time is used."""
    for cue in act.cues[1:]:
        if cue.slack_s is not None:
            late_s = max(late_s, cue.slack_s) - max(0.0, cue.slack_s)
    return late_s


def spared_s(cue: CueRuns, acts: Sequence[ActRuns], ahead_s: float) -> float | None:
    """Seconds from what came before to a cue's fixed time; negative where it came so much late.

    None where it has no fixed time, or did nothing.
    """
    if cue.fixed_s is None or cue.last is None or not cue.acted:
        return None
    fixed_s, start_s = cue.fixed_s + ahead_s, cue.last.start_s
    if start_s - fixed_s > _LATE_S:
        return fixed_s - start_s
    before = (
        min(run.end_s, start_s)
        for other in all_cues(list(acts))
        for run in other.runs
        if other is not cue and run.outcome != "skipped" and run.start_s < start_s
    )
    return max(0.0, fixed_s - max(before, default=0.0))


def ahead_s(record: Record) -> float:
    """What the record's clock shows when the first cue is planned."""
    anchor = last_data(record, "anchor")
    first_s = sum(figure(entry.data, "first_s") for entry in record.of("rundown")[:1])
    return figure(anchor, "planned_zero_s") + first_s if anchor else 0.0
