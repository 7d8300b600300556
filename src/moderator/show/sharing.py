"""What a show has from another beside it: `shares: ../another-show`."""

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from moderator.document import Document, Problems, read_document
from moderator.errors import CannotStart

SHOW_FILE = "show.yaml"
NO_DRAFTS: Mapping[Path, str] = MappingProxyType({})

NEIGHBOUR = r"^\.\./[^/\\\s.][^/\\]*$"
"""How a folder beside the show's own is written."""

SHARED = (
    "voices",
    "people",
    "spots",
    "devices",
    "lexicon",
    "facts",
    "hosts",
    "sources",
    "preflight",
    "limits",
)
"""The keys that a show may have from another."""

_MEND = "let yourself read it, or share from another show"


def shared_folder(document: Document) -> Path | None:
    """The folder that a show shares from, as it names it; None where it names none."""
    named = document.at("shares")
    if not isinstance(named, str) or not re.search(NEIGHBOUR, named) or document.path is None:
        return None
    return Path(os.path.normpath(document.path.parent / named))


def take_shared(
    document: Document, problems: Problems, drafts: Mapping[Path, str] = NO_DRAFTS
) -> Path | None:
    """Put what a show has from another into its document, each value with where it stands.

    What both have is the show's own. Of what is kept by name, each name is taken by itself.

    Args:
        document: the show's.
        problems: where to note what is refused.
        drafts: what is to stand in a file, instead of what does.

    Returns:
        The other show's folder; None where nothing can be taken.
    """
    folder = shared_folder(document)
    if folder is None or document.path is None:
        return None
    if told := _unusable(folder, document.path.parent):
        problems.error(document.place("shares"), *told)
        return None
    file, before = folder / SHOW_FILE, problems.errors
    try:
        other = read_document(file, os.fspath(file), problems, drafts.get(file))
    except CannotStart as error:
        problems.error(document.place("shares"), "no-such-show", error.message, _MEND)
        return None
    if not isinstance(other.data, dict) and problems.errors == before:
        what = f"no show is written in ../{folder.name}/{SHOW_FILE}"
        problems.error(document.place("shares"), "no-such-show", what, "share from another show")
        return None
    if other.at("shares") is not None:
        what = f"{folder.name!r} shares from another show itself"
        problems.error(document.place("shares"), "shares-on", what, "share from that one")
        return None
    for key in SHARED:
        _take(document, other, key)
    return folder


def _take(document: Document, other: Document, key: str) -> None:
    """Take what is written under one key."""
    own, theirs = document.at(key), other.at(key)
    if theirs is None:
        return
    if own is None and (key,) not in document.refused:
        document.take(other, key)
    elif isinstance(own, dict) and isinstance(theirs, dict):
        for name in theirs:
            if name not in own:
                document.take(other, key, name)


def _unusable(folder: Path, own: Path) -> tuple[str, str, str] | None:
    """What is wrong with a folder to share from: code, message, hint; None if nothing is."""
    around = Path(os.path.normpath(own / os.pardir))
    try:
        if folder.resolve() == own.resolve():
            return "shares-itself", "a show shares from another one", "name another folder"
        if folder.resolve().parent != around.resolve():
            return "outside-folder", f"{folder.name!r} lies elsewhere", "put it beside this show"
        if (folder / SHOW_FILE).is_file():
            return None
    except (OSError, RuntimeError) as error:  # no right to look into it; a circle of links
        why = str(getattr(error, "strerror", None) or "its links go in a circle").lower()
        return "no-such-show", f"cannot look into ../{folder.name}: {why}", _MEND
    shows = sorted(path.parent for path in around.glob(f"*/{SHOW_FILE}"))
    names = [show.name for show in shows if show.resolve() != own.resolve()]
    near = get_close_matches(folder.name, names, n=1)
    hint = f"did you mean ../{near[0]}?" if near else "write it like ../another-show"
    return "no-such-show", f"there is no show in ../{folder.name}", hint
