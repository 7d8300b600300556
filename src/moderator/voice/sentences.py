"""Where the first sentence of a line ends, so that it can be spoken while the rest is rendered."""

import re

from moderator.voice.line import without_voice

_SHORTEST = 12
"""Fewer letters are over before anything else is rendered."""
_END = re.compile(r"(?<=[^\s.])(?:[.!?…][\"”’)]*\s+(?=\S)|[。！？][”’）]*)")
_NO_END = re.compile(r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|[A-Z])\.\s*$")


def first_sentence(text: str) -> tuple[str, str]:
    """Cut a line after its first sentence.

    Args:
        text: as written, with its marks and its places for facts.

    Returns:
        The first sentence, or more where it is very short, and the rest; the rest is empty when
        there is but one.
    """
    words = without_voice(text)
    voice = text[: len(text) - len(words)]
    for end in _END.finditer(words):
        first, rest = words[: end.end()].strip(), words[end.end() :].strip()
        if len(first) >= _SHORTEST and rest and not _NO_END.search(first):
            return voice + first, voice + rest
    return text, ""
