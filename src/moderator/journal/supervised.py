"""What the supervisor did, from its own record beside the show's."""

from collections.abc import Mapping
from pathlib import Path

from moderator.journal.entry import Entry
from moderator.journal.incidents import Incident
from moderator.journal.reading import read_lines

_FILES = "supervisor*.jsonl"
_STOPPED, _ENDED = "Robot stopped", "supervisor_ended"
_REFUSED = {
    "osc": "{} received by OSC that asked for no stop",
    "http": "{} received by HTTP that asked for no stop",
    "signal": "{} signals that asked for no stop",
    "link": "{} packets from the engine that were no message",
    "repeated": "{} stops that repeated the one before",
}


def supervisor_incidents(directory: Path) -> list[Incident]:
    """What a person should know of the supervisors of a show, in order; nothing without one.

    Args:
        directory: where the show's record is.
    """
    told: list[Incident] = []
    for file in sorted(directory.glob(_FILES)):
        try:
            record = read_lines(file.read_bytes(), file.name)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            told.append(_incident(0.0, "Supervisor", f"{file.name} cannot be read: {why}"))
            continue
        told += [one for entry in record.entries if (one := _in_words(entry))]
        ended = any(entry.kind == _ENDED for entry in record.entries)
        if record.damage or not ended:
            at_s = record.entries[-1].at_s if record.entries else 0.0
            why = record.damage or f"{file.name} breaks off: it did not end by itself"
            told.append(_incident(at_s, "Supervisor", why))
    return sorted(told, key=lambda incident: incident.at_s)


def _in_words(entry: Entry) -> Incident | None:
    data = entry.data
    match entry.kind:
        case "stop":
            label = _STOPPED if data.get("sent") else "Robot not stopped"
            return _incident(entry.at_s, label, _stop_in_words(data))
        case "fault":
            return _incident(entry.at_s, "Supervisor", str(data.get("what", "")))
        case "warning":
            return _incident(entry.at_s, "Supervisor", str(data.get("what", "")), grave=False)
        case "hole":
            lost = data.get("lost", "")
            what = "1 entry of its record is" if lost == 1 else f"{lost} entries of its record are"
            return _incident(entry.at_s, "Supervisor", f"{what} lost")
        case "refused":
            counts = [text.format(data[key]) for key, text in _REFUSED.items() if data.get(key)]
            return _incident(entry.at_s, "Supervisor", "; ".join(counts), grave=False)
    return None


def _stop_in_words(data: Mapping[str, object]) -> str:
    """What was sent, for what was asked, and by whom it was; what is not known is left out."""
    asked, sent, why, origin = (
        str(data.get(key, "")) for key in ("grade", "sent", "why", "origin")
    )
    done = sent.replace("_", " ") or "not sent"
    if sent and asked and sent != asked:
        done += f" for {asked.replace('_', ' ')}"
    done += f", {why}, by the supervisor" if why else ", by the supervisor"
    return f"{done}: {origin}" if origin else done


def _incident(at_s: float, label: str, text: str, *, grave: bool = True) -> Incident:
    return Incident(at_s, None, label, text, grave)
