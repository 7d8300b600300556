"""The motion that a person names on the command line, and the show it belongs to."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from moderator.document import Problems
from moderator.errors import CannotStart, ShowHasProblems
from moderator.motion.files import is_motion_file, read_motion
from moderator.motion.library import library
from moderator.motion.motion import Manifest
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.kept import kept_score
from moderator.show.load import motions_of, show_file
from moderator.show.sharing import SHOW_FILE


@dataclass(frozen=True)
class Found:
    """A motion that somebody named.

    Attributes:
        name: as they named it.
        trajectory: its joints' way.
        about: what the audience sees, or empty.
        manifest: what checks and plans read of it.
        notes: what of its file was left out or assumed.
        score: its file where it is a score in space; None else.
    """

    name: str
    trajectory: Trajectory
    about: str
    manifest: Manifest
    notes: tuple[str, ...] = ()
    score: Path | None = None


def show_folder(named: str | None) -> Path | None:
    """The folder of a show, or of the one in the current folder; None where there is none.

    Raises:
        CannotStart: the named show is not there.
    """
    if named is not None:
        return show_file(named).parent
    return Path() if Path(SHOW_FILE).exists() else None


def found(named: str, show: str | None) -> Found:
    """A motion by its name in a show or among the gestures, or by its file.

    Raises:
        CannotStart: there is no such motion.
        ShowHasProblems: its file has an error; all of them are printed.
    """
    problems = Problems()
    if is_motion_file(named):
        motion = read_motion(Path(named), named, problems)
        tell(problems)
        if motion is None:
            raise unsound(named, problems)
        manifest = motion.manifest(Path(named).stem)
        return Found(named, motion.trajectory, motion.about, manifest, motion.notes)
    motions = motions_of(show or SHOW_FILE) if show_folder(show) else library()
    if named not in motions:
        raise CannotStart(f"there is no motion {named!r}", _meant(named, motions.names(), show))
    known = motions.manifest(named, problems)
    tell(problems)
    file = motions.file(named)
    if kept := kept_score(file):  # also one that breaks margins: they are what is asked for
        known = kept.manifest
        return Found(named, kept.trajectory(), known.about, known, score=file)
    if known is None:
        raise unsound(str(file), problems)
    return Found(named, motions[named].trajectory(), known.about, known)


def _meant(named: str, names: Iterable[str], show: str | None) -> str:
    """What somebody is to do whose motion is not there."""
    if Path(named).suffix in (".yaml", ".yml"):
        return f"name it as a cue does: {Path(named).stem} --show {show or 'SHOW'}"
    near = get_close_matches(named, names, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"see: moderator motions {show}" if show else "name its show with --show SHOW"


def tell(problems: Problems) -> None:
    """Print problems, one a line."""
    for problem in problems:
        print(problem, file=sys.stderr)


def unsound(file: str, problems: Problems) -> ShowHasProblems:
    """What a file with errors ends a command with."""
    number = problems.errors
    return ShowHasProblems(
        f"{file} has {number} error{'s' * (number != 1)}",
        "mend what stands above, then try again",
        [problem.as_json() for problem in problems],
    )
