"""Recordings of lines: the file beside a show, and which line each is of."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from moderator.cues.checking import unusable
from moderator.cues.materials import Materials
from moderator.cues.recording import Recording
from moderator.cues.written import Written
from moderator.document import Document, Problems, read_document, validated
from moderator.show.script.words import DIGITS, hash_of, words_of
from moderator.values.duration import NS_PER_S, format_clock
from moderator.values.wav_header import LONGEST_S, wav_file_length_ns

RECORDINGS_FILE = "recordings.yaml"


class RecordingsWritten(Written):
    """The recordings of a show."""

    called: ClassVar[str] = "the file of recordings"

    recordings: tuple[Recording, ...] = ()


def read_recordings(folder: Path, problems: Problems) -> Mapping[str, Recording]:
    """The recordings beside a show, by the hash of their words; what is wrong is noted."""
    document = recordings_document(folder, problems)
    found = validated(RecordingsWritten, document, problems) if document else None
    by_hash: dict[str, Recording] = {}
    for position, recording in enumerate(found.recordings if found else ()):
        assert document is not None
        here = ("recordings", position)
        if told := unusable(folder, recording.file) or unplayable(folder / recording.file):
            problems.error(document.place(*here, "file"), *told)
            continue
        key = hash_of(recording.text)
        if recording.words not in (None, key):
            what = "this is not the text that was recorded"
            hint = "leave recordings as they were written; record the new words instead"
            problems.error(document.place(*here, "text"), "recording-altered", what, hint)
        if key in by_hash:
            what = f"these words are recorded in {by_hash[key].file!r} already"
            problems.error(document.place(*here, "text"), "recorded-twice", what, "leave one out")
        length = wav_file_length_ns(folder / recording.file)
        for mark, at in recording.marks.items():
            if at > length:
                what = f"the recording is over after {format_clock(length)}"
                hint = "write when the mark is, from the file's beginning"
                problems.error(document.place(*here, "marks", mark), "mark-beyond", what, hint)
        by_hash.setdefault(key, recording)
    return by_hash


def recordings_document(folder: Path, problems: Problems) -> Document | None:
    """The file of recordings beside a show; None when there is none."""
    path = folder / RECORDINGS_FILE
    return read_document(path, os.fspath(path), problems) if path.exists() else None


def unplayable(path: Path) -> tuple[str, str, str] | None:
    """What is wrong with a WAV file: code, message, hint; None if nothing is."""
    try:
        if wav_file_length_ns(path) > LONGEST_S * NS_PER_S:
            raise ValueError(f"it is longer than {LONGEST_S:g} s")
    except (ValueError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        hint = "save it as a WAV file, plain PCM"
        return "bad-recording", f"{path.name!r} cannot be played: {why}", hint
    return None


def sound_hash(path: Path) -> str:
    """A hash of a recording's file, as long as that of words.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:DIGITS]


def recording_of(text: str, materials: Materials) -> Recording | None:
    """The recording of a line as it is written, if there is one of these very words."""
    if not materials.recordings:
        return None
    return materials.recordings.get(hash_of(words_of(text, materials)))
