"""Which scripted answer a question in Mandarin wants: by its words, its characters, their sound."""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from moderator.knowledge.heard import Match
from moderator.knowledge.mandarin import LITTLE, Said, Token, mandarin, mended, pairs
from moderator.knowledge.wording import Offer

_LINE, _KIN = 0.27, 0.8
"""How well a word fits an answer that has it in its line only, or one that means as much."""

_WORD, _KIND, _LIGHT, _THEME = 1.0, 0.5, 0.25, 0.5
"""What a word counts, what one that tells the kind of a question and one that says little; what is
left of it when it is what all answers are about."""

_STRANGE, _STRANGE_ONE, _IN_LINES, _STRANGE_YEAR = 0.9, 0.25, 0.3, 3.0
"""What counts against each answer: a character that none has beside another; one by itself; what is
left of that where it is in lines alone; and a year that it has not."""

_TURNED, _OTHER_TIME, _ELSEWHERE = 2.2, 1.2, 1.8
"""What counts against an answer: a word that turns the question round; a time that it is not of; a
place that nothing is said of."""

_KINDS = {"who": 1.4, "when": 1.4, "where": 1.4, "count": 1.4, "which": 0.7}
"""Kinds of question, and what each counts against an answer that is not asked so."""

_PLACES = {"区": 3, "市": 3, "县": 3, "省": 3, "州": 3, "国": 2}
"""How names of places end, and how many characters of them are looked at."""

_OTHERS = 0.6
"""What a word counts against an answer without it when others have it."""

_WAY = 0.3
"""What share of the likeness is how much of one way to ask was heard."""

_SHARED = 0.25
"""A word in more than so large a share of the answers is what all of them are about."""


def ranking(question: str, offered: Iterable[Offer]) -> list[Match]:
    """How near each answer is to a question, the nearest first."""
    asked = _asked(tuple(offered))
    return asked.ranking(asked.mended(question)) if asked.offered else []


def confusable(offered: Iterable[Offer], clear_by: float) -> list[tuple[int, int, int]]:
    """The authored ways to ask that leave an answer no such lead over another.

    Returns:
        Places among those offered: (answer, way to ask for it, the other answer), in order; two
        answers are told of once, at the later one where that is unclear too.
    """
    asked = _asked(tuple(offered))
    told: set[tuple[int, int]] = set()
    found = []
    for number, offer in reversed(list(enumerate(asked.offered))):
        for position, way in enumerate(offer.ask):
            likeness = {match.number: match.likeness for match in asked.ranking(way)}
            least = likeness.pop(number) - clear_by
            near = [other for other in sorted(likeness) if likeness[other] > max(least, 0.02)]
            if near := [other for other in near if (other, number) not in told]:
                told.update((number, other) for other in near)
                found.append((number, position, near[0]))
    return sorted(found)


