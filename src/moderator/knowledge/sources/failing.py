"""Sources that may not answer."""

from typing_extensions import override

from moderator.errors import SourceSilent
from moderator.faults import Fault
from moderator.knowledge.sources.source import Live, Reading, Source, Tell


class FailingSources:
    """Answers as the sources do, while nothing is wrong."""

    def __init__(self) -> None:
        self._silent: list[Fault] = []

    def asked(self, live: Live) -> Live:
        """The same sources, asked through this."""
        return {name: _Failing(source, self) for name, source in live.items()}

    def come(self, fault: Fault) -> None:
        """A source answers no more, or none does."""
        self._silent.append(fault)

    def go(self, fault: Fault) -> None:
        """It does again."""
        self._silent = [other for other in self._silent if not fault.like(other)]

    def answer(self, source: str, fact: str) -> None:
        """Let a source answer.

        Raises:
            SourceSilent: it does not.
        """
        for fault in self._silent:
            if fault.source in (None, source):
                raise SourceSilent(f"nobody answers what {source}.{fact} is: {fault.in_words}")


class _Failing(Source):
    """A source that answers when nothing is wrong.

    Args:
        source: answers then.
        failing: knows what is wrong.
    """

    def __init__(self, source: Source, failing: FailingSources) -> None:
        super().__init__(source.name, source.knows)
        self.takes_time = source.takes_time
        self._source = source
        self._failing = failing

    @override
    def read(self, fact: str) -> Reading:
        self._failing.answer(self.name, fact)
        return self._source.read(fact)

    @override
    async def prepare(self, tell: Tell) -> None:
        await self._source.prepare(tell)

    @override
    async def keep_fresh(self, tell: Tell) -> None:
        await self._source.keep_fresh(tell)
