"""A sentence cut so that each figure stands with its own words and its own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from moderator.knowledge.guard.cited import Cited
from moderator.knowledge.guard.draft import Item
from moderator.knowledge.guard.subjects import Subjects
from moderator.knowledge.guard.times import Form
from moderator.knowledge.guard.vocabulary import MEASURES

_JOINTS = frozenset("and while whereas but with plus or".split())
_PRONOUNS = frozenset("it its they their them that this these those which whose".split())


@dataclass(frozen=True)
class When:
    """The time that a figure is said for.

    Attributes:
        time: what it is.
        own: whether it stands with the figure, and not elsewhere.
    """

    time: Form
    own: bool = True


@dataclass
class Segment:
    """A part of a sentence around one figure, or several that nothing parts.

    Attributes:
        items: what is in it.
        figures: positions of its figures in `items`.
    """

    items: list[Item]
    figures: list[int]

    @property
    def times(self) -> list[Form]:
        """Its times, in order."""
        return [item.form for item in self.items if item.kind == "time"]

    def refers_back(self) -> bool:
        """Whether it says `it` of something before; `of which` begins something else."""
        words = ["", *(item.text.lower() for item in self.items)]
        return any(b in _PRONOUNS and a != "of" for a, b in pairwise(words))

    def goes_on(self, subjects: Subjects) -> bool:
        """Whether what it is about was said before."""
        return self.refers_back() or not subjects.named_in(self.items) - MEASURES


def word_before(items: Sequence[Item], at: int) -> str:
    """The word before a position, in small letters."""
    return items[at - 1].text.lower() if at else ""


def around_time(items: Sequence[Item], at: int) -> Sequence[Item]:
    """What stands with a time, as far as the next time on either side."""
    first = max((i + 1 for i in range(at) if items[i].kind == "time"), default=0)
    last = next((i for i in range(at + 1, len(items)) if items[i].kind == "time"), len(items))
    if last < len(items):
        last = next((i for i in range(at, last) if _joins(items[i])), last)
    if first:
        first = next((i for i in range(first, at) if _joins(items[i])), first)
    return items[first:last]


def segments(items: Sequence[Item], subjects: Subjects) -> list[Segment]:
    """Cut a sentence with figures so that each stands with its own words."""
    clauses: list[list[Item]] = [[]]
    for at, item in enumerate(items):
        if item.kind == "break":
            clauses.append([])
        elif _parts(items, at, clauses[-1], subjects):
            clauses.append([item])
        else:
            clauses[-1].append(item)
    return _joined([clause for clause in clauses if clause], subjects)


def times_of(
    parts: Sequence[Segment], before: When | None, cited: Sequence[Cited], subjects: Subjects
) -> list[list[When | None]]:
    """The time that each figure of each segment is said for, where there is one.

    Args:
        parts: a sentence's segments.
        before: the time of the sentence before, its own where it was about nothing else.
        cited: the facts told: what holds for two years together is not taken for one of each.
        subjects: what tells them apart.
    """
    timed = [part.times for part in parts if part.times]
    figures = sum(len(part.figures) for part in parts)
    if len(timed) == 1 and (line := _in_order(timed[0], figures, cited)):
        rest = iter(line)
        return [[When(next(rest)) for _ in part.figures] for part in parts]
    return [_times(parts, at, before, subjects) for at in range(len(parts))]


def _joins(item: Item) -> bool:
    return item.text == "," or item.text.lower() in _JOINTS


def _has_figure(items: Sequence[Item]) -> bool:
    return any(item.kind == "figure" for item in items)


def _parts(items: Sequence[Item], at: int, here: list[Item], subjects: Subjects) -> bool:
    """Whether a word like `and` stands between two figures, and not within a name."""
    if items[at].text.lower() not in _JOINTS or not _has_figure(here):
        return False
    if at + 1 < len(items) and subjects.together(items[at - 1], items[at + 1]):
        return False
    until = next((i for i in range(at, len(items)) if items[i].kind == "break"), len(items))
    return _has_figure(items[at:until])


def _joined(clauses: list[list[Item]], subjects: Subjects) -> list[Segment]:
    """Put each clause without a figure to the one that it belongs to."""
    found: list[Segment] = []
    ahead: list[Item] = []
    for position, clause in enumerate(clauses):
        if _has_figure(clause):
            whole = ahead + clause
            found.append(Segment(whole, [i for i, it in enumerate(whole) if it.kind == "figure"]))
            ahead = []
            continue
        following = next((c for c in clauses[position + 1 :] if _has_figure(c)), None)
        if not found or (following and _goes_ahead(clause, found[-1], following, subjects)):
            ahead += clause
        else:
            found[-1].items += clause
    if len(found) > 1 and not found[0].refers_back() and found[0].goes_on(subjects):
        first, second = found[:2]
        moved = [at + len(first.items) for at in second.figures]
        found[:2] = [Segment(first.items + second.items, first.figures + moved)]
    return found


def _goes_ahead(
    clause: list[Item], last: Segment, following: list[Item], subjects: Subjects
) -> bool:
    """Whether a clause belongs to the figure after it rather than to the one before."""
    if any(item.kind == "time" for item in clause):
        return bool(last.times) or not any(item.kind == "time" for item in following)
    return not subjects.named_in(following)


def _in_order(times: list[Form], figures: int, cited: Sequence[Cited]) -> list[Form]:
    """The times of figures that are told one after another: `in 2020 and 2024`."""
    if len(times) == figures:
        return times
    kind, *ends = times[0]
    if len(times) > 1 or figures != 2 or kind != "span":
        return []
    together = any(fact.holds_at(times[0]) for fact in cited)
    return [] if together else [("year", end) for end in ends]


def _times(
    parts: Sequence[Segment], at: int, before: When | None, subjects: Subjects
) -> list[When | None]:
    part, many = parts[at], len(parts[at].figures)
    if len(part.times) == many:
        return [When(time) for time in part.times]
    if part.times:
        return [When(part.times[0]) if len(part.times) == 1 else None] * many
    earlier = [time for other in parts[:at] for time in other.times]
    if earlier:
        return [When(earlier[-1], own=False)] * many
    holds_on = before and (before.own or part.goes_on(subjects))
    return [When(before.time, own=False) if before and holds_on else None] * many
