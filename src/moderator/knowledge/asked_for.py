"""What a question asks for, word by word: nothing in it may be left unaccounted for by a fact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from moderator.knowledge.asking import Carries, Words, pieces, readings
from moderator.knowledge.guard.cited import Cited, items_of
from moderator.knowledge.guard.draft import Item
from moderator.knowledge.guard.times import Form
from moderator.knowledge.guard.vocabulary import GROWTH, key
from moderator.values.quantity import Count, Quantity

_ORDINARY = frozenset(
    """
    what how is are was were be been do does did has have had can could would it its they their them
    the a an of in on at for by to from with and there here us me please tell give show say know
    about much strong fast figure value now currently today come comes came go goes
    take takes took use uses used handle handles handled reach reaches reached stand stands stood
    amount amounts amounted get gets got through since year date day
    """.split()
)
"""Words that any question may have; all others are those of the fact, or it is not what is asked
for."""

_MEANS = {
    "long": "length",
    "high": "height",
    "wide": "width",
    "deep": "depth",
    "old": "age",
    "heavy": "weight",
    "expensive": "cost",
    "far": "distance",
    "large": "area",
    "big": "area",
}
"""What `how` asks for with each of these."""

_SIZES = frozenset("large big high".split())
"""Those that are also asked of amounts."""

_AFTER_WHAT = frozenset("is are was were do does did has have share proportion".split())
_TIMES = frozenset("when year date day".split())
_NUMBERS = frozenset("many number".split())
_NOW = key("now")
_POLITE = re.compile(
    r"^((so|and|now|well|then|but) )*"
    r"((can|could|would|will) (you|we) (please )?|please |do you )"
    r"(tell|give|know|show|say)( (me|us))?\b"
)
_WHICH = re.compile(r"\b(in |on )?(which|what) (?=year|date|day)")
_PART = re.compile(r"\b[hq][1-4]\b")


@dataclass(frozen=True)
class AskedFor:
    """A question, cut down to what asks.

    Attributes:
        items: its words, figures and times.
        year: the year of the show.
    """

    items: Sequence[Item]
    year: int

    def is_met_by(self, fact: Cited) -> bool:
        """Whether a fact is what is asked for, and accounts for every word."""
        return self._kind_fits(fact) and all(self._told(item, fact) for item in self.items)

    def names(self, way: frozenset[str]) -> bool:
        """Whether all of some words are in it."""
        return bool(way) and way <= self.keys

    @property
    def keys(self) -> frozenset[str]:
        """The words in it, as they are compared, those that are only meant too."""
        meant = (key(_MEANS[item.text]) for item in self.items if item.text in _MEANS)
        return frozenset((*(item.key for item in self.items if item.key), *meant))

    def _kind_fits(self, fact: Cited) -> bool:
        words = [item.text for item in self.items]
        asked = frozenset(words)
        after_what = {after for what, after in pairwise(words) if what == "what"}
        if fact.is_time != bool(asked & _TIMES) or not after_what <= _AFTER_WHAT:
            return False
        if isinstance(fact.value, Count):
            return True
        return "many" not in asked and ("number" not in asked or GROWTH in fact.words)

    def _told(self, item: Item, fact: Cited) -> bool:
        """Whether a fact accounts for a word, a figure or a time."""
        if item.kind == "time":
            return self._holds_at(fact, item.form)
        if item.kind == "figure":
            return item.form in {other.form for other in items_of(fact.about)}
        if item.key in fact.words:
            return True
        if item.text in _MEANS:
            means = key(_MEANS[item.text]) in fact.words
            return means or (item.text in _SIZES and not isinstance(fact.value, Quantity))
        if item.key == _NOW:
            ends = {end for form in fact.held for end in form[1:]}
            return not ends or self.year in ends
        if item.text == "fast":
            return GROWTH in fact.words
        more = _TIMES | {"going"} if fact.is_time else _NUMBERS
        return item.text in _ORDINARY or item.text in more

    def _holds_at(self, fact: Cited, time: Form) -> bool:
        """This year is also the part of it that a fact holds for."""
        return fact.holds_at(time) or (
            time == ("year", self.year)
            and any(len(held) == 2 and held[1] == self.year for held in fact.held)
        )


def asked_for(question: str, known: frozenset[str], year: int) -> AskedFor:
    """What a question asks for.

    Args:
        question: as heard.
        known: the words of facts, as they are compared.
        year: the year of the show, which is this year.
    """
    parts = next(readings(pieces(question), *_told_by(known)), [])
    words = (word for part in parts if part.speaks_against for word in part.words)
    text = _POLITE.sub("", " ".join(words)).strip()
    text = re.sub(r"\b(this|the current) year\b", str(year), text)
    text = re.sub(r"\b(last|the previous) year\b", str(year - 1), text)
    text = re.sub(r"\brd\b", "R&D", text)
    text = _PART.sub(lambda part: part.group().upper(), _WHICH.sub("when ", text))
    return AskedFor(items_of(text), year)


def _told_by(known: frozenset[str]) -> tuple[Carries, Carries]:
    def carries(words: Words) -> bool:
        return any(key(word) in known for word in words)

    def familiar(words: Words) -> bool:
        return all(key(word) in known or word in _ORDINARY for word in words)

    return carries, familiar
