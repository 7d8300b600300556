"""Which fact a figure in a draft is of: the one that has it, and that its words and time name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from moderator.knowledge.guard.cited import Cited, hedge_before
from moderator.knowledge.guard.draft import Item
from moderator.knowledge.guard.segments import Segment, When, word_before
from moderator.knowledge.guard.subjects import Subjects
from moderator.knowledge.guard.vocabulary import BINDING, GROWTH, LEAD, MEASURES, key
from moderator.values.number_words import SIZES
from moderator.values.quantity import Percent, Ratio

CLEARLY = 0.1
"""By how much another fact must fit better to be what the words name, 0 to 1."""

_NAMED = 0.25
"""The share of the words that name a fact without which its figure says nothing of it."""

_WITHOUT_UNIT = ("number", "scaled", "ordinal", "ratio", "sum", "vague")
_AFTER = ("or more", "or so", "or less", "or fewer", "odd", "plus", "ish", "at least", "at most")
_BETWEEN = frozenset("in and to or from for was it respectively".split())
_EARLIER = key("earlier")
_COUNTED = 6


@dataclass(frozen=True)
class Said:
    """A figure and what is said around it.

    Attributes:
        part: the segment that it stands in.
        at: its position there.
        when: the time that it is said for.
        own: the words that name facts, in that segment.
        meant: the same; with those of what came before, where they only say how it is measured.
        around: the words of the whole sentence, and what came before was about.
    """

    part: Segment
    at: int
    when: When | None
    own: frozenset[str]
    meant: frozenset[str]
    around: frozenset[str]

    @property
    def item(self) -> Item:
        """The figure."""
        return self.part.items[self.at]

    @property
    def lead(self) -> str:
        """The word before it."""
        return word_before(self.part.items, self.at)

    def counted(self) -> frozenset[str]:
        """The words after it, as far as the next figure."""
        later = (other for other in self.part.figures if other > self.at)
        until = min(next(later, len(self.part.items)), self.at + _COUNTED)
        return frozenset(item.key for item in self.part.items[self.at + 1 : until] if item.key)


def said_in(
    part: Segment,
    whens: Sequence[When | None],
    subject: frozenset[str],
    around: frozenset[str],
    subjects: Subjects,
) -> Iterator[Said]:
    """Each figure of a segment.

    Args:
        part: the segment.
        whens: the time of each.
        subject: the words for what came before.
        around: the words of the whole sentence.
        subjects: what tells the facts apart.
    """
    told = subjects.named_in(part.items)
    for at, when in zip(part.figures, whens, strict=True):
        own = _bound(told, part, at)
        before = subject if not own - MEASURES - BINDING and part.goes_on(subjects) else frozenset()
        yield Said(part, at, when, own, own | before, around | subject)


def bind(
    said: Said, sentence: Sequence[Item], cited: Sequence[Cited], subjects: Subjects
) -> Cited | str:
    """The fact whose figure it is, or in words why it is none's."""
    possible = [fact for fact in cited if is_figure_of(fact, said.item, sentence)]
    if not possible:
        return f"{said.item.text!r} is not in the facts"
    fact = max(possible, key=lambda f: (_at_its_time(f, said.when), subjects.fit(f, said.own)))
    if wrong := _wrong_with(said, fact):
        return f"{said.item.text!r} {wrong}"
    if counted := fact.things and said.counted():
        own = counted & subjects.vocabulary
        said = replace(said, own=own, meant=own)
    if not _named(fact, said, subjects):
        return f"{said.item.text!r} is said without what it is a figure of"
    if rival := _better(fact, [f for f in cited if f not in possible], said, subjects):
        return f"{said.item.text!r} is not {rival.about}"
    return fact


def is_figure_of(fact: Cited, item: Item, sentence: Sequence[Item]) -> bool:
    """Whether a figure is a fact's; a bare number may have the unit of the figure beside it."""
    if not fact.form or not item.form or item.form == fact.form:
        return bool(fact.form) and item.form == fact.form
    kind, number = item.form[0], item.form[-1]
    if kind not in ("number", "scaled") or not isinstance(number, Decimal):
        return False
    if fact.form[0] in ("number", "scaled"):
        return fact.form[1] == number
    return any(
        other.form[0] == fact.form[0]
        and any(number * size == fact.form[1] for size in _sizes(kind, other.text))
        for other in _beside(item, sentence)
    )


