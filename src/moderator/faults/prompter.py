"""Between a show and those who play its faults."""

from collections.abc import Callable

from moderator.faults.fault import Fault


class Prompter:
    """Tells whoever plays faults which cue begins, and passes on what they have done.

    Attributes:
        on_fault: told of each fault, and whether it comes or is over.
    """

    def __init__(self) -> None:
        self.on_fault: Callable[[Fault, bool], None] = lambda _, __: None
        self._heeding: list[Callable[[str], None]] = []

    def heed(self, begins: Callable[[str], None]) -> None:
        """Have something told the number of each cue that begins to act."""
        self._heeding.append(begins)

    def cue(self, number: str) -> None:
        """A cue begins to act."""
        for begins in self._heeding:
            begins(number)
