"""A source that always says the same, until a test has it say something else or nothing."""

from moderator.errors import SourceSilent
from moderator.knowledge.sources.source import Reading, Source
from moderator.values.quantity import Text


class Fixed(Source):
    """Implements `Source`, with texts."""

    def __init__(self, name, facts, as_of, good_for_ns=None):
        super().__init__(name, tuple(facts))
        self.facts = facts
        self.as_of = as_of
        self.good_for_ns = good_for_ns
        self.silent = ""

    def read(self, fact):
        if self.silent:
            raise SourceSilent(self.silent)
        return Reading(Text(self.facts[fact]), self.as_of, f"the {self.name}", self.good_for_ns)
