"""What each cue was to do and what it did, by act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from moderator.journal.entry import ABSENT, Entry
from moderator.journal.reading import RESUMED, Record
from moderator.journal.summary import figure, last_data

RUNNING = "running"


@dataclass
class Run:
    """One time that a cue ran; times are seconds since the show's start."""

    start_s: float
    end_s: float
    outcome: str = RUNNING
    why: str = ""
    cut: bool = False
    """Whether the program ended while it ran; its end is then the last that is known of it."""
    absent: bool = False
    """Whether it was done without its speaker, who was not there."""


@dataclass
class CueRuns:
    """A cue as planned, and each time that it ran; planned times are None outside the rundown.

    `fixed` is its fixed time of day, `fixed_s` the same in seconds, `slack_s` what was planned to
    spare before it; None and empty where it has none.
    """

    cue: str
    name: str = ""
    kinds: tuple[str, ...] = ()
    planned_start_s: float | None = None
    planned_s: float | None = None
    fixed: str = ""
    fixed_s: float | None = None
    slack_s: float | None = None
    runs: list[Run] = field(default_factory=list)

    @property
    def last(self) -> Run | None:
        """The last time it ran."""
        return self.runs[-1] if self.runs else None

    @property
    def outcome(self) -> str:
        """The last outcome; `not reached` if it never ran."""
        return self.last.outcome if self.last else "not reached"

    @property
    def acted(self) -> bool:
        """Whether it did anything."""
        return self.last is not None and self.last.outcome != "skipped"

    @property
    def actual_s(self) -> float | None:
        """How long it took the last time, seconds; None if it did nothing."""
        return self.last.end_s - self.last.start_s if self.last and self.acted else None

    @property
    def expected_end_s(self) -> float | None:
        """When it was expected to end, as it was called the last time."""
        if self.last is None or self.planned_s is None or not self.acted:
            return None
        return self.last.start_s + self.planned_s

    @property
    def end_s(self) -> float | None:
        """When it ended the last time."""
        if self.last is None or not self.acted or self.outcome == RUNNING:
            return None
        return self.last.end_s

    @property
    def over_s(self) -> float | None:
        """Seconds over its planned length; None while that cannot be said."""
        if self.planned_s is None or self.actual_s is None or self.outcome == RUNNING:
            return None
        return self.actual_s - self.planned_s


@dataclass
class ActRuns:
    """An act and its cues."""

    act: str
    cues: list[CueRuns]

    @property
    def planned(self) -> tuple[float, float] | None:
        """When it was to begin and end."""
        spans = [
            (cue.planned_start_s, cue.planned_start_s + (cue.planned_s or 0.0))
            for cue in self.cues
            if cue.planned_start_s is not None
        ]
        return _hull(spans)

    @property
    def actual(self) -> tuple[float, float] | None:
        """When it began and ended."""
        return _hull([(run.start_s, run.end_s) for cue in self.cues for run in cue.runs])


def runs_by_act(record: Record) -> list[ActRuns]:
    """Return every cue of the rundown, and under a heading of their own those outside it."""
    told = last_data(record, "rundown", "rearranged")
    acts = [_planned_act(act) for act in told.get("acts", [])]
    cues = {cue.cue: cue for act in acts for cue in act.cues}
    outside: list[CueRuns] = []
    for before, entry in pairwise((Entry(0, 0.0, "", None, {}), *record.entries)):
        if entry.kind == RESUMED:
            _cut(cues.values(), before.at_s)
        if entry.kind not in ("cue_started", "cue_ended"):
            continue
        number = entry.cue or ""
        if number not in cues:
            cues[number] = CueRuns(number)
            outside.append(cues[number])
        _follow(cues[number], entry)
    for run in (run for cue in cues.values() for run in cue.runs):
        if run.outcome == RUNNING:
            run.end_s = record.entries[-1].at_s
    return [*acts, ActRuns("Outside the rundown", outside)] if outside else acts


def all_cues(acts: list[ActRuns]) -> Iterator[CueRuns]:
    """Return the cues of all acts, in order."""
    return (cue for act in acts for cue in act.cues)


def _planned_act(act: dict[str, object]) -> ActRuns:
    cues = act.get("cues", [])
    assert isinstance(cues, list)
    return ActRuns(
        str(act.get("act", "")),
        [
            CueRuns(
                str(cue.get("cue", "")),
                str(cue.get("name", "")),
                tuple(cue.get("kinds", ())),
                figure(cue, "planned_start_s"),
                figure(cue, "planned_s"),
                str(cue.get("fixed", "")),
                figure(cue, "fixed_s") if "fixed_s" in cue else None,
                figure(cue, "slack_s") if "slack_s" in cue else None,
            )
            for cue in cues
        ],
    )


def _follow(cue: CueRuns, entry: Entry) -> None:
    if entry.kind == "cue_started":
        cue.name = cue.name or str(entry.data.get("name", ""))
        cue.runs.append(Run(entry.at_s, entry.at_s))
        return
    if cue.last is None or cue.last.outcome != RUNNING:
        cue.runs.append(Run(entry.at_s, entry.at_s))
    run = cue.runs[-1]
    run.end_s = run.end_s if run.cut else entry.at_s
    run.outcome = str(entry.data.get("outcome", "unknown"))
    run.absent = run.outcome == "succeeded" and entry.data.get("code") == ABSENT
    run.why = ": ".join(str(entry.data[key]) for key in ("code", "why") if entry.data.get(key))


def _cut(cues: Iterable[CueRuns], at_s: float) -> None:
    """The program ended: what ran then has no end that anybody knows."""
    for run in (run for cue in cues for run in cue.runs if run.outcome == RUNNING):
        run.cut, run.end_s = True, at_s


def _hull(spans: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not spans:
        return None
    return min(start for start, _ in spans), max(end for _, end in spans)
