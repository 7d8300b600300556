"""Which scripted answer a question wants."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

ENOUGH = 82.0
"""Least likeness, 0 to 100, at which a question counts as one of the authored ways to ask."""

CLEAR_BY = 4.0
"""Least lead over the next answer; with less, two answers fit one question equally well."""

_APART = 1 - (4 * (100 - CLEAR_BY) - 100) / 300
"""The share of letters in which keywords may differ before no likeness of sentences makes up."""

_SMALL_WORDS = frozenset(
    """
    a an and are at can could do does for have how i in is it kuafu many me much now of on or please
    s so tell that the there this to today us was we what which will with would you your
    """.split()
)


@dataclass(frozen=True)
class Match:
    """The best answer for a question.

    Attributes:
        answer: its id.
        likeness: 0 to 100.
    """

    answer: str
    likeness: float


def plain(question: str) -> str:
    """A question as the matcher sees it: small letters, no punctuation."""
    return " ".join(re.findall(r"[^\W_]+", question.lower()))


def keywords(question: str) -> str:
    """The words of a question that carry its subject; all of them when none does."""
    words = plain(question).split()
    return " ".join(word for word in words if word not in _SMALL_WORDS) or " ".join(words)


def find(question: str, offered: Mapping[str, Sequence[str]]) -> Match | None:
    """Find the answer that was written for a question.

    Args:
        question: as heard.
        offered: the ways to ask for each answer, by its id.

    Returns:
        The best match, or None when nothing is near enough or two are equally near.
    """
    ranked = sorted(
        (Match(answer, likeness(question, ways)) for answer, ways in offered.items()),
        key=lambda match: -match.likeness,
    )
    if not ranked or ranked[0].likeness < ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0].likeness - ranked[1].likeness < CLEAR_BY:
        return None
    return ranked[0]


def confusable(offered: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int, str]]:
    """The authored ways to ask that `find` could not tell from another answer's.

    Args:
        offered: the ways to ask for each answer, by its id.

    Yields:
        (answer, position of the way to ask for it, the earlier answer that it also fits).
    """
    before: list[tuple[str, str, str, int]] = []
    for answer, ways in offered.items():
        seen = [(answer, way, words := keywords(way), _letters(words)) for way in ways]
        for position, (_, way, words, letters) in enumerate(seen):
            for other, its_way, its_words, its_letters in before:
                most = _APART * (len(words) + len(its_words))
                if (
                    (letters ^ its_letters).bit_count() <= most
                    and (Counter(words) & Counter(its_words)).total() * 2
                    >= len(words) + len(its_words) - most
                    and likeness(way, [its_way]) > 100 - CLEAR_BY
                ):
                    yield answer, position, other
                    break
        before += seen


def _letters(words: str) -> int:
    """Which letters are in a text, one bit each.

    Every letter that only one of two texts has is one in which they differ.
    """
    bits = 0
    for letter in words:
        bits |= 1 << (ord(letter) & 63)
    return bits


def likeness(question: str, ways: Sequence[str]) -> float:
    """How near a question is to the nearest of some ways to ask, 0 to 100.

    A weighted mean of two views: the sentence as it stands, and its keywords in any order.
    """
    from rapidfuzz import fuzz

    words = keywords(question)
    return max(
        (
            (
                fuzz.ratio(plain(question), plain(way))
                + 3 * fuzz.token_sort_ratio(words, keywords(way))
            )
            / 4
            for way in ways
        ),
        default=0.0,
    )


def load() -> None:
    """Load what compares questions, so that the first one is answered as fast as the others."""
    import rapidfuzz.fuzz  # noqa: F401
