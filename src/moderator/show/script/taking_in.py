"""Taking recordings in: a folder of WAV files, each called as its line is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from moderator.cues.checking import unusable
from moderator.cues.recording import Recording
from moderator.document import Document, Problems, validated
from moderator.errors import CannotStart, ShowHasProblems
from moderator.show.script.kept_list import KeptList
from moderator.show.script.recordings import (
    RECORDINGS_FILE,
    RecordingsWritten,
    recordings_document,
    sound_hash,
    unplayable,
)
from moderator.show.script.spoken_from import SpokenFrom
from moderator.show.script.words import hash_of
from moderator.values.duration import format_duration

_KEYS = ("cue", "line", "file", "text", "marks", "words", "sound")


@dataclass
class Taken:
    """What came of a folder.

    Attributes:
        new: files that lines are spoken from now.
        same: files that they were spoken from already.
        refused: files that were left out, and why.
    """

    new: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def _told(recording: Recording) -> dict[str, object]:
    told = recording.model_dump(mode="json", exclude_none=True)
    if recording.marks:
        told["marks"] = {mark: format_duration(at) for mark, at in recording.marks.items()}
    return {key: told[key] for key in _KEYS if told.get(key)}


_RECORDINGS = KeptList(
    RECORDINGS_FILE,
    "recordings",
    """\
# Lines that are spoken from recordings. `moderator script SHOW --recorded FOLDER` writes this file;
# a recording is of these very words, wherever they stand.
""",
    RecordingsWritten,
    _told,
    "name the file with at most 300 letters, and no control characters",
)


def take_in(folder: Path, sounds: Path, lines: Mapping[str, SpokenFrom]) -> Taken:
    """Have lines spoken from the recordings in a folder; what else is listed stays.

    Args:
        folder: the show's.
        sounds: has WAV files called as their lines are, or by the hash of their words.
        lines: what each line is spoken from, by the hash of its words.

    Raises:
        CannotStart: there is no such folder in the show's, or no WAV file in it.
        ShowHasProblems: the file of recordings cannot be read.
        CannotWrite: it cannot be written.
    """
    there, document = _there(folder)
    taken, added, gone = Taken(), list[Recording](), set[int]()
    of_words: dict[str, str] = {}
    for file in _files(folder, sounds):
        try:
            recording = _recording(folder, file, lines)
            _must_be_anew(recording, [each for each in there if each.file == file])
            if other := of_words.get(recording.text):
                raise ValueError(f"these words are in {other} already")
        except ValueError as refused:
            taken.refused.append((file, str(refused)))
            continue
        of_words[recording.text] = file
        old = [n for n, each in enumerate(there) if _replaced(each, recording, lines)]
        if any(_is_same(there[n], recording) for n in old):
            taken.same.append(file)
            continue
        added.append(recording)
        gone.update(old)
        taken.new.append(file)
    if added:
        _RECORDINGS.change(folder, document, there, added, frozenset(gone))
    return taken


def _there(folder: Path) -> tuple[Sequence[Recording], Document | None]:
    problems = Problems()
    document = recordings_document(folder, problems)
    found = validated(RecordingsWritten, document, problems) if document else None
    if problems.errors:
        what = f"{folder / RECORDINGS_FILE} cannot be read: {next(iter(problems))}"
        raise ShowHasProblems(what, "mend it first; nothing was written")
    return (found.recordings if found else ()), document


def _files(folder: Path, sounds: Path) -> Iterator[str]:
    """The WAV files of a folder, as a show names them."""
    around = folder.resolve()
    if not sounds.is_dir():
        raise CannotStart(f"there is no folder {sounds}", "name the folder with the WAV files")
    if not sounds.resolve().is_relative_to(around):
        hint = f"copy it into the show's folder, {folder}, as what a show plays lies there"
        raise CannotStart(f"{sounds} is outside the show's folder", hint)
    files = sorted(each for each in sounds.iterdir() if each.suffix.lower() == ".wav")
    if not files:
        raise CannotStart(f"there is no WAV file in {sounds}", "name the folder that has them")
    for each in files:
        yield str(each.parent.resolve().relative_to(around) / each.name)


def _recording(folder: Path, file: str, lines: Mapping[str, SpokenFrom]) -> Recording:
    """A recording of the line that a file is called after.

    Raises:
        ValueError: it is called after none, or cannot be one; the message says why.
    """
    line = _called(Path(file).stem, lines)
    if line.state == "never recorded":
        raise ValueError("it is of a line with facts that are known only when it is spoken")
    if told := unusable(folder, file) or unplayable(folder / file):
        raise ValueError(told[1])
    return Recording(
        file=file,
        text=line.sentence.words,
        words=line.sentence.hash,
        sound=sound_hash(folder / file),
        cue=line.sentence.cue.cue,
        line=line.sentence.kind,
    )


def _called(name: str, lines: Mapping[str, SpokenFrom]) -> SpokenFrom:
    by_name = {line.name.casefold(): line for line in lines.values()}
    if found := by_name.get(name.casefold()) or lines.get(name.casefold()):
        return found
    near = get_close_matches(name.casefold(), by_name, n=1)
    meant = f"did you mean {by_name[near[0]].name}.wav?" if near else "--recorded lists the names"
    raise ValueError(f"no line is called so; {meant}")


def _must_be_anew(recording: Recording, listed: Sequence[Recording]) -> None:
    """Take no file for words that it does not have.

    Raises:
        ValueError: the file is listed as of other words, and is not known to be another sound.
    """
    for each in listed:
        if not _of_same_words(each, recording) and each.sound in (None, recording.sound):
            raise ValueError("the words were changed since it was recorded; record the line anew")


def _of_same_words(one: Recording, other: Recording) -> bool:
    return hash_of(one.text) == hash_of(other.text)


def _replaced(old: Recording, new: Recording, lines: Mapping[str, SpokenFrom]) -> bool:
    """Whether a recording takes another one's place: its file, its words, or its changed line."""
    changed = (old.cue, old.line) == (new.cue, new.line) and hash_of(old.text) not in lines
    return old.file == new.file or _of_same_words(old, new) or changed


def _is_same(old: Recording, new: Recording) -> bool:
    """Whether nothing is new: a file that somebody listed by hand is taken at their word."""
    return old.file == new.file and _of_same_words(old, new) and old.sound in (None, new.sound)
