"""What is known of Mandarin when questions are compared: words, and what means or sounds alike."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from moderator.values.language import HAN
from moderator.values.mandarin import digits

_NUMBER = re.compile(r"(?<![a-z0-9+-])(\d+)(?:\.\d+)?(?![a-z0-9+-])")
_WHETHER = re.compile(rf"([{HAN}])[不没]\1")
"""Whether something is so: 清不清楚, 有没有."""

_LATIN = re.compile(r"[a-z0-9+-]+")
_YEAR_SAID = re.compile("[一二][零〇九][零〇一二三四五六七八九]{2}(?=年)")
PAUSE = re.compile(r"[，。；：？！,;:?!…—]+")
"""What stands between clauses."""

LITTLE = ("light", "who", "when", "where", "which", "count")
"""The lists of words that say little."""

_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
"""Sounds that are often taken for each other."""


class Token(NamedTuple):
    """A part of a text.

    Attributes:
        text: its characters, or a Latin word in small letters.
        kind: `year`; the list that it is in; or empty, for what is in none.
    """

    text: str
    kind: str = ""

    @property
    def single(self) -> bool:
        """Whether it is one character."""
        return len(self.text) == 1


@dataclass(frozen=True)
class Mandarin:
    """The lists of `mandarin.txt`.

    Attributes:
        kinds: the list that each word is in.
        families: for each word, the lines of words that may stand for it.
        longest: the most characters of a word.
    """

    kinds: Mapping[str, str]
    families: Mapping[str, frozenset[int]]
    longest: int

    def cut(self, text: str) -> list[Token]:
        """Cut a text into the longest words of the lists, and single characters between them."""
        found: list[Token] = []
        for run in _runs(text):
            at = 0
            while at < len(run):
                token = self._at(run, at)
                found.append(token)
                at += len(token.text)
            found.append(Token(" ", "small"))
        return list(_joined(found))

    def _at(self, run: str, at: int) -> Token:
        if said := _YEAR_SAID.match(run, at):
            return Token(said.group(), "year")
        for size in range(min(self.longest, len(run) - at), 0, -1):
            if kind := self.kinds.get(run[at : at + size]):
                return Token(run[at : at + size], kind)
        latin = _LATIN.match(run, at)
        return Token(latin.group() if latin else run[at])

    def alike(self, one: str, other: str) -> bool:
        """Whether one word may stand for another."""
        return bool(self.families.get(one, frozenset()) & self.families.get(other, frozenset()))


def _joined(tokens: Sequence[Token]) -> Iterator[Token]:
    """The same, where a single character that says little is taken for a part of what is beside.

    高 says little in 多高, and is a part of 高炉.
    """
    around = (Token(" ", "small"), *tokens, Token(" ", "small"))
    for before, token, after in zip(around, tokens, around[2:], strict=False):
        beside = not before.kind or not after.kind
        yield Token(token.text) if token.kind == "light" and token.single and beside else token


@lru_cache(maxsize=1)
def mandarin() -> Mandarin:
    """The lists, read once."""
    kinds: dict[str, str] = {}
    families: dict[str, set[int]] = {}
    name = ""
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines()):
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            for word in line.split():
                kinds.setdefault(word, name)
                if name == "families":
                    families.setdefault(word, set()).add(number)
    lines = {word: frozenset(numbers) for word, numbers in families.items()}
    return Mandarin(kinds, lines, max(map(len, kinds)))


class Said:
    """A text in its parts: words of the lists, and characters that stand together.

    Args:
        text: as written or heard.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Token] = []
        self.runs: list[list[str]] = [[]]
        for token in mandarin().cut(text):
            if token.kind or token.text.isascii():
                self.runs.append([])
                if token.kind != "small":
                    self.words.append(token)
            else:
                self.runs[-1].append(token.text)
        self.runs = [run for run in self.runs if run]

    def is_of(self, kind: str) -> bool:
        """Whether it is a question of a kind."""
        asking = [word for word, its in mandarin().kinds.items() if its == kind]
        return any(word in token.text for token in self.words for word in asking)

    @cached_property
    def keys(self) -> list[str]:
        """What is compared, each once, without words that say little unless there are no others."""
        words = (word.text for word in self.words if word.kind not in LITTLE)
        keys = (*words, *(pair for run in self.runs for pair in pairs(run)))
        return list(dict.fromkeys(keys or (word.text for word in self.words)))

    @property
    def tells(self) -> bool:
        """Whether anything in it says what it is about."""
        return bool(self.runs) or any(word.kind not in LITTLE for word in self.words)


@lru_cache(maxsize=5000)
def sounds(text: str) -> tuple[str, ...]:
    """How each character sounds, about: without tones, and without what is often misheard."""
    from pypinyin import lazy_pinyin

    return tuple(_about(sound) for sound in lazy_pinyin(text))


def load() -> None:
    """Load the lists, and how characters sound, so that no question waits for them."""
    mandarin()
    sounds("一")


def pairs(characters: Sequence[str]) -> list[str]:
    """The pairs of neighbours; a single one by itself."""
    if len(characters) == 1:
        return list(characters)
    return [one + other for one, other in pairwise(characters)]


def mended(text: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """A text with what sounds like a known pair of characters put as that pair.

    Args:
        text: as heard.
        known: how the pairs sound, the last of those that sound alike to be taken.
    """
    by_sound = {sound: pair for pair, sound in known.items()}
    tokens = mandarin().cut(text)
    for at in range(len(tokens) - 1):
        one, other = tokens[at : at + 2]
        pair = one.text + other.text
        if not (one.single and other.single) or (one.kind and other.kind) or pair in known:
            continue
        meant = by_sound.get(sounds(pair), pair)
        kept = (tokens[at - 1].text + one.text in known, _with_next(tokens, at + 1) in known)
        if not any(keep and new != old for keep, new, old in zip(kept, meant, pair, strict=True)):
            tokens[at : at + 2] = [Token(character) for character in meant]
    return "".join(token.text for token in tokens).strip()


def _with_next(tokens: Sequence[Token], at: int) -> str:
    return "".join(token.text for token in tokens[at : at + 2])


def _about(sound: str) -> str:
    for one, other in _ALIKE:
        sound = sound.replace(one, other)
    return sound


def _runs(text: str) -> list[str]:
    """The stretches of a text between signs and spaces, its figures in characters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(rf"(?<=[{HAN}\d])\s+(?=[{HAN}])|(?<=[{HAN}])\s+(?=\d)", "", plain)
    plain = _WHETHER.sub(r"\1", plain)
    plain = _NUMBER.sub(lambda match: _in_characters(match[1]), plain).replace("〇", "零")
    return re.findall(rf"[{HAN}a-z0-9+-]+", plain)


def _in_characters(number: str) -> str:
    """A whole number, as it is most likely heard: a long one digit by digit, as a year is."""
    if len(number) != 2 or number[0] == "0":
        return digits(number)
    tens, ones = (digits(digit) for digit in number)
    return f"{tens.strip('一')}十{ones.strip('零')}"
