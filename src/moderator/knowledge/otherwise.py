"""Whether a question is of another time, place or part than an answer that has its words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from moderator.knowledge.english import english, stems, words_of
from moderator.knowledge.wording import Offer, names_in

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS_LONG = re.compile(r"\b(?:over|in|for|last|past|during|these|those) (?:the )?(\d+) years?\b")
_OTHER_HALF = re.compile(
    r"\b(?:second|last|other) half\b|\bhalf of (?:last|next|the previous|the following) year\b"
)
_OF_A_PLACE = re.compile(r"\b(?:in|of) ([A-Z][a-z]{2,})\b")
_OF_A_WHOLE = re.compile(
    r"\b(?:in|of|across|throughout) (?:all )?(?:of )?the (?:whole |entire )?"
    r"(world|globe|country|nation|province|continent)\b"
)
_ORDINAL = re.compile(
    r"\b(?:the|its|your|their) (second|third|fourth|fifth|sixth|last) (\w+)(?: (\w+))?"
)
_SUM = re.compile(r"\b(?:one|\d+)(?: (?:plus|minus|times) (?:one|\d+))+\b")
_PLACE_OR_DECIMAL = re.compile(r"\{[^}]*\}|\d+\.\d+")
_SIGNS = {"plus", "minus", "times"}
_HOW_MANY = re.compile(r"\bhow many (.*)")

_MANY = 3
"""A name in the ways to ask for so many answers is the place that all of them are of."""

_OPPOSED = tuple(
    pair.split("/")
    for pair in (
        "old/new foreign/domestic public/private upper/lower north/south east/west left/right"
        " former/present male/female urban/rural first/second"
    ).split()
)
"""Words before the same word that name two things."""


def asks_otherwise(question: str, offer: Offer, offered: Iterable[Offer]) -> bool:
    """Whether the figures of an answer would be told of what they are not of.

    Args:
        question: as heard.
        offer: the answer that is nearest to it.
        offered: all answers.
    """
    asked = " ".join(words_of(question))
    line = _PLACE_OR_DECIMAL.sub(" ", offer.line)
    own = " ".join(word for text in (*offer.ask, line) for word in (*words_of(text), "|"))
    return (
        _of_another_time(asked, own)
        or _of_another_place(question, asked, own, offered)
        or _of_another_part(asked, own)
        or _counts_more(asked, offer, offered)
        or _is_anothers(asked, offer, offered)
    )


def lacks_a_word(question: str, offer: Offer) -> bool:
    """Whether a question has a word that tells something and that an answer has nowhere."""
    return not set(_telling(" ".join(words_of(question)))) <= _stems_of(offer)


@lru_cache(maxsize=256)
def _stems_of(offer: Offer) -> frozenset[str]:
    line = _PLACE_OR_DECIMAL.sub(" ", offer.line)
    words = {word for text in (*offer.ask, line) for word in words_of(text)}
    return frozenset(stems(sorted(words)))


@lru_cache(maxsize=256)
def _asked_by(offer: Offer) -> frozenset[str]:
    return frozenset(stems(words_of(" ".join(offer.ask))))


def _of_another_time(asked: str, own: str) -> bool:
    years = set(_YEAR.findall(own))
    if set(_YEAR.findall(asked)) - years:
        return True
    numbers = sorted(map(int, years))
    long = numbers[-1] - numbers[0] if numbers else 0
    spans = {long, long + 1}
    for number in map(int, _YEARS_LONG.findall(asked)):
        if years and number not in spans and f"{number} years" not in own:
            return True
    return any(half not in own for half in _OTHER_HALF.findall(asked))


def _of_another_place(question: str, asked: str, own: str, offered: Iterable[Offer]) -> bool:
    has = set(own.split())
    if any(whole not in has for whole in _OF_A_WHOLE.findall(asked)):
        return True
    places = {name.lower() for name in _OF_A_PLACE.findall(question)} - has
    places = {name for name in places if name not in english().families}
    ways = [" ".join(offer.ask).lower() for offer in offered] if places else []
    return any(sum(place in way for way in ways) < _MANY for place in places)


def _of_another_part(asked: str, own: str) -> bool:
    has = set(own.split())
    for ordinal, *after in _ORDINAL.findall(asked):
        if ordinal not in has and has & (set(after) - english().small - english().light):
            return True
    if any(not _is_part_of_a_sum(total, own) for total in _SUM.findall(asked)):
        return True
    pairs, other_pairs = set(pairwise(asked.split())), set(pairwise(own.split()))
    return any(
        (one, noun) in pairs and (one, noun) not in other_pairs and (other, noun) in other_pairs
        for pair in _OPPOSED
        for one, other in (pair, pair[::-1])
        for noun in {noun for word, noun in pairs if word == one}
    )


def _is_part_of_a_sum(asked: str, own: str) -> bool:
    """Whether it stands in one, or is as long and has a number of it: others may be slips."""
    sums = [total.split() for total in _SUM.findall(own)]
    said = asked.split()
    return f" {asked} " in f" {own} " or any(
        len(said) >= len(its) and set(said) & set(its) - _SIGNS for its in sums
    )


def _counts_more(asked: str, offer: Offer, offered: Iterable[Offer]) -> bool:
    """Whether all of something is to be counted, where the answer is for one kind of it."""
    found = _HOW_MANY.search(asked)
    heads = _telling(_without_place(found.group(1), offered)) if found else []
    if len(heads) != 1:
        return False
    head = heads[0]
    kin = english().families.get(head, frozenset())
    of_it = [
        way
        for way in (_telling(" ".join(words_of(way))) for way in offer.ask)
        if any(key == head or kin & english().families.get(key, frozenset()) for key in way)
    ]
    return bool(of_it) and all(len(way) > 1 for way in of_it)


def _is_anothers(asked: str, offer: Offer, offered: Iterable[Offer]) -> bool:
    """Whether the answer has none of the words, and another is asked for by all of them."""
    keys = set(_telling(_without_place(asked, offered)))
    if not keys or keys & _stems_of(offer):
        return False
    return any(keys <= _asked_by(other) for other in offered)


def _without_place(asked: str, offered: Iterable[Offer]) -> str:
    """Without the name of the place that all answers are of."""
    named = [names_in(" ".join(offer.ask)) for offer in offered]
    words = asked.split()
    return " ".join(word for word in words if sum(word in its for its in named) < _MANY)


@lru_cache(maxsize=256)
def _telling(text: str) -> tuple[str, ...]:
    words = [word for word in text.split() if word not in english().small]
    lists = english()
    keys = stems(words)
    return tuple(key for key in keys if key not in lists.light and key not in lists.slight)