def _bound(told: frozenset[str], part: Segment, at: int) -> frozenset[str]:
    """The words for a figure: of the earlier and the present, only what is nearest."""
    near = {
        abs(position - at): item.key
        for position, item in enumerate(part.items)
        if item.key in BINDING
    }
    lead = word_before(part.items, at)
    if lead == "from" and at != part.figures[-1]:
        near = {0: _EARLIER}
    elif lead == "to" and at != part.figures[0]:
        near = {0: key("now")}
    return (told - BINDING) | ({near[min(near)]} if near else set())


def _at_its_time(fact: Cited, when: When | None) -> bool:
    """Whether it holds then; what was said for another figure is nothing to a fact without time."""
    return when is None or fact.holds_at(when.time) or not (when.own or fact.times)


def _wrong_with(said: Said, fact: Cited) -> str:
    """How what is said around a figure differs from the fact, in words; empty when it does not."""
    hedge, _ = hedge_before(said.part.items, said.at)
    after = " ".join(item.text.lower() for item in said.part.items[said.at + 1 : said.at + 3])
    is_growth = GROWTH in fact.subject
    wrong = (
        (not _at_its_time(fact, said.when), "is not for the time it is said with"),
        (
            (hedge and (hedge, fact.form[-1]) not in fact.hedges) or after.startswith(_AFTER),
            "is said as inexact, and the facts do not",
        ),
        (
            said.lead == "by" and not (is_growth or LEAD in fact.subject),
            f"is not by how much {fact.about} has changed",
        ),
        (
            said.lead == "to" and is_growth and isinstance(fact.value, Percent),
            "is by how much, not to what",
        ),
        (
            fact.things and not fact.things & said.counted(),
            f"is said of other things than {fact.value.written()}",
        ),
        (
            fact.needed - said.around or (fact.subject & {_EARLIER}) - said.own,
            f"is {fact.about}, and the draft leaves part of that out",
        ),
        (_turned_round(fact, said.part.items), f"is {fact.about}, not the other way round"),
    )
    return next((words for is_so, words in wrong if is_so), "")


def _named(fact: Cited, said: Said, subjects: Subjects) -> bool:
    """Whether what it is a figure of is said, and all of it: not imports alone for both."""
    if any(len(pair & said.own) == 1 for pair in fact.pairs):
        return len(said.part.figures) > 1 and any(way <= said.own for way in fact.namings)
    both = (pair for pair in subjects.pairs if pair <= said.around and not pair & said.own)
    if any(len(pair & fact.subject) == 1 for pair in both):
        return False
    return any(
        said.around & (way - MEASURES or way) and subjects.share(said.around, way) >= _NAMED
        for way in fact.namings
    )


def _better(fact: Cited, others: Sequence[Cited], said: Said, subjects: Subjects) -> Cited | None:
    """Another fact of the kind that is what the words say."""
    fitting = subjects.fit(fact, said.meant) + CLEARLY
    rivals = (rival for rival in others if rival.form and type(rival.value) is type(fact.value))
    return next((rival for rival in rivals if subjects.fit(rival, said.meant) > fitting), None)


def _turned_round(fact: Cited, items: Sequence[Item]) -> bool:
    """Whether the two sides of a ratio are named in the other order."""
    if not isinstance(fact.value, Ratio):
        return False
    sides = [word for word in fact.in_order if word not in BINDING]
    return any(
        joint.text.lower() in ("to", "and", "against", "versus")
        and {one.key, other.key} <= set(sides)
        and sides.index(one.key) > sides.index(other.key)
        for one, joint, other in zip(items, items[1:], items[2:], strict=False)
    )


def _beside(item: Item, sentence: Sequence[Item]) -> Iterator[Item]:
    """The figures with a unit that a bare one is told together with: `97.38 and 131.29 billion`."""
    figures = [at for at, other in enumerate(sentence) if other.kind == "figure"]
    for one, other in pairwise(figures):
        with_it = {id(sentence[one]): sentence[other], id(sentence[other]): sentence[one]}
        found = with_it.get(id(item))
        apart = not all(_is_small(between) for between in sentence[one + 1 : other])
        if found and found.form[0] not in _WITHOUT_UNIT and not apart:
            yield found


def _is_small(item: Item) -> bool:
    return item.kind in ("time", "break") or item.text.lower() in _BETWEEN


def _sizes(kind: object, text: str) -> list[int]:
    """By what a bare number may be multiplied, with the figure beside it so written."""
    if kind == "scaled":
        return [1]
    return [1, *(size for word, size in SIZES.items() if word in text.lower())]
