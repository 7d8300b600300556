"""What was said, by whom, and from what."""

import re
from dataclasses import dataclass, replace
from typing import Any

from moderator.journal.entry import Entry
from moderator.journal.reading import Record
from moderator.journal.summary import clock, figure, last_data

_NOTED = ("not_heard", "unsaid", "interrupted")


@dataclass(frozen=True)
class Source:
    """Where an answer is from, and as of when."""

    fact: str
    as_of: str


@dataclass(frozen=True)
class Words:
    """Something said in the hall.

    Attributes:
        at_s: when it began, seconds since the show's start.
        cue: the cue it belongs to.
        who: the speaker.
        text: as captioned.
        spoken: as pronounced, where that differs in its words; else empty.
        note: what to know about it, in a line.
        is_talk: whether `text` is a talk's title and not its words.
        sources: what it is from.
    """

    at_s: float
    cue: str | None
    who: str
    text: str
    spoken: str = ""
    note: str = ""
    is_talk: bool = False
    sources: tuple[Source, ...] = ()


def transcript(record: Record) -> list[Words]:
    """Return all that was said, in order."""
    robot = str(last_data(record, "show_started").get("robot") or "The robot")
    ended = record.of("talk_ended")
    told: list[Words] = []
    for entry in record.of("said", "asked", "talk_started", *_NOTED):
        match entry.kind:
            case "said":
                told.append(_said(entry, robot))
            case "asked":
                told.append(_asked(entry))
            case "talk_started":
                told.append(_talk(entry, ended))
            case "not_heard":
                told.append(_not_heard(entry))
            case _ if told and told[-1].cue == entry.cue:
                told[-1] = _noted(told[-1], entry)
    return told


def sources_of(data: dict[str, Any]) -> tuple[Source, ...]:
    """Return the sources that an entry names."""
    return tuple(
        Source(str(source.get("fact") or source.get("source") or ""), str(source.get("as_of", "")))
        for source in data.get("sources") or ()
    )


def differs(text: str, spoken: str) -> bool:
    """Say whether other words are spoken than are written, stops and capitals apart."""
    return _words(text) != _words(spoken)


def sentence(text: str) -> str:
    """Return text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _said(entry: Entry, robot: str) -> Words:
    text = str(entry.data.get("text", ""))
    spoken = str(entry.data.get("spoken") or text)
    return Words(
        entry.at_s,
        entry.cue,
        robot,
        text,
        spoken if differs(text, spoken) else "",
        sources=sources_of(entry.data),
    )


def _asked(entry: Entry) -> Words:
    by = sentence(str(entry.data.get("by", "")))
    question = entry.data.get("question")
    note = "" if question else "A question; its words were not kept."
    return Words(entry.at_s, entry.cue, by, str(question or ""), note=note)


def _not_heard(entry: Entry) -> Words:
    source = sentence(str(entry.data.get("source") or "nobody"))
    return Words(entry.at_s, entry.cue, source, "", note="Made nothing of what was said.")


def _noted(words: Words, entry: Entry) -> Words:
    """What was said, with what came between."""
    if entry.kind == "unsaid":
        note = f"Not said: {entry.data.get('text', '')}"
    else:
        note = f"Interrupted by {entry.data.get('origin', '')}."
    return replace(words, note=f"{words.note} {note}".strip())


def _talk(entry: Entry, ended: list[Entry]) -> Words:
    who = str(entry.data.get("name") or entry.data.get("by", ""))
    end = next((other for other in ended if other.cue == entry.cue and other.n > entry.n), None)
    length = f", {clock(figure(end.data, 'actual_s'))}" if end else ""
    note = f"{entry.data.get('office') or ''}{length}".strip(", ")
    return Words(
        entry.at_s, entry.cue, who, str(entry.data.get("title") or ""), note=note, is_talk=True
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()
