"""Where a show's files lie."""

from pathlib import Path


def folder_of(file: str, own: Path, shares: Path | None) -> Path:
    """The folder that has a file: the show's own, else the one that it shares from.

    Args:
        file: its path from there.
        own: the show's folder.
        shares: the folder of the show that it shares from, if any.
    """
    return own if shares is None or _is_there(own / file) else shares


def _is_there(path: Path) -> bool:
    """Whether there is something at a path; at one that cannot be, there is nothing."""
    try:
        return path.exists()
    except OSError:  # too long a name; a folder that may not be read
        return False