class _Asked:
    """Some answers, ready to be compared.

    Args:
        offered: the answers.
    """

    def __init__(self, offered: Sequence[Offer]) -> None:
        self.offered = offered
        self.ways = [[Said(way) for way in offer.ask] for offer in offered]
        lines = [Said(offer.line) for offer in offered]
        self._fits: dict[str, list[float]] = {}
        for number, (ways, line) in enumerate(zip(self.ways, lines, strict=True)):
            for said, fit in (*((way, 1.0) for way in ways), (line, _LINE)):
                for key in (*said.keys, *(word.text for word in said.words)):
                    fits = self._fits.setdefault(key, [0.0] * len(offered))
                    fits[number] = max(fits[number], fit)
        self._of_years = [
            len({w.text for w in line.words if w.kind == "year"}) > 1 for line in lines
        ]
        self._texts = "\n".join(text for offer in offered for text in (*offer.ask, offer.line))
        self._seen: dict[str, list[float]] = {}

    def mended(self, question: str) -> str:
        """A question with its slips of the ear put right."""
        listed = (pair for word in mandarin().families for pair in pairs(word) if len(pair) == 2)
        own = [key for key in self._fits if len(key) == 2]
        return mended(question, dict.fromkeys([*own, *listed]))

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

    def ranking(self, question: str) -> list[Match]:
        """The answers, the nearest first."""
        said = Said(question)
        good, bad = [0.0] * len(self.offered), [0.0] * len(self.offered)
        for weight, keys in self._weighed(said):
            fits = [self.fit(key) for key in keys]
            best = [sum(its) / len(keys) for its in zip(*fits, strict=True)]
            tells = weight * self._tells(sum(best))
            for number, fit in enumerate(best):
                good[number] += tells * fit
                bad[number] += tells * _OTHERS * (1 - fit) * (max(best) > _LINE)
        self._against(said, bad)
        matches = []
        for number, offer in enumerate(self.offered):
            likeness = good[number] / (good[number] + bad[number] + 0.02)
            likeness *= 1 - _WAY + _WAY * self._heard(number, said)
            matches.append(Match(number, offer.answer, likeness, offer.figures))
        return sorted(matches, key=lambda match: -match.likeness)

    def _weighed(self, said: Said) -> Iterable[tuple[float, list[str]]]:
        """What may speak for an answer: how much it counts, and its keys."""
        for word in said.words:
            if any(self.fit(word.text)):
                yield _weight(word), [word.text]
        for run in said.runs:
            for part in _parts(run, lambda pair: any(self.fit(pair))):
                yield _WORD * (0.6 + 0.2 * len(part)), pairs(part)

    def _against(self, said: Said, bad: list[float]) -> None:
        """Add what speaks against answers."""
        strange = sum(map(self._strange, said.runs))
        for word in said.words:
            fits = self.fit(word.text)
            if word.kind == "year":
                _add(bad, [_STRANGE_YEAR * (not fit) for fit in fits])
            elif word.kind == "against":
                _add(bad, [_TURNED * (fit <= _LINE) for fit in fits])
            elif word.kind in ("time", "years"):
                spans = self._of_years if word.kind == "years" else fits
                _add(bad, [_OTHER_TIME * (not (a or b)) for a, b in zip(fits, spans, strict=True)])
            elif word.kind not in LITTLE and not any(fits):
                strange += _TURNED
        for kind in (kind for kind in _KINDS if any(word.kind == kind for word in said.words)):
            of_it = [any(way.is_of(kind) for way in ways) for ways in self.ways]
            _add(bad, [_KINDS[kind] * (not its) for its in of_it])
        _add(bad, [strange] * len(bad))

    def _strange(self, run: Sequence[str]) -> float:
        """How strange some characters are that stand together."""
        known = [0.0] * len(run)
        for at, pair in enumerate(pairs(run)):
            for place in {at, min(at + 1, len(run) - 1)}:
                known[place] = max(known[place], *self.fit(pair))
        strange = 0.0
        for at, fit in enumerate(known):
            if fit > _LINE:
                continue
            beside = any(known[n] <= _LINE for n in (at - 1, at + 1) if 0 <= n < len(run))
            strange += (_STRANGE if beside else _STRANGE_ONE) * (_IN_LINES if fit else 1)
        return strange + _ELSEWHERE * sum(place not in self._texts for place in _places(run))

    def _tells(self, many: float) -> float:
        answers = len(self.offered) + 1
        tells = math.log(answers / (many + 0.5)) / math.log(answers / 1.5)
        share = many / len(self.offered)
        return max(0.05, min(1.0, tells)) * (_THEME if share > _SHARED else 1)

    def _heard(self, number: int, said: Said) -> float:
        """The largest share of a way to ask that was heard."""
        best = 0.0
        for way in self.ways[number]:
            heard = [
                1.0 if key in said.keys else _KIN * any(mandarin().alike(key, k) for k in said.keys)
                for key in way.keys
            ]
            best = max(best, sum(heard) / len(heard) if heard else 0.0)
        return best


def _places(run: Sequence[str]) -> list[str]:
    """What may be the names of places in some characters."""
    return [
        "".join(run[max(0, at + 1 - _PLACES[sign]) : at + 1])
        for at, sign in enumerate(run)
        if at and sign in _PLACES
    ]


def _weight(word: Token) -> float:
    if word.kind in _KINDS:
        return _KIND
    return _LIGHT if word.kind in ("light", "against") else _WORD


def _add(sums: list[float], more: Iterable[float]) -> None:
    sums[:] = [one + other for one, other in zip(sums, more, strict=True)]


def _parts(run: Sequence[str], known: Callable[[str], bool]) -> list[list[str]]:
    """The stretches of some characters of which each pair is known."""
    parts: list[list[str]] = []
    for at in range(len(run) - 1):
        if known(run[at] + run[at + 1]):
            if parts and at and known(run[at - 1] + run[at]):
                parts[-1].append(run[at + 1])
            else:
                parts.append([run[at], run[at + 1]])
    if len(run) == 1 and known(run[0]):
        parts.append(list(run))
    return parts


@lru_cache(maxsize=8)
def _asked(offered: tuple[Offer, ...]) -> _Asked:
    return _Asked(offered)
