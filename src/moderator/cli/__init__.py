"""The commands. The one place that wires parts together."""

from moderator.cli.main import main

__all__ = ["main"]
