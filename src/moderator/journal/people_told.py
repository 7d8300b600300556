"""What people did in a show: speakers, those who asked, those who pressed GO."""

from dataclasses import dataclass, field, replace

from moderator.journal.entry import Entry
from moderator.journal.reading import Record
from moderator.journal.summary import figure
from moderator.journal.transcript import Source, sentence, sources_of


@dataclass(frozen=True)
class Speaker:
    """A speaker's time, seconds; `actual_s` is None for one who was absent or has not ended."""

    at_s: float
    cue: str | None
    name: str
    office: str = ""
    title: str = ""
    allotted_s: float | None = None
    actual_s: float | None = None
    how: str = ""
    courtesies: tuple[str, ...] = ()

    @property
    def over_s(self) -> float | None:
        """Seconds over the allotted time."""
        if self.allotted_s is None or self.actual_s is None:
            return None
        return self.actual_s - self.allotted_s


@dataclass
class Question:
    """What was asked and how it was answered."""

    at_s: float
    cue: str | None
    by: str
    question: str
    confidence: float | None
    how: str = "not answered"
    answer_id: str = ""
    answer: list[str] = field(default_factory=list)
    approval: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Press:
    """A press of GO.

    Attributes:
        after_standby_s: since the cue stood by, seconds; None if it did not.
        to_start_s: until the cue started, seconds; None if none did.
        means: what it did instead of starting a cue; empty if it did start one.
        refused: why it did nothing; empty if it did something.
    """

    at_s: float
    cue: str | None
    origin: str
    after_standby_s: float | None = None
    to_start_s: float | None = None
    means: str = ""
    refused: str = ""


def speakers(record: Record) -> list[Speaker]:
    """Return the speakers in the order of their talks."""
    told: list[Speaker] = []
    for entry in record.of("talk_started", "courtesy", "talk_ended", "absent"):
        data = entry.data
        if entry.kind in {"talk_started", "absent"}:
            told.append(_speaker(entry))
        elif told and entry.kind == "courtesy":
            grade = str(data.get("grade", "")).replace("_", " ")
            told[-1] = replace(told[-1], courtesies=(*told[-1].courtesies, grade))
        elif told:
            actual_s, how = figure(data, "actual_s"), str(data.get("how") or "")
            told[-1] = replace(told[-1], actual_s=actual_s, how=how)
    return told


def questions(record: Record) -> list[Question]:
    """Return what was asked, with what followed from it in the same cue."""
    told: list[Question] = []
    for entry in record.of("asked", "approval", "answered", "said", "cue_ended"):
        if entry.kind == "asked":
            told.append(_question(entry))
        elif told and told[-1].cue == entry.cue:
            _answer(told[-1], entry)
    return told


def presses(record: Record) -> list[Press]:
    """Return the presses of GO, those that did nothing among them."""
    stood_by: dict[str | None, float] = {}
    starts = record.of("cue_started")
    told: list[Press] = []
    for entry in record.of("standby", "go", "go_refused"):
        origin = str(entry.data.get("origin", ""))
        if entry.kind == "standby":
            stood_by[entry.cue] = entry.at_s
        elif entry.kind == "go_refused":
            reason = str(entry.data.get("reason") or "refused")
            told.append(Press(entry.at_s, entry.cue, origin, refused=reason))
        else:
            since_s = stood_by.pop(entry.cue, None)
            while starts and starts[0].n < entry.n:
                starts.pop(0)
            started = starts[0] if starts and starts[0].cue == entry.cue else None
            told.append(
                Press(
                    entry.at_s,
                    entry.cue,
                    origin,
                    None if since_s is None else entry.at_s - since_s,
                    None if started is None else started.at_s - entry.at_s,
                    str(entry.data.get("means") or ""),
                )
            )
    return told


def _speaker(entry: Entry) -> Speaker:
    data = entry.data
    return Speaker(
        entry.at_s,
        entry.cue,
        str(data.get("name") or data.get("by", "")),
        str(data.get("office") or ""),
        str(data.get("title") or ""),
        figure(data, "allotted_s") if "allotted_s" in data else None,
        how="absent" if entry.kind == "absent" else "",
    )


def _question(entry: Entry) -> Question:
    data = entry.data
    by = sentence(str(data.get("by", "")))
    confidence = figure(data, "confidence") if "confidence" in data else None
    return Question(entry.at_s, entry.cue, by, str(data.get("question") or ""), confidence)


def _answer(question: Question, entry: Entry) -> None:
    data = entry.data
    match entry.kind:
        case "approval":
            word = "approved" if data.get("approved") else "refused"
            question.approval = f"{word} by {data.get('by', '')}"
        case "answered":
            question.answer_id = str(data.get("id") or "")
            question.how = str(data.get("how") or ("scripted" if data.get("id") else "deflected"))
            question.sources = sources_of(data)
        case "said" if not question.answer:
            question.answer.append(str(data.get("text", "")))
        case _:
            pass
