"""When each word of a text as it is written was heard, from the words as they were spoken.

A caption has "69.66 billion yuan" where "sixty-nine point six six billion yuan" is heard: the words
that both have stand fast, and what lies between two of them is shared out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from moderator.values.language import HAN

_AROUND = ".,;:?!…\"'()[]{}—–-“”‘’«»"
_UNIT = re.compile(rf"[{HAN}]|[^\s{HAN}/]+/(?=[^\W\d_])|[^\s{HAN}]+")
_LETTER = re.compile(r"\w")
_OPENS = "“‘«《〈「『【（([{\"'"
_LETTERS_OF_A_DIGIT = 5
"""Those of `seven`: what a digit counts for where letters are shared out."""

_YEAR, _LETTERS_OF_A_YEAR = re.compile(r"[12]\d{3}"), 15
"""Years are said in pairs: `twenty twenty-five`."""

_SYLLABLE_MS = 300
"""A Mandarin syllable at most, so that the pause after a phrase is no part of it."""


@dataclass(frozen=True)
class Heard:
    """One word of a text, or one of its characters where there are no spaces.

    Attributes:
        text: as written, with the punctuation around it.
        at_ms: when it is first heard, from the line's beginning.
        known: whether the engine told that; else it is shared out.
        spaced: whether a space stands before it.
    """

    text: str
    at_ms: int
    known: bool = True
    spaced: bool = True


@dataclass(frozen=True)
class _Token:
    word: str
    at_ms: int
    known: bool


def heard_words(
    text: str, spoken: str, words_ms: Sequence[int], duration_ms: int
) -> tuple[Heard, ...]:
    """Give every word of a line as it is written its time.

    Args:
        text: as captions show it.
        spoken: as it was rendered.
        words_ms: when each word of `spoken` is heard; shared out where they are not as many.
        duration_ms: the length of the line.
    """
    units = _units(text)
    tokens = _tokens(spoken, words_ms, duration_ms)
    if not tokens:
        return tuple(Heard(unit, 0, False, spaced) for unit, spaced in units)
    times: list[tuple[int, bool]] = []
    plain, said = [_plain(unit) for unit, _ in units], [token.word for token in tokens]
    one = two = 0
    for block in SequenceMatcher(None, plain, said, autojunk=False).get_matching_blocks():
        after = tokens[two:] or tokens[-1:]
        times += _shared_out(plain[one : block.a], tokens[two : block.b], after)
        anchors = tokens[block.b : block.b + block.size]
        times += [(token.at_ms, token.known) for token in anchors]
        one, two = block.a + block.size, block.b + block.size
    return tuple(
        Heard(unit, at_ms, known, spaced)
        for (unit, spaced), (at_ms, known) in zip(units, times, strict=True)
    )


def _units(text: str) -> list[tuple[str, bool]]:
    """The words of a text, and whether a space stands before each; signs go with a word."""
    units: list[tuple[str, bool]] = []
    opening = ""
    for match in _UNIT.finditer(text):
        spaced = match.start() > 0 and text[match.start() - 1].isspace()
        piece = match.group()
        if not _LETTER.search(piece):
            closing = piece.rstrip(_OPENS) if units else ""
            if closing:
                units[-1] = (units[-1][0] + " " * spaced + closing, units[-1][1])
            opening += piece[len(closing) :]
            continue
        head = re.match(r"^\W*", piece)
        closing = head.group() if head and units and not spaced and not opening else ""
        closing = closing.rstrip(_OPENS)
        if closing:  # what ends the character before
            units[-1] = (units[-1][0] + closing, units[-1][1])
        units.append((opening + piece[len(closing) :], spaced))
        opening = ""
    if opening and units:
        units[-1] = (units[-1][0] + opening, units[-1][1])
    return units


def _tokens(spoken: str, words_ms: Sequence[int], duration_ms: int) -> list[_Token]:
    """The words that are spoken; of a phrase in Mandarin each character."""
    words = [word for word in spoken.split() if word.strip(_AROUND)]
    words = [word for word in words if _LETTER.search(word)]
    counted = len(words) == len(words_ms)
    if not counted:
        words_ms = [duration_ms * number // len(words) for number in range(len(words))]
    tokens: list[_Token] = []
    for number, word in enumerate(words):
        begin = words_ms[number]
        end = words_ms[number + 1] if number + 1 < len(words) else duration_ms
        parts = [part for part in _UNIT.findall(word) if _LETTER.search(part)]
        each_ms = min((end - begin) // len(parts), _SYLLABLE_MS)
        tokens += [
            _Token(_plain(part), begin + each_ms * place, counted and place == 0)
            for place, part in enumerate(parts)
        ]
    return tokens


def _shared_out(
    plain: Sequence[str], between: Sequence[_Token], after: Sequence[_Token]
) -> list[tuple[int, bool]]:
    """The times of words that are spoken otherwise than they are written."""
    if not plain:
        return []
    if not between:
        return [(after[0].at_ms, False)] * len(plain)
    weights = [_letters(word) for word in plain]
    letters = [max(1, len(token.word)) for token in between]
    times: list[tuple[int, bool]] = []
    token = passed = 0
    for number in range(len(plain)):
        share = sum(weights[:number]) * sum(letters) / sum(weights)
        # at least one is left for each word that follows
        last = max(token, len(between) - (len(plain) - number))
        while token < last and passed + letters[token] / 2 < share:
            passed += letters[token]
            token += 1
        alone = len(plain) == len(between) or number == 0
        times.append((between[token].at_ms, alone and between[token].known))
    return times


def _letters(word: str) -> int:
    """How many letters a word has when it is spoken, about."""
    if _YEAR.fullmatch(word):
        return _LETTERS_OF_A_YEAR
    digits = sum(character.isdigit() for character in word)
    return max(1, len(word) - digits + _LETTERS_OF_A_DIGIT * digits)


def _plain(word: str) -> str:
    return "".join(re.findall(r"\w+", word)).casefold()
