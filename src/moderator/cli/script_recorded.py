"""`moderator script --recorded`: which lines are spoken from recordings, and taking some in."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from moderator.cli.check import counted
from moderator.show.script.recordings import RECORDINGS_FILE
from moderator.show.script.spoken_from import SpokenFrom
from moderator.show.script.taking_in import take_in

_STYLES = {"recorded": "green", "of other words": "red", "never recorded": "dim"}
_NAMED = 12


def take(folder: Path, sounds: str, lines: Mapping[str, SpokenFrom]) -> bool:
    """Take in the recordings of a folder and say what came of each; whether all could be used.

    Raises:
        CannotStart, ShowHasProblems, CannotWrite: as `take_in`.
    """
    taken = take_in(folder, Path(sounds), lines)
    for file, why in taken.refused:
        _tell(f"{file} is left out: {why}")
    more = f", {len(taken.same)} as before" if taken.same else ""
    _tell(f"{counted(len(taken.new), 'recording')} taken into {folder / RECORDINGS_FILE}{more}")
    return not taken.refused


def print_recorded(lines: Iterable[SpokenFrom]) -> None:
    """Print every line with what it is spoken from, and what its recording is to be called."""
    console, lines = Console(highlight=False), list(lines)
    for line in lines:
        named = "" if line.state in ("recorded", "never recorded") else f"  as {line.name}.wav"
        told = Text.assemble(
            (f"{line.sentence.cue.cue:>5} ", "bold"),
            (f" {line.sentence.kind}", "dim"),
            (f"  {line.state}", _STYLES.get(line.state, "")),
            (f" {line.file}" if line.file else "", "dim"),
            (named, "dim"),
        )
        console.print(told)
        console.print(Padding(Text(line.sentence.words), (0, 0, 0, 7)))
    console.print()
    console.print(Text(summary(lines), "bold"))


def tell_missing(lines: Iterable[SpokenFrom]) -> None:
    """Say how many lines are recorded, and which recordings are missing or are to be made anew."""
    lines = list(lines)
    _tell(summary(lines))
    for state, what in (("of other words", "to be recorded anew"), ("rendered", "missing")):
        names = [f"{line.name}.wav" for line in lines if line.state == state]
        more = len(names) - _NAMED
        if names:
            rest = f" and {more} more, which --recorded lists" if more > 0 else ""
            _tell(f"{what}: {', '.join(names[:_NAMED])}{rest}")


def summary(lines: Iterable[SpokenFrom]) -> str:
    """How many lines are recorded, and how many recordings are of other words."""
    states = [line.state for line in lines]
    changed = states.count("of other words")
    told = f"{states.count('recorded')} of {counted(len(states), 'line')} recorded"
    return told + (f", {changed} of other words" if changed else "")


def _tell(what: str) -> None:
    print(f"moderator: {what}", file=sys.stderr)
