"""Where this program keeps what it can make or ask again."""

import os
from pathlib import Path


def cache_folder(of: str) -> Path:
    """The folder for one sort of thing: `$XDG_CACHE_HOME/moderator/…`, or in `~/.cache`."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    # A relative one is to be ignored: XDG Base Directory Specification 0.8, "Basics".
    root = Path(base) if base.startswith("/") else Path.home() / ".cache"
    return root / "moderator" / of
