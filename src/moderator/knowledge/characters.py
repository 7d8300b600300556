"""Which scripted answer a question in Mandarin wants: by its words, its characters, their sound."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from moderator.knowledge.heard import Match
from moderator.knowledge.mandarin import PAUSE, Said, Token, pairs
from moderator.knowledge.mandarin_wording import LINE, MandarinWording
from moderator.knowledge.wording import Offer

_WORD, _KIND, _LIGHT = 1.0, 0.5, 0.25
"""What a word counts; one that tells the kind of a question; and one that says little."""

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

_OWNER = re.compile(r"(?:请问)?([\u4e00-\u9fff]{2,3}?)(?:的|今年|去年)")
"""Whose or where it is, that a clause begins with."""

_OTHERS = 0.6
"""What a word counts against an answer without it when others have it."""

_LEAD = 0.5
"""What is left of what a word counts in clauses that lead up to the question."""

_EARLIER = 0.65
"""Least likeness at which a clause before the last one is taken for the question."""

_TIMES = ("year", "time", "years")
_WAY = 0.3
"""What share of the likeness is how much of one way to ask was heard."""


def ranking(question: str, offered: Iterable[Offer]) -> list[Match]:
    """How near each answer is to a question, the nearest first."""
    asked = _asked(tuple(offered))
    return asked.ranking(asked.wording.mended(question)) if asked.offered else []


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
    """Questions, compared with some answers.

    Args:
        offered: the answers.
    """

    def __init__(self, offered: Sequence[Offer]) -> None:
        self.offered = offered
        self.wording = MandarinWording(offered)

    def ranking(self, question: str) -> list[Match]:
        """The answers, the nearest first, for the clause that most likely asks: a late one."""
        clauses = [Said(clause) for clause in PAUSE.split(question)]
        asking = [said for said in reversed(clauses) if said.tells] or clauses[-1:]
        best = self._ranked(clauses, asking[0])
        for earlier in asking[1:] if not best[0].near else ():
            ranked = self._ranked(clauses, earlier)
            if ranked[0].likeness > max(best[0].likeness, _EARLIER):
                best = ranked
        return best

    def _ranked(self, clauses: Sequence[Said], asking: Said) -> list[Match]:
        """The answers, the nearest first; clauses around the one that asks count less."""
        good, bad = [0.0] * len(self.offered), [0.0] * len(self.offered)
        for said in clauses:
            for weight, keys in self._weighed(said, 1 if said is asking else _LEAD):
                self._count(weight, keys, good, bad)
            self._against(said, bad)
        self._asked_otherwise(asking, bad)
        heard = list(dict.fromkeys(key for said in clauses for key in said.keys))
        matches = []
        for number, offer in enumerate(self.offered):
            likeness = good[number] / (good[number] + bad[number] + 0.02)
            likeness *= 1 - _WAY + _WAY * self.wording.heard(number, heard)
            matches.append(Match(number, offer.answer, likeness, offer.figures))
        return sorted(matches, key=lambda match: -match.likeness)

    def _weighed(self, said: Said, share: float) -> Iterable[tuple[float, list[str]]]:
        """What may speak for an answer: how much it counts, and its keys.

        Args:
            said: a clause.
            share: what is left of what its words count; times count in full.
        """
        for word in said.words:
            if any(self.wording.fit(word.text)):
                yield _weight(word) * (1 if word.kind in _TIMES else share), [word.text]
        for run in said.runs:
            for part in _parts(run, lambda pair: any(self.wording.fit(pair))):
                yield _WORD * (0.6 + 0.2 * len(part)) * share, pairs(part)

    def _count(self, weight: float, keys: list[str], good: list[float], bad: list[float]) -> None:
        """Count what was heard for the answers that have it, and against the others."""
        fits = [self.wording.fit(key) for key in keys]
        best = [sum(its) / len(keys) for its in zip(*fits, strict=True)]
        tells = weight * self.wording.tells(sum(best))
        _add(good, [tells * fit for fit in best])
        _add(bad, [tells * _OTHERS * (1 - fit) * (max(best) > LINE) for fit in best])

    def _against(self, said: Said, bad: list[float]) -> None:
        """Add what speaks against answers wherever it is said."""
        for word in said.words:
            fits = self.wording.fit(word.text)
            if word.kind == "year":
                _add(bad, [_STRANGE_YEAR * (not fit) for fit in fits])
            elif word.kind == "anywhere":
                _add(bad, [_TURNED * (fit <= LINE) for fit in fits])
            elif word.kind in ("time", "years"):
                spans = self.wording.of_years if word.kind == "years" else fits
                _add(bad, [_OTHER_TIME * (not (a or b)) for a, b in zip(fits, spans, strict=True)])
        places = sum(place not in self.wording.texts for run in said.runs for place in _places(run))
        owner = _OWNER.match(said.text)
        places += bool(owner and self._is_nowhere(owner.group(1)))
        _add(bad, [_ELSEWHERE * places] * len(bad))

    def _is_nowhere(self, name: str) -> bool:
        """Whether nothing in a name is in any answer, or in the lists."""
        runs = Said(name).runs
        fits = (fit for pair in pairs(name) for fit in self.wording.fit(pair))
        return runs == [list(name)] and not any(fits)

    def _asked_otherwise(self, asking: Said, bad: list[float]) -> None:
        """Add what speaks against answers in the question itself: strange words, another kind."""
        strange = sum(map(self._strange, asking.runs))
        for word in asking.words:
            fits = self.wording.fit(word.text)
            if word.kind == "against":
                _add(bad, [_TURNED * (fit <= LINE) for fit in fits])
            elif word.kind in ("families", "") and not any(fits):
                strange += _TURNED
        _add(bad, [strange] * len(bad))
        for kind in (kind for kind in _KINDS if any(word.kind == kind for word in asking.words)):
            of_it = [any(way.is_of(kind) for way in ways) for ways in self.wording.ways]
            _add(bad, [_KINDS[kind] * (not its) for its in of_it])

    def _strange(self, run: Sequence[str]) -> float:
        """How strange some characters are that stand together."""
        known = [0.0] * len(run)
        for at, pair in enumerate(pairs(run)):
            for place in {at, min(at + 1, len(run) - 1)}:
                known[place] = max(known[place], *self.wording.fit(pair))
        strange = 0.0
        for at, fit in enumerate(known):
            if fit > LINE:
                continue
            beside = any(known[n] <= LINE for n in (at - 1, at + 1) if 0 <= n < len(run))
            strange += (_STRANGE if beside else _STRANGE_ONE) * (_IN_LINES if fit else 1)
        return strange


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
    return _LIGHT if word.kind in ("light", "against", "anywhere") else _WORD


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
