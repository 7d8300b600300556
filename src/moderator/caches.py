"""Where this program keeps files of its own."""

import os
from pathlib import Path


def cache_folder(of: str) -> Path:
    """For what it can make or ask again: `$XDG_CACHE_HOME/moderator/…`, or in `~/.cache`."""
    return _under("XDG_CACHE_HOME", ".cache") / of


def state_folder(of: str) -> Path:
    """For what is to stay: `$XDG_STATE_HOME/moderator/…`, or in `~/.local/state`."""
    return _under("XDG_STATE_HOME", ".local/state") / of


def _under(variable: str, otherwise: str) -> Path:
    base = os.environ.get(variable, "")
    # A relative one is to be ignored: XDG Base Directory Specification 0.8, "Basics".
    root = Path(base) if base.startswith("/") else Path.home() / otherwise
    return root / "moderator"
