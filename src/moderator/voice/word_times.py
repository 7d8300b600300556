"""When each word of a rendered line is heard, from what the engine reports of it."""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

from moderator.voice.loudness import Samples
from moderator.voice.sound_edges import heard_from, heard_until

_WORD = re.compile(r"\S+")
_AROUND = ".,;:?!…\"'()[]{}—–-“”‘’«»"  # they are what stands around words


@dataclass(frozen=True)
class Report:
    """One word as the engine reports it.

    Attributes:
        offset: where it stands in the text, in characters.
        sample: where its first phoneme starts.
    """

    offset: int
    sample: int


@dataclass(frozen=True)
class TimedWord:
    """One word of the line.

    Attributes:
        offset: where it stands in the text, in characters.
        word: without the punctuation around it.
        sample: where it is first heard.
    """

    offset: int
    word: str
    sample: int


def timed_words(text: str, reports: list[Report], samples: Samples, rate: int) -> list[TimedWord]:
    """Give every word of the text its time.

    espeak runs some words together ("of the", "I am") and reports the first alone; the time until
    the next report's silence is then shared out by letters. The first word after a pause always
    has a report of its own.
    """
    spans = [
        (match.start(), match.end())
        for match in _WORD.finditer(text)
        if match.group().strip(_AROUND)
    ]
    reported = _first_reports(spans, reports)
    starts: list[int] = []
    for group, after in _groups(reported, len(spans)):
        begin = reported[group[0]]
        limit = reported[after] if after in reported else len(samples)
        start = heard_from(samples, rate, begin, limit)
        length = heard_until(samples, start, limit) - start
        letters = [spans[index][1] - spans[index][0] for index in group]
        starts += [
            start + length * sum(letters[:number]) // sum(letters) for number in range(len(group))
        ]
    return [
        TimedWord(begin, text[begin:end].strip(_AROUND), start)
        for (begin, end), start in zip(spans, starts, strict=True)
    ]


def _first_reports(spans: list[tuple[int, int]], reports: list[Report]) -> dict[int, int]:
    """Return the first report's sample for each word that has one, in the order of words."""
    found: dict[int, int] = {}
    ends = [end for _, end in spans]
    last = -1
    for report in reports:
        index = bisect_right(ends, report.offset)
        # A report that lies in a word already told, or before it, is a part of that word.
        if last < index < len(spans):
            found[index] = report.sample
            last = index
    # The first word starts with the sound: a neural voice reports an s 35 ms after it is heard.
    found[0] = 0
    return dict(sorted(found.items()))


def _groups(reported: dict[int, int], count: int) -> list[tuple[range, int]]:
    """Split the words into those that share a report, each with the next group's first word."""
    firsts = [*reported, count]
    return [(range(one, two), two) for one, two in itertools.pairwise(firsts)]
