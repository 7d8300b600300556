"""The grammar of a show's own questions: what a recogniser is to expect, and what it then heard."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from moderator.values.numerals import cardinal, decimal, year

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*|\d+(?:\.\d+)?|%")
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2e80-\uffff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_YEARS = range(1100, 2100)
_MOST_WAYS = 16
"""Of saying the figures of one question."""

_CALLED = re.compile(r"([A-Z][a-z]+), ")
_LEADS = ("and", "so", "well", "now", "please", "tell us")
"""What may be said before a question without being part of it, twice at most."""


@dataclass(frozen=True)
class Grammar:
    """What may be said, and which question each way of saying it is.

    Attributes:
        jsgf: the grammar in Java Speech Grammar Format.
        written: each word as it was written, by its small letters.
        questions: the question as it was written, by the words said.
        leads: words that may stand before it.
    """

    jsgf: str
    written: Mapping[str, str]
    questions: Mapping[str, str]
    leads: frozenset[str]

    def question(self, said: str) -> str:
        """The question that was said, as it was written; empty when it is none."""
        words = said.split()
        for start in range(len(words)):
            if found := self.questions.get(" ".join(words[start:])):
                return found
            if words[start] not in self.leads:
                break
        return ""


def grammar(questions: Iterable[str]) -> Grammar:
    """Make the grammar of some questions.

    Args:
        questions: as they are written; figures are put into words. Whom one of them calls by name
            may be called before all of them.
    """
    questions = tuple(questions)
    calls = (called[1] for called in map(_CALLED.match, questions) if called)
    leads = tuple(dict.fromkeys((*_LEADS, *calls)))
    written: dict[str, str] = {}
    said: dict[str, str] = {}
    for question in questions:
        for words in _ways(question):
            said.setdefault(" ".join(word.lower() for word in words), question)
            written.update({word.lower(): word for word in words if word.lower() not in written})
    for lead in leads:
        written.update({w.lower(): w for w in lead.split() if w.lower() not in written})
    ways = "\n  | ".join(said)
    jsgf = (
        "#JSGF V1.0;\ngrammar questions;\n"
        "public <said> = [<lead>] [<lead>] <question>;\n"
        f"<lead> = {' | '.join(lead.lower() for lead in leads)};\n"
        f"<question> = {ways};\n"
    )
    return Grammar(jsgf, written, said, frozenset(" ".join(leads).lower().split()))


def _ways(question: str) -> Iterator[tuple[str, ...]]:
    """The ways in which a question may be read aloud; none of one in another script."""
    plain = unicodedata.normalize("NFKD", question.replace("’", "'"))
    if _NOT_LATIN.search(plain) or not (words := _WORD.findall(_ACCENTS.sub("", plain))):
        return
    choices = [_aloud(word) for word in words]
    for number, chosen in enumerate(product(*choices)):
        if number == _MOST_WAYS:
            return
        yield tuple(word for words in chosen for word in words)


def _aloud(word: str) -> list[tuple[str, ...]]:
    if word == "%":
        return [("percent",)]
    if not word[0].isdigit():
        return [(word,)]
    if "." in word:
        ways = [decimal(Decimal(word))]
    else:
        number = int(word)
        ways = [year(number)] if number in _YEARS else []
        ways.append(cardinal(number))
    return [tuple(re.findall("[a-z]+", way)) for way in dict.fromkeys(ways)]
