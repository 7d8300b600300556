"""The words by which cited facts are told apart."""

from collections.abc import Iterable, Sequence

from moderator.knowledge.guard.cited import Cited
from moderator.knowledge.guard.draft import Item


class Subjects:
    """What some facts are about, taken together.

    Args:
        cited: the facts.

    Attributes:
        vocabulary: every word that names what one of them is about.
        pairs: two things that one of them is about together.
    """

    def __init__(self, cited: Sequence[Cited]) -> None:
        self._cited = cited
        self.vocabulary = frozenset().union(*(fact.subject for fact in cited))
        self.pairs = frozenset(pair for fact in cited for pair in fact.pairs)
        subjects = {fact.subject for fact in cited}
        self._weights = {
            word: 1 / sum(word in subject for subject in subjects) for word in self.vocabulary
        }

    def named_in(self, items: Iterable[Item]) -> frozenset[str]:
        """The words among some that name what a fact is about."""
        return self.vocabulary & {item.key for item in items}

    def fit(self, fact: Cited, words: frozenset[str]) -> float:
        """How well some words name a fact, 0 to 1: none missing, none too many."""
        right = self.share(fact.subject | fact.owner, words)
        named = max((self.share(words, way) for way in fact.namings), default=0.0)
        return 2 * right * named / (right + named) if right and named else 0.0

    def share(self, some: frozenset[str], whole: frozenset[str]) -> float:
        """The share of some words in others, 0 to 1, the rarer ones counting for more."""
        weighed = [(self._weights.get(word, 0.0), word in some) for word in sorted(whole)]
        total = sum(weight for weight, _ in weighed)
        return sum(weight for weight, there in weighed if there) / total if total else 0.0

    def together(self, one: Item, other: Item) -> bool:
        """Whether two words name one thing, as in `imports and exports`."""
        return bool(one.key) and any({one.key, other.key} <= fact.words for fact in self._cited)
