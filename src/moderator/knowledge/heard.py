"""A question as it was heard, compared with the words of answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from moderator.knowledge.asking import Part, Piece, Words, pieces, readings
from moderator.knowledge.english import english, stems
from moderator.knowledge.spelling import Spelling
from moderator.knowledge.wording import LINE, Wording, names_in

ENOUGH, ENOUGH_FOR_FIGURES = 0.5, 0.6
"""Least likeness, 0 to 1, at which an answer is given; a wrong figure is the worst thing."""

_LIGHT, _THEME = 0.25, 0.5
"""What is left of what a word tells when it says little, or is what all answers are about."""

_STRANGE, _STRANGE_LIGHT, _STRANGE_DIGIT, _STRANGE_NAME, _STRANGE_NUMBER = 1.0, 0.1, 0.4, 1.8, 4.5
"""What a word that no answer has counts against each."""

_OTHERS, _OTHERS_NAME = 0.46, 1.08
"""What a word counts against an answer without it when others have it, times what it tells."""

_TURNED, _UNCOUNTED = 1.6, 1.8
"""What counts against an answer: a word that turns the question round; that the answer has no such
thing as the question wants to have counted."""

_NOTHING = 0.02
"""Keeps a little that speaks for an answer from being all."""

_WAY, _SENTENCE = 0.45, 0.8
"""What share of the likeness is how much of one way to ask was heard; and what a sentence of the
line is worth beside a way to ask."""

_ALONE, _ALONE_BY = 0.6, 0.2
"""The likeness and lead at which what led up to the question is not looked at."""

_EARLIER = 0.7
"""Least likeness at which a question before the last one is taken for the one that is meant."""

_SAME = 0.65
"""Least share of words in common of two questions that have nothing but small words."""


_KIN_HEARD = 0.77
"""What hearing another word that means as much is worth."""

_JOINING = frozenset("and so but or well exactly".split())


@dataclass(frozen=True)
class Match:
    """An answer for a question.

    Attributes:
        number: the place of the answer among those offered.
        answer: its id.
        likeness: 0 to 1.
        figures: whether it says any.
    """

    number: int
    answer: str
    likeness: float
    figures: bool

    @property
    def near(self) -> bool:
        """Whether it is near enough to be given."""
        return self.likeness >= (ENOUGH_FOR_FIGURES if self.figures else ENOUGH)


@dataclass(frozen=True)
class _Kind:
    """A kind of question, told by small words.

    Attributes:
        asked: it is one when one of these asks.
        told: an answer is for it when one of these is in a way to ask.
        speaks_for: what it counts for such an answer, times what it tells.
        speaks_against: what it counts against another.
    """

    asked: frozenset[str]
    told: frozenset[str]
    speaks_for: float
    speaks_against: float


def _kind(asked: str, told: str, speaks_for: float, speaks_against: float) -> _Kind:
    return _Kind(frozenset(asked.split()), frozenset(told.split()), speaks_for, speaks_against)


_KINDS = (
    _kind("when", "when", 0.4, 0.4),
    _kind("where", "where", 0.4, 0.4),
    _kind("who", "who", 0.4, 0.2),
    _kind("why", "why trust believe", 0.2, 1.5),
    _kind("you your yours yourself", "you your yours yourself", 0.35, 0.0),
    _kind("will shall", "will plan plans expected expects next open opens future built", 0.0, 0.7),
)


class Heard:
    """A question, compared with the words of answers.

    Attributes:
        wording: those words.
        among: the numbers of the answers that are compared.
        names: the names in the question.
        stem: the stems of its words.
        said: the question in pieces.
    """

    def __init__(self, question: str, wording: Wording, *, mend: bool) -> None:
        self.wording = wording
        self.among: Iterable[int] = range(len(wording.offered))
        self.names = set(names_in(question))
        self.stem = dict(wording.stem)
        said = pieces(question)
        self._stem_all(said)
        if mend:
            spelling = Spelling(
                wording.content,
                lambda word: wording.knows(word, self.stem.get(word, word)),
                lambda word: self.stem.get(word, word) in wording.asked,
            )
            said = [Piece(spelling.mended(piece.words), piece.ends) for piece in said]
            self._stem_all(said)
        said = [Piece(wording.without_call(piece.words), piece.ends) for piece in said]
        self.said = [piece for piece in said if piece.words]

    def _stem_all(self, said: Sequence[Piece]) -> None:
        new = sorted({word for piece in said for word in piece.words} - self.stem.keys())
        if new:
            self.stem |= zip(new, stems(new), strict=True)

    def rivals(self, number: int) -> set[int]:
        """The answers, besides the one of that number, that have all the question asks for."""
        keys = {key for piece in self.said for key in self._keys(piece.words)}
        every = [self.wording.look(key)[0] for key in keys if self._lack(key, denied=False) > 0.01]
        others = (n for n in range(len(self.wording.offered)) if n != number)
        return {other for other in others if all(fit[other] for fit in every)}

    def ranking(self) -> list[Match]:
        """The answers, the nearest first, for the question that is the most likely meant."""
        best: list[Match] = []
        for parts in readings(
            self.said,
            lambda words: self.wording.carries(self._keys(words)),
            lambda words: self.wording.familiar(self._keys(words)),
        ):
            ranked = self._reading(parts)
            if not best or ranked[0].likeness > max(best[0].likeness, _EARLIER):
                best = ranked
            if best[0].near:
                break
        return best

    def _reading(self, parts: Sequence[Part]) -> list[Match]:
        """By what asks alone where that is clear; what led up to it decides between the nearest."""
        asking = [part for part in parts if part.speaks_against]
        ranked = self._ranked(asking)
        if len(asking) == len(parts):
            return ranked
        if ranked[0].likeness < _ALONE:
            return self._ranked(parts)
        near = {m.number for m in ranked if m.likeness > ranked[0].likeness - _ALONE_BY}
        if len(near) > 1:
            again = [match for match in self._ranked(parts) if match.number in near]
            ranked = [*again, *(match for match in ranked if match.number not in near)]
        return ranked

    def _ranked(self, parts: Sequence[Part]) -> list[Match]:
        asking = parts[-1].words
        weights = self._weights(parts)
        good, bad = self._weighed(weights, asking)
        self._by_kind(asking, good, bad)
        kin = {family for key in weights for family in english().families.get(key, ())}
        alike = not self.wording.carries(weights)
        matches = []
        for number in self.among:
            offer = self.wording.offered[number]
            likeness = good[number] / (good[number] + bad[number] + _NOTHING)
            likeness *= 1 - _WAY + _WAY * self._way_heard(number, weights.keys(), kin)
            if alike:
                likeness = max(likeness, self._same(number, asking))
            matches.append(Match(number, offer.answer, likeness, offer.figures))
        return sorted(matches, key=lambda match: -match.likeness)

    def _keys(self, words: Words) -> list[str]:
        return self.wording.keys(words, self.stem)

    def _weights(self, parts: Sequence[Part]) -> dict[str, tuple[float, float]]:
        """How much each key may count for an answer and against it."""
        weights: dict[str, tuple[float, float]] = {}
        for part in parts:
            for key in self._keys(part.words):
                speaks_for, speaks_against = weights.get(key, (0.0, 0.0))
                weights[key] = (
                    max(speaks_for, part.speaks_for),
                    max(speaks_against, part.speaks_against),
                )
        return weights

    def _weighed(
        self, weights: Mapping[str, tuple[float, float]], asking: Words
    ) -> tuple[list[float], list[float]]:
        """What speaks for each answer, and what against it."""
        good = [0.0] * len(self.wording.offered)
        bad = [0.0] * len(self.wording.offered)
        denied = "not" in asking
        counted = self._to_count(asking)
        for key, (speaks_for, speaks_against) in weights.items():
            fit, tells = self.wording.look(key)
            lack = self._lack(key, denied)
            tells *= _THEME if key in self.wording.theme else 1
            tells *= _LIGHT if key in english().light else 1
            for number, its in enumerate(fit):
                good[number] += speaks_for * tells * its
                bad[number] += speaks_against * lack * max(0.0, 1 - its / LINE)
                if key in counted and not self.wording.counts(key, number):
                    bad[number] += _UNCOUNTED
        return good, bad

    def _lack(self, key: str, denied: bool) -> float:
        """How much it counts against an answer that it has no such word."""
        lists = english()
        fit, tells = self.wording.look(key)
        others = any(fit)
        if key in lists.against:
            return _STRANGE_LIGHT if denied else _TURNED
        if key.isdigit() or key in ("thousand", "million", "billion"):
            small = _STRANGE_LIGHT if others else _STRANGE_DIGIT
            return small if len(key) < 3 else _STRANGE_NUMBER
        if key in self.wording.theme:
            return 0.0
        if key in lists.light or len(key) < 3 or (key in lists.slight and max(fit) <= LINE):
            return _STRANGE_LIGHT
        if key in self.wording.names or key in self.names:
            return _OTHERS_NAME * tells if others else _STRANGE_NAME
        return _OTHERS * tells if others else _STRANGE

    def _by_kind(self, asking: Words, good: list[float], bad: list[float]) -> None:
        for kind in _KINDS:
            if not kind.asked & set(asking):
                continue
            told = [
                sum(bool(kind.told & set(way)) for way in ways) / len(ways)
                for ways in self.wording.plain
            ]
            tells = self.wording.tells(sum(told))
            for number, share in enumerate(told):
                good[number] += kind.speaks_for * tells * share
                bad[number] += kind.speaks_against * (share == 0)

    def _to_count(self, asking: Words) -> set[str]:
        """What `how many` and `how much` are said of."""
        found = set()
        for at, pair in enumerate(pairwise(asking)):
            if pair in (("how", "many"), ("how", "much")):
                heads = takewhile(self._may_be_counted, asking[at + 2 : at + 6])
                keys = [self.stem[head] for head in heads]
                found.update([key for key in keys if key not in self.wording.theme][-1:])
        return found

    def _may_be_counted(self, word: str) -> bool:
        return word not in english().small and self.stem[word] not in english().light

    def _way_heard(self, number: int, keys: Iterable[str], kin: set[int]) -> float:
        """How much of one way to ask, or of one sentence of the line, was heard, 0 to 1."""
        keys = set(keys)
        best = 0.0
        for worth, ways in ((1.0, self.wording.ways), (_SENTENCE, self.wording.said)):
            for way in ways[number]:
                whole = heard = 0.0
                for key in way:
                    tells = self.wording.look(key)[1]
                    whole += tells
                    if key in keys:
                        heard += tells
                    elif kin & english().families.get(key, frozenset()):
                        heard += tells * _KIN_HEARD
                if whole:
                    best = max(best, worth * heard / whole)
        return best

    def _same(self, number: int, asking: Words) -> float:
        """The share of words in common with a way to ask that has only small words too."""
        asking = tuple(word for word in asking if word not in _JOINING)
        best = 0.0
        for way, keys in zip(self.wording.plain[number], self.wording.ways[number], strict=True):
            if not self.wording.carries(keys) and asking:
                shared = (Counter(way) & Counter(asking)).total()
                best = max(best, 2 * shared / (len(way) + len(asking)))
        return best if best >= _SAME else 0.0
