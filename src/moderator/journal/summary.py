"""A record in a few figures."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from moderator.journal.entry import Entry, counted_as
from moderator.journal.reading import Record
from moderator.journal.worst import Worst, worst_readings
from moderator.values.duration import NS_PER_S, format_clock

CUT_SHORT = "cut short"
COUNTS = ("done", "skipped", "failed", "unknown")
_COUNTED_AS = {
    "succeeded": "done",
    "skipped": "skipped",
    "unknown": "unknown",
    "cancelled": "failed",
    "aborted": "failed",
    "rejected": "failed",
}
_ENDS = {
    "finished": "The show reached its end",
    "stopped": "The show was stopped",
    "faulted": "A fault ended the show",
    "interrupted": "The show was interrupted",
    "standby": "The show was left on standby, before its end",
    "held": "The show was left on hold, before its end",
    CUT_SHORT: "The record breaks off before the show’s end",
}


@dataclass(frozen=True)
class Summary:
    """How a show went.

    Attributes:
        show: its name.
        seed: the rehearsal's seed, or None live.
        robot: the robot's name.
        ended: finished, stopped, faulted, interrupted, or `cut short` if the record does not say.
        planned_s: planned length, seconds.
        actual_s: seconds from the start to the end, or to where the record breaks off.
        cues: how many cues were done, skipped, failed, unknown.
        stopped_by: where each stop came from, with its grade.
        faults: what failed, in order.
        warnings: what was warned of, in order.
        injected: what was made to fail on purpose, in order.
        limits: which limits were passed, in order.
        worst: what the robot's gauges read at worst; empty when it has none.
        absent: the speakers who were not there, in order.
    """

    show: str = ""
    seed: int | None = None
    robot: str = ""
    ended: str = CUT_SHORT
    planned_s: float = 0.0
    actual_s: float = 0.0
    cues: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    stopped_by: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    injected: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    worst: tuple[Worst, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def over_s(self) -> float:
        """Seconds over the plan, as the two times read in whole seconds; under it is negative."""
        return float(round(self.actual_s) - round(self.planned_s))

    @property
    def in_words(self) -> str:
        """How it ended, in a sentence."""
        words = _ENDS.get(self.ended, f"The show ended: {self.ended}")
        by = f" ({self.stopped_by[-1]})" if self.ended == "stopped" and self.stopped_by else ""
        return f"{words}{by}."

    def as_json(self, out: Path | str) -> dict[str, object]:
        """Return what `rehearse --json` prints.

        Args:
            out: the folder with the record.
        """
        return {
            "show": self.show,
            "seed": self.seed,
            "robot": self.robot,
            "ended": self.ended,
            "planned_s": self.planned_s,
            "actual_s": self.actual_s,
            "cues": dict(self.cues),
            "absent": list(self.absent),
            "out": str(out),
        }


def summarise(record: Record) -> Summary:
    """Sum up a record, a whole one or one that breaks off."""
    started, ended = last_data(record, "show_started"), record.end.data if record.end else {}
    reached_s = record.entries[-1].at_s if record.entries else 0.0
    return Summary(
        show=str(started.get("show", "")),
        seed=started.get("seed"),
        robot=str(started.get("robot", "")),
        ended=str(ended.get("ended", CUT_SHORT)),
        planned_s=figure(ended, "planned_s", figure(started, "planned_s")),
        actual_s=figure(ended, "actual_s", reached_s),
        cues=_counts(record, ended),
        stopped_by=tuple(_stop_in_words(entry) for entry in record.of("stop")),
        faults=tuple(str(entry.data.get("what", "")) for entry in record.of("fault")),
        warnings=tuple(str(entry.data.get("what", "")) for entry in record.of("warning")),
        injected=tuple(str(entry.data.get("what", "")) for entry in record.of("fault_injected")),
        limits=tuple(
            str(entry.data.get("what", ""))
            for entry in record.of("limit")
            if entry.data.get("beyond")
        ),
        worst=worst_readings(record),
        absent=tuple(str(entry.data.get("by", "")) for entry in record.of("absent")),
    )


def clock(seconds: float, *, signed: bool = False) -> str:
    """Write seconds as `m:ss` or `h:mm:ss`, with a true minus sign."""
    return format_clock(round(seconds * NS_PER_S), signed=signed).replace("-", "−")


def figure(data: dict[str, Any], key: str, default: float = 0.0) -> float:
    """Return a number of an entry, or the default where it has none."""
    value = data.get(key)
    return float(value) if isinstance(value, int | float) else default


def last_data(record: Record, *kinds: str) -> dict[str, Any]:
    """Return what the last entry of some kinds holds; nothing if there is none."""
    found = record.of(*kinds)
    return found[-1].data if found else {}


def _counts(record: Record, ended: dict[str, Any]) -> dict[str, int]:
    """Count as the engine did; where the record does not say, by each cue's last outcome."""
    if all(isinstance(ended.get(name), int) for name in COUNTS):
        return {name: ended[name] for name in COUNTS}
    last = {
        entry.cue: counted_as(str(entry.data.get("outcome")), str(entry.data.get("code", "")))
        for entry in record.of("cue_ended")
    }
    counted = Counter(_COUNTED_AS.get(outcome, "failed") for outcome in last.values())
    return {name: counted[name] for name in COUNTS}


def _stop_in_words(entry: Entry) -> str:
    grade, origin = entry.data.get("grade", "stop"), entry.data.get("origin", "")
    return f"{grade}, by {origin}" if origin else str(grade)
