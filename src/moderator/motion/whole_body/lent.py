"""Poses that a score has from another one beside it, so that no pose is written twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from moderator.document import Document, Place, Problems, read_document, validated
from moderator.motion.whole_body.sheet import Figure, Sheet
from moderator.motion.whole_body.written import WholeBodyScore

KEY = "poses_from"


@dataclass(frozen=True)
class Lent:
    """Poses of another score.

    Attributes:
        figures: what each of them sets.
        places: where each of them is written.
    """

    figures: Mapping[str, Figure] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


def lender(document: Document, problems: Problems) -> Path | None:
    """The file that a score has poses from.

    Args:
        document: the score's file.
        problems: where to note a file that is not there, or may not be named.

    Returns:
        None where it has none, or an error was noted.
    """
    name = document.at(KEY)
    if not isinstance(name, str) or document.path is None:
        return None
    place, folder = document.place(KEY), document.path.parent
    file = folder / name
    try:
        if file.resolve().parent != folder.resolve():
            told = f"{name!r} does not lie beside {document.path.name}"
            problems.error(place, "outside-folder", told, "copy the file into its folder")
            return None
        if file.is_file():
            return file
        names = sorted(path.name for path in folder.glob("*.yaml") if path != document.path)
    except (OSError, ValueError, RuntimeError):  # too long a name; a circle of links
        names = []
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"name a file beside {document.path.name}"
    problems.error(place, "no-such-file", f"there is no file {name!r}", hint)
    return None


def lent(document: Document, rest: Figure, problems: Problems) -> Lent | None:
    """The poses that a score has from another one.

    Args:
        document: the score's file.
        rest: the pose `rest`.
        problems: where to note why they cannot be had; what is wrong with them, where they stand.

    Returns:
        None when there was an error.

    Raises:
        CannotStart: their file may not be read.
    """
    if document.at(KEY) is None:
        return Lent()
    file = lender(document, problems)
    if file is None:
        return None
    own = Problems()
    other = read_document(file, str(Path(document.file).with_name(file.name)), own)
    if not _lends(document, other, file, own, problems):
        return None
    score = validated(WholeBodyScore, other, own)
    figures = Sheet(score, rest, other, own).figures if score else {}
    if own.errors:
        problems.found.extend(own.found)
        return None
    return Lent(figures, {name: other.key_place("poses", name) for name in figures})


def _lends(
    document: Document, other: Document, file: Path, own: Problems, problems: Problems
) -> bool:
    """Whether a file is a score whose poses are its own; notes why not."""
    assert document.path is not None  # it has a lender
    place, borrowed = document.place(KEY), other.at(KEY)
    if file.samefile(document.path):
        told, hint = "a score that has poses from itself", f"leave {KEY} out"
        problems.error(place, "circle", told, hint)
    elif borrowed is not None:
        told = f"{file.name} has poses from {borrowed!r} itself"
        problems.error(place, "second-hand", told, "name the score that they are written in")
    elif not own.errors and other.at("score") != "whole_body":
        told = f"{file.name} is not a score in space"
        problems.error(place, "not-in-space", told, "name one that says score: whole_body")
    else:
        return True
    return False
