"""What was heard of each line of a record, and the caption files beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from moderator.journal.captions.alignment import Heard, heard_words
from moderator.journal.captions.cutting import Caption, captions, settled
from moderator.journal.captions.writing import subrip, webvtt
from moderator.journal.entry import Entry
from moderator.journal.file import cannot_write, replace_text
from moderator.journal.reading import RESUMED, Record
from moderator.journal.summary import last_data

VTT_NAME, SRT_NAME = "captions.vtt", "captions.srt"

_CUTS = ("unsaid", "said", RESUMED)
"""The kinds of entry after which nothing more is heard of a line."""


@dataclass(frozen=True)
class HeardLine:
    """What was heard of a line.

    Attributes:
        starts_ms: since the show's start.
        ends_ms: likewise.
        words: with their times since the show's start.
    """

    starts_ms: int
    ends_ms: int
    words: tuple[Heard, ...]


def write_captions(directory: Path, record: Record) -> None:
    """Write the captions of a record beside it.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    told = captions_of(record)
    title = str(last_data(record, "show_started").get("show") or "a show")
    try:
        replace_text(directory / VTT_NAME, webvtt(told, title))
        replace_text(directory / SRT_NAME, subrip(told))
    except OSError as error:
        raise cannot_write(directory, error) from error


def captions_of(record: Record) -> list[Caption]:
    """The captions of all that the robot said, in order; nothing that was not heard."""
    cut = (captions(line.words, line.ends_ms) for line in heard_lines(record))
    return settled([caption for line in cut for caption in line])


def heard_lines(record: Record) -> Iterator[HeardLine]:
    """What was heard of each line, in order."""
    told = record.of(*_CUTS)
    for number, entry in enumerate(told):
        if entry.kind == "said":
            following = told[number + 1] if number + 1 < len(told) else None
            line = heard_line(entry, following.at_s if following else None)
            if line.words:
                yield line


def heard_line(said: Entry, until_s: float | None = None) -> HeardLine:
    """What was heard of a line.

    Args:
        said: the entry that tells of it.
        until_s: when it was over at the latest, seconds since the show's start.
    """
    text = str(said.data.get("text", ""))
    starts_ms = round(said.at_s * 1000)
    duration_ms = round(float(said.data.get("duration_s") or 0.0) * 1000)
    times = [int(at_ms) for at_ms in said.data.get("words_ms") or ()]
    words = heard_words(text, str(said.data.get("spoken") or text), times, duration_ms)
    ends_ms = starts_ms + duration_ms
    if until_s is not None:
        ends_ms = min(ends_ms, round(until_s * 1000))
    moved = (replace(word, at_ms=starts_ms + word.at_ms) for word in words)
    heard = tuple(word for word in moved if word.at_ms < ends_ms)
    return HeardLine(starts_ms, ends_ms, heard)
