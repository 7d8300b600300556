"""Reading a faults file, with every problem in its place."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict, RootModel

from moderator.document import Document, Problems, read_document
from moderator.document.validate import validated
from moderator.faults.fault import Fault

_LISTED = 12


class Faults(RootModel[tuple[Fault, ...]]):
    """A faults file: a list of what fails."""

    model_config = ConfigDict(frozen=True)
    called: ClassVar[str] = "a faults file"


def read_faults(
    path: Path, names: Mapping[str, Collection[str]], problems: Problems
) -> tuple[tuple[Fault, ...], Document]:
    """Read a faults file; what is wrong with it is noted.

    Args:
        path: the file, as the user names it.
        names: what each key of a fault that names something can name: `cue`, `joint`, …
        problems: where to note what is wrong.

    Returns:
        The faults, none when one is wrong; and the document, a fault for each of its items.

    Raises:
        CannotStart: there is no such file, or it may not be read.
    """
    document = read_document(path, str(path), problems)
    if document.data is None and not problems.errors:
        problems.error(document.place(), "empty", "the file is empty", "write '- fault: …' in it")
    faults = validated(Faults, document, problems) if document.data is not None else None
    for position, written in enumerate(document.data if isinstance(document.data, list) else ()):
        for key, known in names.items():
            name = written.get(key) if isinstance(written, dict) else None
            if isinstance(name, str) and name not in known:
                hint = _nearest(name, known)
                place = document.place(position, key)
                what = "motion" if key == "during" else key
                problems.error(place, "unknown-name", f"there is no {what} {name!r}", hint)
    return (faults.root if faults and not problems.errors else ()), document


def _nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    if not known:
        return "there is none at all"
    listed = ", ".join(islice(known, _LISTED))
    return f"there are {listed}{', …' if len(known) > _LISTED else ''}"
