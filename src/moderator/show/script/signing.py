"""Writing approvals: what else stands in the file stays, and it is whole at every moment."""

import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from moderator.document import Document, Problems, read_document, validated
from moderator.errors import CannotStart, ShowHasProblems
from moderator.motion.seen.writing import written
from moderator.show.script.approvals import (
    APPROVALS_FILE,
    Approval,
    ApprovalsWritten,
    approvals_document,
    read_approvals,
    same,
)
from moderator.show.script.sentences import Sentence

_HEAD = """\
# Words that have been approved. `moderator script SHOW --approve … --by NAME` writes this file, and
# --revoke takes approvals back; an approval is of these very words, wherever they stand.
approvals:
"""
_SHORTER = "a name and a note have at most 300 letters, and no control characters"


def approve(
    folder: Path, sentences: Sequence[Sentence], by: str, now: datetime, note: str | None = None
) -> int:
    """Add an approval of each sentence that has none by that person yet.

    Args:
        folder: the show's.
        sentences: what is approved.
        by: who approves it.
        now: the moment.
        note: what they want remembered.

    Returns:
        How many were added.

    Raises:
        ShowHasProblems: the file cannot be read.
        CannotStart: the name or the note cannot stand in it.
        CannotWrite: it cannot be written.
    """
    there, document = _there(folder)
    signed = {each.words for each in there if same(each.by, by)}
    by_hash = {each.hash: each for each in reversed(sentences) if each.hash not in signed}
    wanted = [each for each in sentences if by_hash.get(each.hash) is each]
    added = [_approval(each, by, now, note) for each in wanted]
    if added:
        lines = list(_opened(document))
        for approval in added:
            lines += _item(approval)
        _write(folder, lines, (*there, *added))
    return len(added)


def _approval(sentence: Sentence, by: str, now: datetime, note: str | None) -> Approval:
    told = {
        "words": sentence.hash,
        "text": sentence.words,
        "by": by,
        "at": now.isoformat(timespec="seconds"),
        "note": note,
        "cue": sentence.cue.cue,
        "line": sentence.kind,
    }
    try:
        return Approval.model_validate(told)
    except ValidationError as error:
        raise CannotStart("this cannot be written down as an approval", _SHORTER) from error


def _opened(document: Document | None) -> Iterator[str]:
    """The lines that a new approval is put under."""
    if document is None or document.data is None:
        yield from (_HEAD.splitlines())
        return
    lines = document.lines if document.lines[-1].strip() else document.lines[:-1]
    if document.at("approvals") == []:
        key = document.key_place("approvals").line - 1
        lines = [*lines[:key], "approvals:", *lines[key + 1 :]]
    yield from lines


def revoke(folder: Path, sentences: Sequence[Sentence], by: str | None = None) -> int:
    """Take back the approvals of sentences.

    Args:
        folder: the show's.
        sentences: whose approvals are taken back.
        by: whose approvals; everybody's when left out.

    Returns:
        How many were taken back.

    Raises:
        ShowHasProblems: the file cannot be read.
        CannotWrite: it cannot be written.
    """
    there, document = _there(folder)
    hashes = {each.hash for each in sentences}
    gone = {
        position
        for position, each in enumerate(there)
        if each.words in hashes and (by is None or same(each.by, by))
    }
    if gone and document:
        left = tuple(each for position, each in enumerate(there) if position not in gone)
        _write(folder, list(_without(document, gone, len(there))), left)
    return len(gone)


def _there(folder: Path) -> tuple[tuple[Approval, ...], Document | None]:
    problems = Problems()
    found = read_approvals(folder, problems)
    if found is None:
        what = f"{folder / APPROVALS_FILE} cannot be read: {next(iter(problems))}"
        raise ShowHasProblems(what, "mend it first; nothing was written")
    return found, approvals_document(folder, problems)


def _item(approval: Approval) -> Iterator[str]:
    """An approval as the lines of a list's item."""
    told = approval.model_dump(mode="json", exclude_none=True)
    start = "  - "
    for key in ("cue", "line", "text", "by", "at", "note", "words"):
        if key in told:
            yield f"{start}{key}: {json.dumps(told[key], ensure_ascii=False)}"
            start = "    "


def _without(document: Document, gone: set[int], count: int) -> Iterator[str]:
    """The file's lines without some items; what is noted above an item stays with it."""
    begins = [document.place("approvals", position).line for position in range(count)]
    owner = -1
    waiting: list[str] = []
    for number, line in enumerate(document.lines, 1):
        if number in begins:
            owner = begins.index(number)
            yield from waiting if owner not in gone else ()
            waiting = []
        if not line.strip() or line.lstrip().startswith("#"):
            waiting.append(line)
        elif owner not in gone:
            yield from waiting
            waiting = []
            yield line
    yield from waiting


def _write(folder: Path, lines: Sequence[str], wanted: Sequence[Approval]) -> None:
    """Put lines into the file where they say what is wanted; else the same without its notes.

    Raises:
        CannotWrite: the file cannot be written.
        CannotStart: what is wanted cannot be read back.
    """
    with written(folder / APPROVALS_FILE) as draft:
        for text in ("\n".join(lines), _canonical(wanted)):
            with draft.open("w", encoding="utf-8") as file:
                file.write(text.rstrip("\n") + "\n")
                file.flush()
                os.fsync(file.fileno())
            problems = Problems()
            if _read_back(draft, problems) == tuple(wanted):
                return
        told = next(iter(problems), None)
        why, hint = (told.message, told.hint) if told else ("it reads otherwise", _SHORTER)
        raise CannotStart(f"this cannot be written down as approvals: {why}", hint)


def _canonical(approvals: Sequence[Approval]) -> str:
    items = [line for approval in approvals for line in _item(approval)]
    return _HEAD + "\n".join(items) if items else f"{_HEAD.rstrip()} []"


def _read_back(path: Path, problems: Problems) -> tuple[Approval, ...] | None:
    found = validated(ApprovalsWritten, read_document(path, path.name, problems), problems)
    return found.approvals if found and not problems.errors else None
