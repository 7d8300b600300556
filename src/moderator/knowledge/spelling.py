"""Mending what was mistyped or misheard: a word that nobody knows, near one that is known."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from moderator.knowledge.english import english

_LETTERS = {"x": "ex", "n": "en", "m": "em"}
"""How letters are said that a word is often heard to begin with."""

_SHORT, _LONG = 3, 8
"""Up to so many letters only swapped ones are mended; from so many on, two slips."""


@dataclass(frozen=True)
class Spelling:
    """Knows words.

    Attributes:
        own: those of the answers, in order; they come first.
        known: whether a word needs no mending.
        counts: whether a word is one by which answers are told apart.
    """

    own: Sequence[str]
    known: Callable[[str], bool]
    counts: Callable[[str], bool]

    @cached_property
    def long(self) -> list[str]:
        """Those of the answers' words that may be heard as several."""
        return [word for word in self.own if len(word) > 4]

    def mended(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words as they were meant."""
        return tuple(self._meant(word) for word in self._whole(words))

    def _whole(self, words: Sequence[str]) -> Iterable[str]:
        """One word for each two or three that were one: `she jing shan`, `ex ports`."""
        while words:
            for many in (3, 2, 1):
                whole = self._one(words[:many]) if 1 < many <= len(words) else None
                if whole:
                    break
            yield whole or words[0]
            words = words[many:]

    def _one(self, parts: Sequence[str]) -> str | None:
        """The one word that some would be; None when there is no such word."""
        joined = "".join(_LETTERS.get(part, part) if len(part) == 1 else part for part in parts)
        if joined in self.own and len(joined) > 4:
            return joined
        if len(joined) < 6 or any(self.counts(part) for part in parts):
            return None
        if all(self.known(part) for part in parts):
            small = all(part in english().small for part in parts)
            return None if small or len(joined) < 9 else _nearest(joined, self.long, 1)
        if len(joined) > 6 and (near := _nearest(joined, self.long, 1 if len(joined) < 9 else 2)):
            return near
        return next((word for word in self.long if _sound(word) == _sound(joined)), None)

    def _meant(self, word: str) -> str:
        if len(word) < _SHORT or self.known(word):
            return word
        return (
            _nearest(word, self.own)
            or _nearest(word, sorted(english().small))
            or _swapped(word)
            or word
        )


def _swapped(word: str) -> str | None:
    """The listed word of the same letters, if only two changed places."""
    from rapidfuzz.distance import OSA

    if len(word) < _LONG - 2:
        return None
    same = english().by_letters.get("".join(sorted(word)), [])
    return next((other for other in same if OSA.distance(word, other) <= 2), None)


def _nearest(word: str, known: Iterable[str], slips_allowed: int = 0) -> str | None:
    """The known word that a slip or two make this one; None when there is none."""
    from rapidfuzz.distance import OSA

    near = []
    for other in known:
        if abs(len(other) - len(word)) > 1 or not _begin_alike(word, other):
            continue
        swapped = sorted(other) == sorted(word)
        slips = OSA.distance(word, other, score_cutoff=2)
        if slips <= max(slips_allowed, _allowed(word, other, swapped)):
            near.append((slips - 0.5 * swapped, other))
    return min(near)[1] if near else None


def _begin_alike(word: str, other: str) -> bool:
    return word[0] == other[0] or word[1::-1] == other[:2]


def _allowed(word: str, other: str, swapped: bool) -> int:
    """How many slips; a short word with one wrong letter is rather another word."""
    if swapped:
        return 1 if len(word) < _LONG - 2 else 2
    if len(word) == _SHORT:
        return int(len(other) > len(word) and other in english().small)
    if len(word) < _SHORT or (len(word) == _SHORT + 1 and len(other) < len(word)):
        return 0
    if len(word) < _LONG - 1 and len(word) == len(other):
        return 0
    return 1 if len(word) < _LONG else 2


@lru_cache(maxsize=5000)
def _sound(word: str) -> str:
    """How a word sounds, about: its first letter, and its consonants in classes."""
    word = word[0] + re.sub("[hw]", "", word[1:].replace("ph", "f").replace("ck", "k"))
    rest = word[1:].translate(str.maketrans("cqxzv", "kkssf", "aeiouy"))
    return word[:1] + re.sub(r"(.)\1+", r"\1", rest)
