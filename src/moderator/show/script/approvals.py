"""Approvals of words: the file beside a show, and what it says of each sentence."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from moderator.cues.written import CueNumber, Title, Written
from moderator.document import Document, Problems, read_document, validated
from moderator.show.model import Moment, Show
from moderator.show.script.sentences import Sentence
from moderator.show.script.words import hash_of, plain
from moderator.values.fields import OrElse

APPROVALS_FILE = "approvals.yaml"

State = Literal["not asked", "approved", "changed", "not approved"]


class Approval(Written):
    """That somebody has approved words."""

    called: ClassVar[str] = "an approval"

    words: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9a-f]{16}$"),
        OrElse("{value} is no hash of words", "let `moderator script --approve` write it"),
    ] = Field(description="the hash of what was approved")
    text: Annotated[str, StringConstraints(min_length=1, max_length=8000)] = Field(
        description="what was approved, for people to read"
    )
    by: Title = Field(description="who has approved it")
    at: Moment = Field(description="when")
    note: Title | None = Field(None, description="what they want remembered")
    cue: CueNumber = Field(description="the cue that it was in")
    line: Title = Field(description="what it was in that cue")


class ApprovalsWritten(Written):
    """The approvals of a show."""

    called: ClassVar[str] = "the file of approvals"

    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How a sentence stands with who approves it.

    Attributes:
        sentence: the sentence.
        asked: who approves it; empty when nobody has to.
        state: how it stands.
        approval: the approval of these words, else that of what stood here before.
    """

    sentence: Sentence
    asked: str
    state: State
    approval: Approval | None

    @property
    def open(self) -> bool:
        """Whether an approval is wanted and not there."""
        return self.state in ("changed", "not approved")


def read_approvals(folder: Path, problems: Problems) -> tuple[Approval, ...] | None:
    """Read the approvals beside a show; None where there are any that cannot be read."""
    document = approvals_document(folder, problems)
    if document is None:
        return ()
    before = problems.errors
    found = validated(ApprovalsWritten, document, problems)
    for position, approval in enumerate(found.approvals if found else ()):
        if hash_of(approval.text) != approval.words:
            place = document.place("approvals", position, "text")
            what = "this is not the text that was approved"
            hint = "leave approvals as they were written; approve the new words instead"
            problems.error(place, "approval-altered", what, hint)
    return found.approvals if found and problems.errors == before else None


def approvals_document(folder: Path, problems: Problems) -> Document | None:
    """The file of approvals beside a show; None when there is none."""
    path = folder / APPROVALS_FILE
    return read_document(path, os.fspath(path), problems) if path.exists() else None


def standings(
    show: Show, sentences: Iterable[Sentence], approvals: Sequence[Approval]
) -> list[Standing]:
    """How each sentence stands, in the same order."""
    sentences = list(sentences)
    now = {sentence.hash for sentence in sentences}
    of_words: dict[str, list[Approval]] = {}
    of_place: dict[tuple[str, str], list[Approval]] = {}
    for each in approvals:
        of_words.setdefault(each.words, []).append(each)
        if each.words not in now:
            of_place.setdefault((each.cue, each.line), []).append(each)
    found = []
    for sentence in sentences:
        asked = _asked(show, sentence)
        if these := _by(asked, of_words.get(sentence.hash, ())):
            found.append(Standing(sentence, asked, "approved", these[-1]))
        elif not asked:
            found.append(Standing(sentence, asked, "not asked", None))
        elif before := _by(asked, of_place.get((sentence.cue.cue, sentence.kind), ())):
            found.append(Standing(sentence, asked, "changed", before[-1]))
        else:
            found.append(Standing(sentence, asked, "not approved", None))
    return found


def _asked(show: Show, sentence: Sentence) -> str:
    """Who approves a sentence; empty when nobody has to."""
    where, position, *_ = sentence.path  # two acts may have one title
    of_act = show.acts[int(position)].approved_by if where == "acts" else None
    return of_act or show.approved_by or ""


def _by(asked: str, approvals: Iterable[Approval]) -> list[Approval]:
    """Those of some approvals that are by who is asked; all where nobody is."""
    return [each for each in approvals if not asked or same(each.by, asked)]


def same(one: str, other: str) -> bool:
    """Whether two names are one person's."""
    return plain(one).casefold() == plain(other).casefold()
