"""What is known of English when questions are compared: words, stems, and what means the same."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from pathlib import Path

from moderator.values.number_words import SMALL

_FIGURES = {word: number for word, number in SMALL.items() if number > 1}
"""Words for numbers; `one` is more often a pronoun."""

_AS_SAID = (
    (r"[‘’]", "'"),
    (r"(?<=\d)\s*\+\s*(?=\d)", " plus "),
    (r"(?<=\d),(?=\d{3})", ""),
    (r"\bcan't\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"n't\b", " not"),
    (r"'(s|d|ll|re|ve|m)\b", ""),
    (r"\b(what|how|who|where|when|that|there)s\b", r"\1 is"),
    (r"\br ?& ?d\b", "rd"),
    (r"%", " percent "),
)

LONGEST = 4
"""The most words that are looked up together."""


@dataclass(frozen=True)
class English:
    """The lists of `english.txt`.

    Attributes:
        words: all words in them, as written.
        small: words that are never compared.
        light: stems of words that say little.
        slight: stems of words that say little where no answer has them.
        against: stems of words that turn a question round.
        other: stems of words that are no slips of any of those.
        families: for each stem, the lines of words that may stand for it.
    """

    words: frozenset[str]
    small: frozenset[str]
    light: frozenset[str]
    slight: frozenset[str]
    against: frozenset[str]
    families: Mapping[str, frozenset[int]]
    other: frozenset[str]

    @cached_property
    def parts(self) -> frozenset[str]:
        """Every stem in the lists, those of words that are said together one by one."""
        lists = (self.light, self.slight, self.against, self.families, self.other)
        return frozenset(part for each in lists for key in each for part in key.split("_"))

    @cached_property
    def by_letters(self) -> Mapping[str, list[str]]:
        """The words in the lists, by their letters in order."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.words):
            found.setdefault("".join(sorted(word)), []).append(word)
        return found

    def has(self, key: str) -> bool:
        """Whether a stem, or stems of words that are said together, are in a list."""
        return (
            key in self.families or key in self.light or key in self.against or key in self.slight
        )


@lru_cache(maxsize=1)
def english() -> English:
    """The lists, read once."""
    lists: dict[str, list[list[str]]] = {}
    name = ""
    for text in Path(__file__).with_name("english.txt").read_text("utf-8").splitlines():
        if text.startswith("["):
            name = text.strip("[]")
        elif text and not text.startswith("#"):
            lists.setdefault(name, []).append(text.split())
    written = {word for lines in lists.values() for line in lines for word in line}
    single = sorted({part for word in written for part in word.split("_")})
    stem = dict(zip(single, stems(single), strict=True))
    stem |= {word: str(number) for word, number in _FIGURES.items()}

    def stemmed(which: str) -> frozenset[str]:
        return frozenset(_joined(stem, word) for line in lists[which] for word in line)

    families: dict[str, set[int]] = {}
    for number, line in enumerate(lists["families"]):
        for word in line:
            families.setdefault(_joined(stem, word), set()).add(number)
    return English(
        words=frozenset(single),
        small=frozenset(word for line in lists["small"] for word in line),
        light=stemmed("light"),
        slight=stemmed("slight"),
        against=stemmed("against"),
        other=stemmed("other"),
        families={word: frozenset(numbers) for word, numbers in families.items()},
    )


def _joined(stem: Mapping[str, str], word: str) -> str:
    return "_".join(stem[part] for part in word.split("_"))


def stems(words: Sequence[str]) -> list[str]:
    """Words without their endings, by the Porter stemmer of SQLite's full-text search."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(
            "CREATE VIRTUAL TABLE said"
            " USING fts5(word, tokenize='porter unicode61 remove_diacritics 2')"
        )
        connection.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(said, instance)")
        connection.executemany("INSERT INTO said (rowid, word) VALUES (?, ?)", enumerate(words))
        found = dict(connection.execute("SELECT doc, term FROM stem"))
    finally:
        connection.close()
    return [found.get(number, word) for number, word in enumerate(words)]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, small; numbers in figures, what was spelled in one word."""
    text = text.lower()
    for pattern, said in _AS_SAID:
        text = re.sub(pattern, said, text)
    words = re.findall(r"[^\W_]+", text)
    done = []
    while words:
        taken, word = _first(words)
        done.append(word)
        words = words[taken:]
    return tuple(done)


def _first(words: Sequence[str]) -> tuple[int, str]:
    """How many words the first thing said takes, and that thing."""
    letters = list(takewhile(lambda word: len(word) == 1 and word.isalpha(), words))
    if len(letters) > 1 and letters != ["i", "a"]:
        return len(letters), "".join(letters)
    number = _FIGURES.get(words[0])
    if words[0] == "hundred":
        return 1, "100"
    if number is None:
        return 1, words[0]
    if words[1:2] == ["hundred"]:
        return 2, str(number * 100)
    after = [_FIGURES.get(word, 0) for word in words[1:3]]
    if number in (19, 20) and after and 10 <= after[0] < 100:  # twenty twenty-four
        ones = after[1] if after[0] >= 20 and len(after) > 1 and after[1] < 10 else 0
        return 2 + bool(ones), str(number * 100 + after[0] + ones)
    return 1, str(number)
