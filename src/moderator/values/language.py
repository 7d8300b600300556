"""The languages that a robot speaks, and which one a text is in."""

import importlib.util
import re
from collections.abc import Sequence
from typing import Literal

Language = Literal["en", "zh"]

LANGUAGES: tuple[Language, ...] = ("en", "zh")

MANDARIN = "cn2an", "pypinyin"
"""What Mandarin needs beside the wheel: the extra `zh`."""

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters, as the inside of a pattern's brackets."""

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")


def language_of(text: str) -> Language:
    """The language of a text, by its script; places for facts and marks in it do not count.

    A Latin word weighs as much as a Chinese character, so that a name in the other script
    changes nothing.
    """
    if text.isascii():
        return "en"
    words = _NO_WORDS.sub(" ", text)
    characters = len(_HAN.findall(words))
    latin = len(_LATIN.findall(_HAN.sub(" ", words)))
    return "zh" if characters and characters >= latin else "en"


def in_language(language: Language, texts: Sequence[str]) -> Sequence[str]:
    """Those of some texts that are in a language; all when none is."""
    return [text for text in texts if language_of(text) == language] or texts


def joined(text: str) -> str:
    """A text without the spaces that a folded line leaves between Chinese characters."""
    around = rf"[{HAN}，；：？！。、（）《》“”]"
    return re.sub(rf"(?<={around})\s+(?={around})", "", text)


def has_mandarin() -> bool:
    """Whether what Mandarin needs is installed; loads none of it."""
    return all(importlib.util.find_spec(name) for name in MANDARIN)
