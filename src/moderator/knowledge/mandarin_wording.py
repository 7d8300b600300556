"""The words and characters of some answers in Mandarin: which has one, and how much that tells."""

import math
from collections.abc import Sequence
from functools import cached_property
from itertools import zip_longest

from moderator.knowledge.mandarin import PAUSE, Said, mandarin, mended, pairs, sounds
from moderator.knowledge.wording import Offer

LINE, _KIN = 0.27, 0.8
"""How well a word fits an answer that has it in its line only, or one that means as much."""

_THEME = 0.5
"""What is left of what a word tells when it is what all answers are about."""

_SHARED = 0.25
"""A word in more than so large a share of the answers is what all of them are about."""


class MandarinWording:
    """The words of some answers, ready to be compared.

    Attributes:
        offered: the answers.
        ways: the ways to ask for them, by answer.
        of_years: whether its line names several years, by answer.
        texts: all ways and lines.
    """

    def __init__(self, offered: Sequence[Offer]) -> None:
        self.offered = offered
        self.ways = [[Said(way) for way in offer.ask] for offer in offered]
        lines = [Said(offer.line) for offer in offered]
        self._fits: dict[str, list[float]] = {}
        for number, (ways, line) in enumerate(zip(self.ways, lines, strict=True)):
            for said, fit in (*((way, 1.0) for way in ways), (line, LINE)):
                for key in (*said.keys, *(word.text for word in said.words)):
                    fits = self._fits.setdefault(key, [0.0] * len(offered))
                    fits[number] = max(fits[number], fit)
        years = ({word.text for word in line.words if word.kind == "year"} for line in lines)
        self.of_years = [len(its) > 1 for its in years]
        self.texts = "\n".join(text for offer in offered for text in (*offer.ask, offer.line))
        self._seen: dict[str, list[float]] = {}

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        """How every known pair of characters sounds, those of the answers last."""
        words = (pair for word in mandarin().families for pair in pairs(word))
        listed = (pair for pair in words if pair not in self._fits)
        return {pair: sounds(pair) for pair in (*listed, *self._fits) if len(pair) == 2}

    def mended(self, question: str) -> str:
        """A question with its slips of the ear put right."""
        signs = PAUSE.findall(question)
        mend = [mended(clause, self._known) for clause in PAUSE.split(question)]
        return "".join(part for both in zip_longest(mend, signs, fillvalue="") for part in both)

    def fit(self, key: str) -> list[float]:
        """How well a key fits each answer, 0 to 1."""
        if key not in self._seen:
            fits = list(self._fits.get(key, [0.0] * len(self.offered)))
            lists = mandarin()
            for other, its in self._fits.items() if key in lists.families else ():
                if lists.alike(key, other):
                    fits = [max(one, _KIN * two) for one, two in zip(fits, its, strict=True)]
            self._seen[key] = fits
        return self._seen[key]

    def tells(self, many: float) -> float:
        """How much something tells that so many answers have, 0 to 1."""
        answers = len(self.offered) + 1
        tells = math.log(answers / (many + 0.5)) / math.log(answers / 1.5)
        share = many / len(self.offered)
        return max(0.05, min(1.0, tells)) * (_THEME if share > _SHARED else 1)

    def heard(self, number: int, heard: Sequence[str]) -> float:
        """The largest share of a way to ask that was heard."""
        alike, best = mandarin().alike, 0.0
        for way in self.ways[number]:
            shares = [
                1.0 if key in heard else _KIN * any(alike(key, other) for other in heard)
                for key in way.keys
            ]
            best = max(best, sum(shares) / len(shares) if shares else 0.0)
        return best
