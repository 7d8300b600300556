"""The words of some answers: which of them has a word, and how much that tells."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from moderator.knowledge.asking import Words
from moderator.knowledge.english import LONGEST, english, stems, words_of

LINE = 0.27
"""How well a word fits an answer that has it in its line only; 1 is in all ways to ask."""

_COUNTED, _ID, _FAMILY, _ONE_WAY = 0.6, 0.95, 0.77, 0.15
"""The same of what the line counts, of its id, of another word that means as much, and how much
less it is for a word that is in one of many ways to ask."""

_LIGHT_KIN, _SLIGHT_KIN = 0.4, 0.7
"""What is left of it when the other word says little by itself."""

_THEME = 0.12
"""A word in so large a share of the answers is what all of them are about."""

_AFTER_FIGURE = 5
"""So many words after a figure may be what it counts."""


@dataclass(frozen=True)
class Offer:
    """An answer, as questions find it.

    Attributes:
        answer: its id.
        ask: the ways to ask for it.
        line: what it says; figures in it as digits, or as places for facts.
    """

    answer: str
    ask: tuple[str, ...]
    line: str = ""

    @property
    def figures(self) -> bool:
        """Whether it says any."""
        return bool(re.search(r"[\d{]", self.line))


class Wording:
    """The words of some answers, ready to be compared.

    Words are compared as keys: stems, and stems of words that are said together.

    Attributes:
        offered: the answers.
        words: all their words.
        content: those that are compared, in order.
        stem: the stems of them all.
        called: whom the ways to ask address, which is never compared.
        names: keys that are names.
        theme: keys that are what all answers are about.
        plain: the ways to ask, by answer.
        ways: the same as keys.
        said: the sentences of the lines as keys, by answer.
        asked: all keys in ways to ask.
    """

    def __init__(self, offered: Sequence[Offer]) -> None:
        self.offered = offered
        ways = [[words_of(way) for way in offer.ask] for offer in offered]
        lines = [[words_of(text) for text in re.split(r"[.?!]\s", o.line)] for o in offered]
        ids = [words_of(offer.answer.replace("_", " ")) for offer in offered]
        self.words = {word for each in (*ways, *lines, ids) for text in each for word in text}
        self.content = sorted(self.words - english().small)
        self.stem: Mapping[str, str] = dict(
            zip(sorted(self.words), stems(sorted(self.words)), strict=True)
        )
        self.called = {word for offer in offered for way in offer.ask for word in _called(way)}
        self.names = self._proper(text for offer in offered for text in (*offer.ask, offer.line))
        self.plain = [[self.without_call(way) for way in each] for each in ways]
        self.ways = [[self.keys(way, self.stem) for way in each] for each in self.plain]
        self.said = [[self.keys(text, self.stem) for text in each] for each in lines]
        self.asked = {key for each in self.ways for way in each for key in way}
        self._counted = [
            {key for text in each for key in _after_figures(text)} for each in self.said
        ]
        self._fits: dict[str, dict[int, float]] = {}
        self._kin: dict[int, dict[int, float]] = {}
        for number, name in enumerate(ids):
            for key, fit in self._fits_of(number, self.keys(name, self.stem)).items():
                self._fits.setdefault(key, {})[number] = fit
                self._add_kin(key, number, fit)
        many = Counter(key for each in self.ways for key in {key for way in each for key in way})
        self.theme = {key for key, n in many.items() if n > max(3, _THEME * len(offered))}
        self._seen: dict[str, tuple[list[float], float]] = {}

    def without_call(self, words: Words) -> Words:
        """Words without the name of whom they address."""
        return tuple(word for word in words if word not in self.called)

    def keys(self, words: Words, stem: Mapping[str, str]) -> list[str]:
        """What is compared of some words; small ones are not."""
        stemmed = [stem[word] for word in words]
        lists = english()
        found = []
        at = 0
        while at < len(words):
            for many in range(min(LONGEST, len(words) - at), 1, -1):
                together = "_".join(stemmed[at : at + many])
                if lists.has(together):
                    found.append(together)
                    at += many
                    break
            else:
                if words[at] not in lists.small:
                    found.append(stemmed[at])
                at += 1
        return found

    def knows(self, word: str, stem: str) -> bool:
        """Whether a word is one that needs no mending."""
        lists = english()
        return (
            word in self.words
            or word in lists.small
            or word.isdigit()
            or stem in self._fits
            or stem in lists.parts
        )

    def look(self, key: str) -> tuple[list[float], float]:
        """How well a key fits each answer, 0 to 1, and how much it tells."""
        if key not in self._seen:
            fit = self._fit(key)
            self._seen[key] = fit, self.tells(sum(fit))
        return self._seen[key]

    def tells(self, many: float) -> float:
        """How much something tells that so many answers have, 0 to 1."""
        answers = len(self.offered) + 1
        return max(0.05, min(1.0, math.log(answers / (many + 0.5)) / math.log(answers / 1.5)))

    def carries(self, keys: Iterable[str]) -> bool:
        """Whether an answer can be told by some keys."""
        return any(key not in english().light and any(self.look(key)[0]) for key in keys)

    def familiar(self, keys: Sequence[str]) -> bool:
        """Whether all of some keys are those of answers."""
        return bool(keys) and all(key in english().light or any(self.look(key)[0]) for key in keys)

    def counts(self, key: str, number: int) -> bool:
        """Whether an answer says how many of something there are, or is asked for it."""
        families = english().families
        kin = families.get(key, frozenset())
        asked = (key for way in self.ways[number] for key in way)
        return any(
            key == other or kin & families.get(other, frozenset())
            for other in (*self._counted[number], *asked)
        )

    def _fit(self, key: str) -> list[float]:
        fit = [0.0] * len(self.offered)
        kin = (self._kin.get(family, {}) for family in english().families.get(key, ()))
        for fits in (self._fits.get(key, {}), *kin):
            for number, its in fits.items():
                fit[number] = max(fit[number], its)
        parts = [self._fits.get(part, {}) for part in _parts(key)]
        if parts:
            together = [min(its.get(number, 0.0) for its in parts) for number in range(len(fit))]
            fit = [its or _FAMILY * least for its, least in zip(fit, together, strict=True)]
        return fit

    def _fits_of(self, number: int, name: Sequence[str]) -> dict[str, float]:
        ways = self.ways[number]
        fits: dict[str, float] = {}
        for way in ways:
            for key in {*way, *(part for joined in way for part in _parts(joined))}:
                fits[key] = fits.get(key, 1 - _ONE_WAY) + _ONE_WAY / len(ways)
        for key in name:
            fits[key] = max(fits.get(key, 0.0), _ID)
        for key in (key for text in self.said[number] for key in text):
            fits.setdefault(key, LINE)
        for key in self._counted[number]:
            fits[key] = max(fits[key], _COUNTED)
        return fits

    def _add_kin(self, key: str, number: int, fit: float) -> None:
        """Note how well other words fit an answer that means as much as one that it has."""
        lists = english()
        if fit <= LINE:
            return
        left = _LIGHT_KIN if key in lists.light else _SLIGHT_KIN if key in lists.slight else 1
        for family in lists.families.get(key, ()):
            kin = self._kin.setdefault(family, {})
            kin[number] = max(kin.get(number, 0.0), fit * _FAMILY * left)

    def _proper(self, texts: Iterable[str]) -> set[str]:
        """Keys that are written with a capital, and never without."""
        texts = list(texts)
        capital = {self.stem.get(name, name) for text in texts for name in names_in(text)}
        small = {
            self.stem.get(word, word)
            for text in texts
            for word in re.findall(r"(?<![A-Za-z])[a-z]+", text)
        }
        return {name for name in capital - small if name not in english().families}


def names_in(text: str) -> list[str]:
    """Words with a capital inside a sentence, in small letters."""
    return [name.lower() for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", text)]


def _called(way: str) -> list[str]:
    """Whom a way to ask addresses, as in `Kuafu, please say who you are`."""
    called = [name.lower() for name in re.findall(r"^([A-Z]\w+),", way)]
    return [name for name in called if name not in english().small]


def _parts(key: str) -> list[str]:
    return [part for part in key.split("_") if part not in english().small] if "_" in key else []


def _after_figures(keys: Sequence[str]) -> set[str]:
    """What a sentence counts."""
    return {
        key
        for at, figure in enumerate(keys)
        if figure.isdigit()
        for key in keys[at + 1 : at + 1 + _AFTER_FIGURE]
        if not key.isdigit()
    }
