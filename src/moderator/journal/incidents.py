"""What did not go by itself: faults, warnings, stops, holds and other orders."""

from dataclasses import dataclass

from moderator.journal.entry import Entry
from moderator.journal.reading import Record
from moderator.journal.summary import clock
from moderator.journal.timeline import held_spans

_KINDS = (
    "fault", "warning", "stop", "order", "order_refused", "send_failed", "absent", "cue_ended",
    "hole", "notice", "resumed", "limit", "fault_injected", "fault_over", "unready",
)  # fmt: skip
_GRAVE = frozenset({"fault", "stop", "cue_ended", "hole", "resumed"})
_BROKEN = {
    "aborted": "Cue failed",
    "rejected": "Cue refused",
    "unknown": "Cue’s end unknown",
    "skipped": "Cue passed over",
}

_PLAIN = {"absent": ("Absent", "by"), "notice": ("Told", "text")}
"""Their label, and what of the entry is the text."""


@dataclass(frozen=True)
class Incident:
    """Something that a person should know of.

    Attributes:
        at_s: seconds since the show's start.
        cue: the cue it belongs to.
        label: what it is, in a word or two.
        text: the rest, in a line.
        grave: whether it spoiled something.
    """

    at_s: float
    cue: str | None
    label: str
    text: str
    grave: bool


def incidents(record: Record) -> list[Incident]:
    """Return them in order."""
    told = []
    for entry in record.of(*_KINDS):
        if entry.kind == "cue_ended" and entry.data.get("outcome") not in _BROKEN:
            continue
        label, text = _in_words(entry, record)
        grave = entry.kind in _GRAVE and entry.data.get("outcome") != "skipped"
        grave |= bool(entry.data.get("beyond")) and entry.data.get("rule") != "warn"
        told.append(Incident(entry.at_s, entry.cue, label, text, grave))
    return told


def _in_words(entry: Entry, record: Record) -> tuple[str, str]:
    data = {key: "" if value is None else value for key, value in entry.data.items()}
    match entry.kind:
        case "stop":
            sent = "" if data.get("sent", True) else "not sent"
            told = [f"by {data.get('origin', '')}", sent, str(data.get("why", ""))]
            return f"Stop: {data.get('grade', '')}", ", ".join(part for part in told if part)
        case "order":
            order = str(data.get("order", ""))
            held = f", for {_held_for(entry, record)}" if order == "hold" else ""
            return order.capitalize(), f"by {data.get('origin', '')}{held}"
        case "order_refused":
            order = str(data.get("order", "")).capitalize()
            return f"{order} refused", f"by {data.get('origin', '')}: {data.get('reason', '')}"
        case "send_failed":
            return "Not sent", f"to {data.get('to', '')}: {data.get('why', '')}"
        case "cue_ended":
            why = ": ".join(str(data[key]) for key in ("code", "why") if data.get(key))
            return _BROKEN[str(data["outcome"])], why
        case "hole":
            why = f": {data['why']}" if data.get("why") else ""
            return "Hole", f"{data.get('lost', '')} entries of the record are lost{why}"
        case "resumed":
            return "Went on", f"the program had ended while the show was {data.get('was', '')}"
        case "fault_injected" | "fault_over":
            return "On purpose", _injected(entry)
        case "limit":
            return f"Limit: {data.get('rule', '')}", str(data.get("what", ""))
        case "unready":
            return "Not green", _red(entry) or "nothing any more"
    label, key = _PLAIN.get(entry.kind, (entry.kind.capitalize(), "what"))
    return label, str(data.get(key, ""))


def _red(entry: Entry) -> str:
    return ", ".join(f"{name}: {why}" for name, why in entry.data.get("red", {}).items())


def _injected(entry: Entry) -> str:
    what = str(entry.data.get("what", ""))
    if entry.kind == "fault_over":
        return f"over: {what}"
    return f"{what}, for {clock(entry.data['for_s'])}" if "for_s" in entry.data else what


def _held_for(hold: Entry, record: Record) -> str:
    for start_s, end_s in held_spans(record):
        if start_s >= hold.at_s:
            return clock(end_s - start_s)
    return "no time"
