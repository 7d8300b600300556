"""Writing approvals, and taking them back."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from moderator.document import Document, Problems
from moderator.errors import CannotStart, ShowHasProblems
from moderator.show.script.approvals import (
    APPROVALS_FILE,
    Approval,
    ApprovalsWritten,
    approvals_document,
    read_approvals,
    same,
)
from moderator.show.script.kept_list import KeptList
from moderator.show.script.sentences import Sentence

_SHORTER = "a name and a note have at most 300 letters, and no control characters"
_KEYS = ("cue", "line", "text", "by", "at", "note", "words")


def _told(approval: Approval) -> dict[str, object]:
    told = approval.model_dump(mode="json", exclude_none=True)
    return {key: told[key] for key in _KEYS if key in told}


_APPROVALS = KeptList(
    APPROVALS_FILE,
    "approvals",
    """\
# Words that have been approved. `moderator script SHOW --approve … --by NAME` writes this file, and
# --revoke takes approvals back; an approval is of these very words, wherever they stand.
""",
    ApprovalsWritten,
    _told,
    _SHORTER,
)


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
        _APPROVALS.change(folder, document, there, added)
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
    gone = frozenset(
        position
        for position, each in enumerate(there)
        if each.words in hashes and (by is None or same(each.by, by))
    )
    if gone:
        _APPROVALS.change(folder, document, there, gone=gone)
    return len(gone)


def _there(folder: Path) -> tuple[tuple[Approval, ...], Document | None]:
    problems = Problems()
    found = read_approvals(folder, problems)
    if found is None:
        what = f"{folder / APPROVALS_FILE} cannot be read: {next(iter(problems))}"
        raise ShowHasProblems(what, "mend it first; nothing was written")
    return found, approvals_document(folder, problems)
