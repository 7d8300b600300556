"""Somebody else's words: cleaned, cut to a length, and always told as a quotation."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from typing import Self

LONGEST = 200
"""As many characters of it are told."""

MOST_READ = 2_000
"""As many characters of it are read."""

_ROUNDS = 4
"""Markup may be written in markup: as often is it taken away."""
_SIGNS = str.maketrans(dict.fromkeys('{}[]<>"“”„«»\\|`', " "))
"""What a line's places, marks and quotation marks are made of, and what a voice may obey."""
_UNHEARD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")  # from one < no further than to the next: in linear time


@dataclass(frozen=True)
class Quotation:
    """What somebody else has written.

    Attributes:
        text: the words, without anything that could be read as more than words.
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read any text that has a word in it."""
        words = _cut(_cleaned(text))
        if not any(letter.isalnum() for letter in words):
            raise ValueError("there are no words in it; name a text that has some")
        return cls(words)

    def written(self) -> str:
        """Return the words in quotation marks."""
        return f"“{self.text}”"

    def said(self) -> str:
        """Return the words with their beginning and their end told."""
        return f"quote, {self.text}, end of quote"


def _cleaned(text: str) -> str:
    text = text[:MOST_READ]
    for _ in range(_ROUNDS):
        before, text = text, unescape(_TAG.sub(" ", _UNHEARD.sub(" ", text)))
        if text == before:
            break
    return " ".join("".join(map(_heard, text.translate(_SIGNS))).split())


def _heard(sign: str) -> str:
    """A sign, if it can be heard or parts what can; nothing that hides or turns text."""
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign).startswith("C") else sign


def _cut(text: str) -> str:
    """Words that are no longer than may be told, ended where one ends if that is near."""
    if len(text) <= LONGEST:
        return text
    short = text[: LONGEST - 1]
    words, blank, _ = short.rpartition(" ")
    return (words if blank and len(words) > LONGEST // 2 else short).rstrip() + "…"
