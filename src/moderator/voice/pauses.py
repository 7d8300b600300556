"""How long a voice rests between the parts of a line, whichever engine has said it.

An engine's own pauses stand where they are natural. Too short a one is lengthened, too long a one
shortened, and where a voice ran over a comma it is given one.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from moderator.voice.loudness import Samples
from moderator.voice.sound_edges import faded
from moderator.voice.word_times import TimedWord


@dataclass(frozen=True)
class Rest:
    """The shortest and the longest pause at one kind of place, seconds."""

    least_s: float
    most_s: float


SENTENCE = Rest(0.38, 0.60)
CLAUSE = Rest(0.28, 0.45)
"""After a colon, a semicolon or a dash: what comes is named next."""
NAME = Rest(0.24, 0.40)
"""After a name that an office or a title follows."""
COMMA = Rest(0.16, 0.32)

_SENTENCE_ENDS = re.compile(r"[.?!…。？！]")
_CLAUSE_ENDS = re.compile(r"[:;：；—–]|\s-+\s")
_COMMA = re.compile(r"[,，、]")
_NAMED = re.compile(r"[A-Z][\w'’-]*\s+[A-Z][\w'’-]*$")
_BLOCK_S = 0.005
_QUIET = 0.01  # of the loudest block's: 40 dB below it
_SHORTEST_BLOCKS = 4
_LATE_S = 0.015  # how much later than its word's time sound may begin
_AROUND_S = 0.06  # how far around a word's time its quietest moment is looked for


def rest_after(said: str, between: str, follows: str) -> Rest | None:
    """What rest belongs between two words.

    Args:
        said: the line up to the end of the first word.
        between: what is written between the words.
        follows: the second word.

    Returns:
        The rest; None where there need be none.
    """
    if _SENTENCE_ENDS.search(between):
        # An abbreviation's full stop ends nothing.
        return None if follows[:1].islower() and "." in between else SENTENCE
    if _CLAUSE_ENDS.search(between):
        return CLAUSE
    if not _COMMA.search(between):
        return None
    return NAME if _NAMED.search(said) and follows[:1].isupper() else COMMA


def rested(
    text: str, words: Sequence[TimedWord], samples: Samples, rate: int
) -> tuple[Samples, list[TimedWord]]:
    """Give a line its pauses, and its words their times after that."""
    loudness = _by_blocks(samples, rate)
    quiet = loudness < loudness.max(initial=0.0) * _QUIET
    pieces: list[Samples] = []
    timed, done, later = list(words[:1]), 0, 0
    for word, after in itertools.pairwise(words):
        end = word.offset + len(word.word)
        if rest := rest_after(text[:end], text[end : after.offset], after.word):
            begins, ends = _silence(quiet, loudness, after.sample, word.sample, rate)
            there = ends - begins
            length = min(max(there, round(rest.least_s * rate)), round(rest.most_s * rate))
            kept = min(length, there) // 2
            pieces += [faded(samples[done : begins + kept], rate), np.zeros(length - 2 * kept)]
            done = ends - kept
            later = sum(map(len, pieces)) - done
        timed.append(replace(after, sample=after.sample + later))
    if not pieces:
        return samples, timed
    return np.concatenate([*pieces, faded(samples[done:], rate)]), timed


def _by_blocks(samples: Samples, rate: int) -> Samples:
    """The root mean square of each block."""
    block = round(_BLOCK_S * rate)
    whole = samples[: len(samples) // block * block].reshape(-1, block)
    loudness: Samples = np.sqrt(np.mean(whole**2, axis=1))
    return loudness


def _silence(
    quiet: np.ndarray, loudness: Samples, sample: int, earliest: int, rate: int
) -> tuple[int, int]:
    """Find the silence before a word: its first sample and the one after its last.

    Where there is none, both are the quietest moment about there.
    """
    block, around = round(_BLOCK_S * rate), round(_AROUND_S / _BLOCK_S)
    first, at = earliest // block + 1, sample // block
    last = min(at + round(_LATE_S / _BLOCK_S), len(quiet))
    for end in range(last, max(first, at - around), -1):
        begin = end
        while begin > first and quiet[begin - 1]:
            begin -= 1
        if end - begin >= _SHORTEST_BLOCKS:  # less is between two beats of a deep voice
            return begin * block, end * block
    near = loudness[max(first, at - around) : at + around]
    middle = (max(first, at - around) + int(np.argmin(near))) * block if len(near) else sample
    return middle, middle
