"""Where a show's files lie."""

from pathlib import Path


def folder_of(file: str, own: Path, shares: Path | None) -> Path:
    """The folder that has a file: the show's own, else the one that it shares from.

    Args:
        file: its path from there.
        own: the show's folder.
        shares: the folder of the show that it shares from, if any.
    """
    return own if shares is None or (own / file).exists() else shares
