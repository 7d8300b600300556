"""A sentence as tokens, with the numbers, years and days among them."""

import re
from decimal import Decimal
from functools import cached_property

from moderator.knowledge.guard.vocabulary import is_plain
from moderator.values.amounts import NUMBER
from moderator.values.money import SIGNS
from moderator.values.number_words import ORDINALS, read_number_words

LASTING = {f"{unit}{s}": f"{unit}s" for unit in ("year", "month", "week", "day") for s in ("", "s")}
"""Units of time by what they are called after a number."""

_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<sign>(?<![^\W\d_])(?:{_SIGN})(?=\s?\d))"
    r"|(?P<part>\b[HQ][1-4]\b)"
    rf"|(?P<number>{NUMBER})"
    r"|(?P<place>(?<=\d)(?:st|nd|rd|th)\b)"
    r"|(?P<word>[^\W\d_]+(?:['&][^\W\d_]+)*)"
    r"|(?P<other>\S)"
)
_JOINTS = ("to", "plus", ":", "+")
_LONGEST_NUMBER = 24


class Tokens:
    """A sentence's tokens.

    Args:
        sentence: as written, hyphens between words taken out.

    Attributes:
        sentence: the same.
        low: each token in small letters.
    """

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self._tokens = list(_TOKEN.finditer(sentence))
        self.low = [token.group().lower() for token in self._tokens]

    def __len__(self) -> int:
        return len(self._tokens)

    @cached_property
    def text(self) -> list[str]:
        """Each token as written."""
        return [token.group() for token in self._tokens]

    def kind(self, at: int) -> str | None:
        """Of what kind a token is: sign, part, number, place, word or other."""
        return self._tokens[at].lastgroup if at < len(self) else None

    def starts(self, at: int) -> int:
        """Where a token starts in the sentence."""
        return self._tokens[at].start()

    def between(self, start: int, end: int) -> str:
        """The sentence from one token to before another."""
        return self.sentence[self._tokens[start].start() : self._tokens[end - 1].end()]

    def has(self, at: int, *words: str) -> bool:
        """Whether these words stand there, in small letters."""
        return tuple(self.low[at : at + len(words)]) == words

    def gap(self, at: int) -> bool:
        """Whether there is space after a token."""
        return at + 1 < len(self) and self._tokens[at].end() < self._tokens[at + 1].start()

    def number(self, at: int) -> tuple[Decimal | None, int]:
        """A number in figures or words, or None, and the token after it."""
        if self.kind(at) == "number":
            return Decimal(self.low[at].replace(",", "")), at + 1
        read = read_number_words(self.low[at : at + _LONGEST_NUMBER])
        if not read or (self.low[at] == "one" and read[1] == 1 and not self._counts(at)):
            return None, at
        return read[0], at + read[1]

    def year(self, at: int) -> tuple[int | None, int]:
        """A year in four figures or words, or None, and the token after it."""
        number, end = self.number(at)
        if number is None or number != int(number) or not 1000 <= number < 3000:
            return None, at
        if self.kind(at) == "number" and not self.low[at].isdecimal():
            return None, at
        return int(number), end

    def day(self, at: int) -> tuple[int | None, int]:
        """A day of the month, `1`, `1st` or `twenty-first`, or None, and the token after it."""
        number, end = self.number(at)
        if number is None:
            place = ORDINALS.get(self.low[at]) if at < len(self) else None
            return place, at + 1
        if number != int(number) or not 0 < number <= 31:
            return None, at
        if self.kind(end) == "place":
            return int(number), end + 1
        more = ORDINALS.get(self.low[end], 10) if end < len(self) else 10
        if number in (20, 30) and more < 10:
            return int(number) + more, end + 1
        return int(number), end

    def _counts(self, at: int) -> bool:
        """Whether `one` is a number: not in `this one`, `one of`, `one sheet`."""
        before = self.low[at - 1] if at else ""
        after = self.low[at + 1] if at + 1 < len(self) else ""
        counts = self.kind(at + 1) == "word" and not is_plain(after)
        return counts or before in _JOINTS or after in _JOINTS or after in LASTING
