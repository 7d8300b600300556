"""Show control for humanoid robots."""

__version__ = "0.1.0"
