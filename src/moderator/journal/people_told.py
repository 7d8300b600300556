"""What people did in a show: speakers, those who asked, those who pressed GO."""

from dataclasses import dataclass, field, replace
from typing import Any

from moderator.journal.entry import Entry
from moderator.journal.reading import Record
from moderator.journal.summary import figure
from moderator.journal.transcript import Source, sentence, sources_of

_OPEN = "not answered"
_FOLLOWS = ("approval", "answered", "said", "unsaid", "interrupted", "cue_ended")


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
    """What was asked and how it was answered.

    Attributes:
        source: what heard it; empty when that is not told.
        misheard: how often before a listener made nothing of what was said.
        approval: what the operator had to say, in words; empty when nothing.
        unsaid: the words of the answer that were not said.
        interrupted: which input took the floor from the robot; empty when none did.
        draft: the words of a draft that was not to be said; empty when there was none.
    """

    at_s: float
    cue: str | None
    by: str
    question: str
    confidence: float | None
    how: str = _OPEN
    answer_id: str = ""
    answer: list[str] = field(default_factory=list)
    approval: str = ""
    sources: tuple[Source, ...] = ()
    source: str = ""
    misheard: int = 0
    unsaid: str = ""
    interrupted: str = ""
    draft: str = ""

    @property
    def heard(self) -> str:
        """Who heard it, how surely, and after how many tries, in words."""
        tries = "" if not self.misheard else f", not understood {_times(self.misheard)} before"
        sure = "" if self.confidence is None else f" with {self.confidence:.0%} confidence"
        source = f" by {self.source}" if self.source else ""
        heard = f", heard{source}{sure}" if source or sure else ""
        return f"asked by {self.by}{heard}{tries}"


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
            allotted_s = figure(data, "allotted_s") or told[-1].allotted_s
            told[-1] = replace(told[-1], allotted_s=allotted_s, actual_s=actual_s, how=how)
    return told


def questions(record: Record) -> list[Question]:
    """Return what was asked, with what followed from it in the same cue."""
    told: list[Question] = []
    misheard = 0
    for entry in record.of("not_heard", "asked", *_FOLLOWS):
        if entry.kind == "not_heard":
            misheard += 1
        elif entry.kind == "asked":
            told.append(_question(entry, misheard))
            misheard = 0
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


def _question(entry: Entry, misheard: int) -> Question:
    data = entry.data
    by = sentence(str(data.get("by", "")))
    confidence = figure(data, "confidence") if "confidence" in data else None
    asked, source = str(data.get("question") or ""), str(data.get("source") or "")
    return Question(entry.at_s, entry.cue, by, asked, confidence, source=source, misheard=misheard)


def _answer(question: Question, entry: Entry) -> None:
    data = entry.data
    match entry.kind:
        case "approval":
            question.approval = _approval(data)
            question.draft = "" if data.get("approved") else str(data.get("draft") or "")
        case "answered":
            question.answer_id = str(data.get("id") or "")
            question.how = str(data.get("how") or ("scripted" if data.get("id") else "deflected"))
            question.sources = sources_of(data)
        case "said" if question.how != _OPEN and _is_of(question, data):
            question.answer.append(str(data.get("text", "")))
        case "unsaid" if question.answer:
            question.unsaid = str(data.get("text", ""))
        case "interrupted":
            question.interrupted = str(data.get("origin", ""))
        case _:
            pass


def _is_of(question: Question, data: dict[str, Any]) -> bool:
    """Whether a line is of the answer: its first, or what goes on with that."""
    return not question.answer or bool(data.get("goes_on"))


def _approval(data: dict[str, Any]) -> str:
    """What the operator said to a draft, and which of the operators."""
    by = str(data.get("by", ""))
    return "nobody decided in time" if by == "nobody in time" else f"{_word(data)} by {by}"


def _word(data: dict[str, Any]) -> str:
    """What the operator did with a draft."""
    if data.get("text"):
        return "typed"
    if data.get("pick"):
        return "picked"
    return "approved" if data.get("approved") else "refused"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
