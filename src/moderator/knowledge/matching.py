"""Which scripted answer a question wants."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from moderator.knowledge import characters
from moderator.knowledge.english import english
from moderator.knowledge.heard import Heard, Match
from moderator.knowledge.otherwise import asks_otherwise
from moderator.knowledge.wording import Offer, Wording
from moderator.values.language import language_of

CLEAR_BY = 0.005
"""Least lead over the next answer; with less, two answers fit one question equally well."""


def find(question: str, offered: Iterable[Offer]) -> Match | None:
    """Find the answer that was written for a question.

    Args:
        question: as heard.
        offered: the answers.

    Returns:
        The best match, or None when nothing is near enough or two are equally near.
    """
    offered = tuple(offered)
    ranked = ranking(question, offered)
    if not ranked or not ranked[0].near:
        return None
    best = ranked[0]
    if len(ranked) > 1 and best.likeness - ranked[1].likeness < CLEAR_BY:
        return None
    if not best.figures or _in_mandarin(offered):
        return best
    return None if asks_otherwise(question, offered[best.number], offered) else best


def ranking(question: str, offered: Iterable[Offer]) -> list[Match]:
    """How near each answer is to a question, the nearest first."""
    return list(_ranked(question, tuple(offered)))


def confusable(offered: Iterable[Offer]) -> list[tuple[int, int, int]]:
    """The authored ways to ask that `find` could not tell from another answer's.

    Returns:
        Places among those offered: (answer, way to ask for it, another answer that it fits as
        well), in order; two answers are told of once, at the later one where that is unclear too.
    """
    offered = tuple(offered)
    if _in_mandarin(offered):
        return characters.confusable(offered, CLEAR_BY)
    wording = _wording(offered)
    told: set[tuple[int, int]] = set()
    found = []
    for number, offer in reversed(list(enumerate(wording.offered))):
        for position, way in enumerate(offer.ask):
            heard = Heard(way, wording, mend=False)
            rivals = heard.rivals(number)
            if not rivals:
                continue
            heard.among = sorted((*rivals, number))
            ranked = {match.number: match.likeness for match in heard.ranking()}
            near = {
                other
                for other, likeness in ranked.items()
                if likeness and ranked[number] - likeness < CLEAR_BY and other != number
            }
            near -= {other for other in near if (other, number) in told}
            if near:
                told.update((number, other) for other in near)
                found.append((number, position, min(near)))
    return sorted(found)


def load() -> None:
    """Load what compares questions, so that the first one is answered as fast as the others."""
    import rapidfuzz.distance.OSA  # noqa: F401

    english()


def _in_mandarin(offered: Sequence[Offer]) -> bool:
    return bool(offered) and language_of(offered[0].ask[0]) == "zh"


@lru_cache(maxsize=64)
def _ranked(question: str, offered: tuple[Offer, ...]) -> Sequence[Match]:
    """As `ranking`; of one question it is asked for what is found, and for what else there is."""
    if _in_mandarin(offered):
        return characters.ranking(question, offered)
    wording = _wording(offered)
    return Heard(question, wording, mend=True).ranking() if wording.offered else ()


@lru_cache(maxsize=32)
def _wording(offered: tuple[Offer, ...]) -> Wording:
    return Wording(offered)
