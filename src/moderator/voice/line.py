"""A line to be spoken, and the marks in it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

MARK = re.compile(r"\[mark:[^\[\]]*\]")
"""A place in a line where something else starts, whatever it is named."""
_MARK = re.compile(r"\[mark:\s*([\w-]+)\s*\]")
VOICE = re.compile(r"\s*\[voice:\s*([\w-]+)\s*\]\s*", re.ASCII)
"""The name of a line's voice, where the line begins."""


@dataclass(frozen=True)
class VoiceSettings:
    """How a line sounds.

    The voice and pitch are those of 31 that a recogniser (pocketsphinx 5.1.1, its own en-us model)
    understood best in four to six lines of a moderator's, at 140 to 155: 23 % of the words wrong,
    against 80 to 89 % with plain `en-us` and `en-gb`. A crude listener and few lines: a reason to
    begin with this one, no more. At 150, pauses counted, four lines came to 149 words a minute.

    Attributes:
        voice: espeak-ng's name or language for it, with a variant if wanted: `en-us+m3`, `en-gb`.
        rate_wpm: words a minute, 80 to 450; what espeak-ng takes.
        pitch: 0 to 99, 50 as the voice has it.
        neural: a neural voice, one that is brought or its model's path, for which the voice above
            stands in where it cannot be had; none when empty.
    """

    voice: str = "en-us+f5"
    rate_wpm: int = 150
    pitch: int = 30
    neural: str = ""


@dataclass(frozen=True)
class Line:
    """One line, ready to be rendered.

    Attributes:
        text: what is said, in words, with its marks as `[mark: name]`.
        settings: how it sounds.
        written: the line as a person reads it; empty when that is the same as the words.
        within_ns: what it is to fit into; 0 where it may take as long as it takes.
    """

    text: str
    settings: VoiceSettings = field(default_factory=VoiceSettings)
    written: str = ""
    within_ns: int = 0


def named_voice(text: str) -> str:
    """The voice that a line names: `old` of `[voice: old] Once upon a time.`; else nothing."""
    named = VOICE.match(text)
    return named[1] if named else ""


def without_voice(text: str) -> str:
    """A line without the name of its voice."""
    return VOICE.sub("", text)


@lru_cache(maxsize=1024)
def split_marks(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Cut the marks out of a line, and the name of its voice.

    Returns:
        The words with single spaces between them, and (name, offset in those words) of each mark:
        the mark stands before the first word at or after its offset.
    """
    plain = ""
    marks: list[tuple[str, int]] = []
    pieces = _MARK.split(without_voice(text))
    for piece, name in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        words = " ".join(piece.split())
        plain += " " * bool(plain and words) + words
        if name:
            marks.append((name, len(plain)))
    return plain, tuple(marks)
