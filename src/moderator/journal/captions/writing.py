"""Captions as files: WebVTT with a time for each word, and SubRip."""

import re
from collections.abc import Sequence

from moderator.journal.captions.alignment import Heard
from moderator.journal.captions.cutting import Caption

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINES = re.compile(r"[\r\n\u2028\u2029]+")


def webvtt(captions: Sequence[Caption], title: str) -> str:
    """A WebVTT file; in each caption stands when its words are heard.

    Source: W3C WebVTT, Candidate Recommendation of 4 April 2019, sections 4.1 and 4.2.
    """
    blocks = [f"WEBVTT - {_LINES.sub(' ', title).translate(_ESCAPES)}"]
    blocks.append("NOTE Times are since the start of the show.")
    for number, caption in enumerate(captions, 1):
        span = f"{_clock(caption.starts_ms, '.')} --> {_clock(caption.ends_ms, '.')}"
        blocks.append(f"{number}\n{span}\n{_timed(caption)}")
    return "\n\n".join(blocks) + "\n"


def subrip(captions: Sequence[Caption]) -> str:
    """A SubRip file.

    It has no way to say that a `<` is one: where a player could take it for markup, another sign
    that looks like it stands.
    """
    blocks = []
    for number, caption in enumerate(captions, 1):
        span = f"{_clock(caption.starts_ms, ',')} --> {_clock(caption.ends_ms, ',')}"
        text = re.sub(r"<(?=[\w/])", "‹", caption.text).replace("-->", "--›")
        blocks.append(f"{number}\n{span}\n{text}\n")
    return "\n".join(blocks)


def _timed(caption: Caption) -> str:
    """The words, each that is known to come later with its time before it."""
    last_ms = caption.starts_ms
    lines = []
    for words in caption.lines:
        line = ""
        for place, word in enumerate(words):
            line += " " * (word.spaced and place > 0)
            if word.known and last_ms < word.at_ms < caption.ends_ms:
                line += f"<{_clock(word.at_ms, '.')}>"
                last_ms = word.at_ms
            line += _escaped(word)
        lines.append(line)
    return "\n".join(lines)


def _escaped(word: Heard) -> str:
    return word.text.translate(_ESCAPES)


def _clock(at_ms: int, point: str) -> str:
    seconds, ms = divmod(max(0, at_ms), 1000)
    minutes, s = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{s:02}{point}{ms:03}"
