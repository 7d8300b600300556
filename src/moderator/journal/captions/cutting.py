"""Timed words cut into captions that can be read: two lines, at the ends of phrases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import east_asian_width

from moderator.journal.captions.alignment import Heard

WIDEST = 37
"""Latin characters in a line. Source: BBC Subtitle Guidelines 1.2, "Line length"."""

_WIDE = WIDEST / 16
"""A Chinese character's share of a line: 16 fill it. Source: Netflix Timed Text Style Guide,
Simplified Chinese, "Character limitation"."""

LONGEST_MS, SHORTEST_MS = 7000, 833
"""How long one stands. Source: Netflix Timed Text Style Guide, General Requirements, "Duration"."""

GAP_MS = 83
"""Between two: two frames at 24 a second. Source: the same, "Frame gap"."""

_PER_SECOND = 17
"""Latin characters that are read in a second. Source: the same, "Reading speed", 17 to 20."""

_ENDS, _PAUSES = re.compile(r"[.?!。？！…][”’\"'）)]*$"), re.compile(r"[,;:，；：、—–][”’\"'）)]*$")
_COSTS_ONE, _COSTS_A_PAUSE, _COSTS_A_BREAK = 1.5, 1.0, 4.0
"""What each caption costs, one that ends at a pause, one in the middle of a phrase."""

_COSTS_FULL = 0.2
"""So that of two ways that are as good the more even one is taken."""


@dataclass(frozen=True)
class Caption:
    """What stands on the screen at once.

    Attributes:
        starts_ms: since the show's start.
        ends_ms: likewise.
        lines: one or two, each of words with their times since the show's start.
    """

    starts_ms: int
    ends_ms: int
    lines: tuple[tuple[Heard, ...], ...]

    @cached_property
    def text(self) -> str:
        """The words, with a newline between two lines."""
        return "\n".join(map(joined, self.lines))


def joined(words: Sequence[Heard]) -> str:
    """Words as they are written."""
    return "".join(
        " " * (word.spaced and place > 0) + word.text for place, word in enumerate(words)
    )


def width(text: str) -> float:
    """How much of a line a text takes, in Latin characters."""
    return sum(_WIDE if east_asian_width(one) in "WF" else 1 for one in text)


def captions(words: Sequence[Heard], ends_ms: int) -> list[Caption]:
    """Cut a line's words.

    Args:
        words: with their times since the show's start.
        ends_ms: when the last has been heard.
    """
    words = [piece for word in words for piece in _pieces(word)]
    cut: list[Caption] = []
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        best.append(min(_ways(words, best, end)))
    end = len(words)
    while end:
        start = best[end][1]
        until = words[end].at_ms if end < len(words) else ends_ms
        begins = words[start].at_ms
        stands = min(until, begins + LONGEST_MS)
        cut.append(Caption(begins, max(stands, begins + 1), _lines(words[start:end])))
        end = start
    return cut[::-1]


def settled(cut: Sequence[Caption], *, most_ms: int | None = None) -> list[Caption]:
    """Captions with a gap between two, each as long as it takes to read where there is time.

    Args:
        cut: in order.
        most_ms: when the last has to be gone, if that is known.
    """
    done: list[Caption] = []
    for number, caption in enumerate(cut):
        following = cut[number + 1].starts_ms if number + 1 < len(cut) else most_ms
        reading_ms = round(width(caption.text) / _PER_SECOND * 1000)
        wanted = caption.starts_ms + max(SHORTEST_MS, min(reading_ms, LONGEST_MS))
        ends_ms = max(caption.ends_ms, wanted)
        if following is not None and following > caption.starts_ms:
            ends_ms = min(ends_ms, max(following - GAP_MS, caption.starts_ms + 1))
        done.append(replace(caption, ends_ms=ends_ms))
    return done


def _ways(
    words: Sequence[Heard], best: Sequence[tuple[float, int]], end: int
) -> list[tuple[float, int]]:
    """What it costs to have a caption end here, by where it starts."""
    last = words[end - 1].text
    costs = _COSTS_ONE
    if not _ENDS.search(last) and end < len(words):
        costs += _COSTS_A_PAUSE if _PAUSES.search(last) else _COSTS_A_BREAK
    ways = []
    for start in range(end - 1, -1, -1):
        alone = start == end - 1
        too_long = words[end - 1].at_ms - words[start].at_ms > LONGEST_MS - SHORTEST_MS
        if not alone and (too_long or not _lines(words[start:end])):
            break
        inside = sum(bool(_ENDS.search(word.text)) for word in words[start : end - 1])
        filled = sum(width(word.text) + 1 for word in words[start:end]) / (2 * WIDEST)
        ways.append((best[start][0] + costs + inside + filled * filled * _COSTS_FULL, start))
    return ways


def _lines(words: Sequence[Heard]) -> tuple[tuple[Heard, ...], ...]:
    """Words in one line, or in two at the best place; none where they do not fit."""
    widths = [width(word.text) + word.spaced for word in words]
    whole = sum(widths) - words[0].spaced
    if whole <= WIDEST:
        return (tuple(words),)
    ways = []
    before = 0.0
    for place in range(1, len(words)):
        before += widths[place - 1]
        upper = before - words[0].spaced
        lower = whole - upper - words[place].spaced
        if max(upper, lower) <= WIDEST:
            pauses = _ENDS.search(words[place - 1].text) or _PAUSES.search(words[place - 1].text)
            ways.append((abs(upper - lower) / WIDEST + (0 if pauses else 0.7), place))
    if not ways:
        return ()
    place = min(ways)[1]
    return tuple(words[:place]), tuple(words[place:])


def _pieces(word: Heard) -> list[Heard]:
    """A word as it fits on a line: one that is too long for any is broken."""
    pieces: list[Heard] = []
    text = word.text
    while len(text) * _WIDE > WIDEST and width(text[: WIDEST + 1]) > WIDEST:
        fits = next(n for n in range(WIDEST, 0, -1) if width(text[:n]) <= WIDEST)
        pieces.append(replace(word, text=text[:fits], spaced=word.spaced and not pieces))
        text = text[fits:]
    return [*pieces, replace(word, text=text, spaced=word.spaced and not pieces)]
