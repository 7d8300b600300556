"""What every typed value of a facts sheet can do."""

from typing import Protocol, Self

MINUS = "−"


class Value(Protocol):
    """A figure, date or text with a type, so that it can be checked, written and said."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the value as a person writes it.

        Raises:
            ValueError: not a value of this kind; the message says what to write instead.
        """
        ...

    def written(self) -> str:
        """Return how a caption has it."""
        ...

    def said(self) -> str:
        """Return how it is spoken, all in words."""
        ...
