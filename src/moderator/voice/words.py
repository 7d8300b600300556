"""A written line put into spoken words, before any engine sees it.

Addresses, abbreviations, moments, figures, names and signs take their turns, each a table of rules
in a file of its own. A show's lexicon comes before all of them, and `[mark: name]` passes through.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from moderator.voice.estimate import estimate_ns
from moderator.voice.figures import FIGURES
from moderator.voice.lexicon import ABBREVIATIONS, INITIALISMS
from moderator.voice.line import MARK
from moderator.voice.moments import MOMENTS
from moderator.voice.rules import apply, whole_words
from moderator.voice.signs import ADDRESSES, plain, tidy

__all__ = ["MARK", "estimate_ns", "spoken"]

_A_MARK, _A_NAME = "\ue000", "\ue001"
_PASSES = 8
_RESERVED = re.compile("[\ue000-\uf8ff]")
_NO_LEXICON: Mapping[str, str] = MappingProxyType({})
_HELD = re.compile(f"[{_A_MARK}{_A_NAME}]")


def spoken(text: str, lexicon: Mapping[str, str] = _NO_LEXICON) -> str:
    """Return the words that the engine speaks: no digits, no signs, only phrasing.

    Args:
        text: a line as a person writes it, with `[mark: name]` where gestures start.
        lexicon: how written forms are respelt, whole words in exact case; it wins over the rules.

    Returns:
        Words and the punctuation that shapes them; marks stand where they stood. Speaking the
        result again changes nothing.
    """
    marks = MARK.findall(text := _RESERVED.sub("", text))
    line = plain(MARK.sub(_A_MARK, text))
    names: list[str] = []
    if respelt := {plain(key).strip(): words for key, words in lexicon.items() if key.strip()}:

        def hold(match: re.Match[str]) -> str:
            respelling = respelt[" ".join(match.group().split())]
            names.append(tidy(apply(FIGURES, plain(respelling))))
            return _A_NAME

        line = re.sub(whole_words(respelt), hold, line)
    line = _by_rules(line)
    held = {_A_MARK: iter(marks), _A_NAME: iter(names)}
    return _HELD.sub(lambda sign: next(held[sign.group()]), line)


@lru_cache(maxsize=1024)
def _by_rules(line: str) -> str:
    """Apply all rules until nothing changes: one rule's words may uncover work for another."""
    for _ in range(_PASSES):
        before = line
        for rules in (ADDRESSES, MOMENTS, ABBREVIATIONS, FIGURES, INITIALISMS):
            line = apply(rules, line)
        line = tidy(line)
        if line == before:
            break
    return line
