"""Where live facts are from, and that it may not answer."""

from collections.abc import Callable

from moderator.errors import SourceSilent
from moderator.faults import Fault
from moderator.knowledge.knowledge import LIVE, Live
from moderator.values.quantity import Value

SOURCES = tuple(dict.fromkeys(name.partition(".")[0] for name in LIVE))
"""What facts on no sheet are from, as their names begin."""


class FailingSources:
    """Answers as the sources do, while nothing is wrong."""

    def __init__(self) -> None:
        self._silent: list[Fault] = []

    def asked(self, live: Live) -> Live:
        """The same facts, asked through this."""
        return {name: self._reading(name, read) for name, read in live.items()}

    def come(self, fault: Fault) -> None:
        """A source answers no more, or none does."""
        self._silent.append(fault)

    def go(self, fault: Fault) -> None:
        """It does again."""
        self._silent = [other for other in self._silent if not fault.like(other)]

    def _reading(self, name: str, read: Callable[[], Value]) -> Callable[[], Value]:
        source = name.partition(".")[0]

        def reading() -> Value:
            for fault in self._silent:
                if fault.source in (None, source):
                    raise SourceSilent(f"nobody answers what {name} is: {fault.in_words}")
            return read()

        return reading
