"""Which of a line's words each group of sounds says: engines run some words together."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import Levenshtein

from moderator.voice.word_times import Report

_WORD = re.compile(r"\S*\w\S*")
_LETTERS = re.compile(r"[^\w]|_")
_ENDS = re.compile(r"[.,:;?!…]\W*$")
_MOST_TOGETHER = 4
_STRAY = 5  # more words before a group than groups before it, or fewer
_NEVER = 20
_ENDLESS = 1 << 30


@dataclass(frozen=True)
class Group:
    """Sounds that are said without a gap.

    Attributes:
        sounds: their signs.
        sample: where they start.
    """

    sounds: str
    sample: int


def word_reports(
    text: str, groups: Sequence[Group], sounds_of: Callable[[str], str]
) -> list[Report]:
    """Say where words start, as far as groups of sounds start with them.

    Where there are as many words as groups they go together. Elsewhere words are set against
    groups so that what each word sounds like alone is least unlike what is said.

    Args:
        text: the line in words.
        groups: in order.
        sounds_of: tells the sounds of a word that is said alone.
    """
    words = list(_WORD.finditer(text))
    if len(words) == len(groups):
        firsts = [(number, number) for number in range(len(groups))]
    else:
        alone = [sounds_of(word.group()) for word in words]
        ends = [bool(_ENDS.search(word.group())) for word in words]
        firsts = _together(
            [_Part(_LETTERS.sub("", sounds), end) for sounds, end in zip(alone, ends, strict=True)],
            [_Part(_LETTERS.sub("", g.sounds), bool(_ENDS.search(g.sounds))) for g in groups],
        )
    return [Report(words[word].start(), groups[group].sample) for word, group in firsts]


@dataclass(frozen=True)
class _Part:
    """A word or a group: its sounds, and whether a clause ends with it."""

    sounds: str
    ends: bool


def _together(words: Sequence[_Part], groups: Sequence[_Part]) -> list[tuple[int, int]]:
    """Set words against groups: the first word and the first group of each pair, in order."""
    steps = [(w, g) for w, g in product(range(1, _MOST_TOGETHER + 1), repeat=2) if 1 in (w, g)]
    best: dict[tuple[int, int], tuple[int, tuple[int, int]]] = {(0, 0): (0, (0, 0))}
    slope, stray = len(words) / max(len(groups), 1), _STRAY + abs(len(words) - len(groups))
    for g, w in product(range(len(groups)), range(len(words))):
        if (w, g) not in best or abs(w - g * slope) > stray:
            continue
        for more_words, more_groups in steps:
            to = w + more_words, g + more_groups
            if to[0] > len(words) or to[1] > len(groups):
                continue
            cost = best[w, g][0] + _unlike(words[w : to[0]], groups[g : to[1]])
            if cost < best.get(to, (_ENDLESS, (0, 0)))[0]:
                best[to] = cost, (w, g)
    at, pairs = (len(words), len(groups)), []
    while at != (0, 0) and at in best:
        at = best[at][1]
        pairs.append(at)
    return pairs[::-1]


def _unlike(words: Sequence[_Part], groups: Sequence[_Part]) -> int:
    """How unlike some words and what is said are; nothing is run together where a clause ends."""
    across = any(part.ends for part in (*words[:-1], *groups[:-1]))
    sounds = ("".join(part.sounds for part in parts) for parts in (words, groups))
    return Levenshtein.distance(*sounds) + _NEVER * (across + (words[-1].ends != groups[-1].ends))
