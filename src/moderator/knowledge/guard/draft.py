"""A draft taken apart: its sentences, with the figures, times and words in them.

Figures are brought to one form, so that `RMB 69,660 million` and `sixty-nine point six six billion
yuan` are the same, and nothing else is: there is no rounding here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from moderator.knowledge.guard.figures import figure_at, unit_at
from moderator.knowledge.guard.times import Form, time_at
from moderator.knowledge.guard.tokens import Tokens
from moderator.knowledge.guard.vocabulary import key, rephrased
from moderator.values.number_words import VAGUE

_NOT_POWERS = re.compile("[^²³]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\s*\n\s*")
_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W\d_])")
_ABBREVIATED = re.compile(r"\bU\.\s?S\.(?:\s?A\.)?|\bU-S\b")
_SIGNS = str.maketrans("’‘−“”", "''-\"\"")
_BREAKS = frozenset(',;:()[]—–"')
_TO = ("to", "-", "–", "—", "through")
_QUALIFIERS = ("since", "before", "after", "until", "till", "pre", "post", "early", "late", "mid")


@dataclass(frozen=True)
class Item:
    """A word, a figure, a time or a break.

    Attributes:
        kind: which of them.
        text: as the draft has it.
        form: of a figure or time, what it is.
        key: of a word, what it is compared by.
        name: whether a word has a capital.
    """

    kind: Literal["word", "figure", "time", "break"]
    text: str
    form: Form = ()
    key: str = ""
    name: bool = False


def sentences(text: str) -> list[list[Item]]:
    """The items of each sentence, in order."""
    plain = _NOT_POWERS.sub(lambda part: unicodedata.normalize("NFKC", part.group()), text)
    plain = plain.translate(_SIGNS)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    plain = re.sub(r"(?<=\d)'s\b", "", _ABBREVIATED.sub("US", plain))
    read = (
        list(_spans(list(_items(Tokens(_HYPHEN.sub(" ", sentence))))))
        for sentence in _SENTENCE.split(rephrased(plain))
    )
    return [items for items in read if items]


def _items(tokens: Tokens) -> Iterator[Item]:
    at = 0
    while at < len(tokens):
        _, after = tokens.year(at)
        measured = after > at and bool(unit_at(tokens, after)[0])
        if time := time_at(tokens, at, measured):
            yield Item("time", tokens.between(at, time[1]), time[0])
            at = time[1]
        elif figure := figure_at(tokens, at):
            yield Item("figure", tokens.between(at, figure[1]), figure[0])
            at = figure[1]
        else:
            yield _word(tokens, at)
            at += 1


def _word(tokens: Tokens, at: int) -> Item:
    text, low = tokens.text[at], tokens.low[at]
    if low in VAGUE:
        return Item("figure", text, ("vague", low))
    if tokens.kind(at) == "word":
        bare = text.removesuffix("'s")
        return Item("word", bare, (), key(bare), text[0].isupper())
    return Item("break" if text in _BREAKS else "word", text)


def _spans(items: list[Item]) -> Iterator[Item]:
    """Put `from 2021 to 2024` together, and mark `before 2021`."""
    text = [item.text.lower() for item in items]
    at = 0
    while at < len(items):
        item = items[at]
        before = next((word for word in reversed(text[:at]) if word != "the"), "")
        joint = text[at + 1] if at + 2 < len(items) else ""
        if item.kind != "time":
            yield item
        elif joint and (joint in _TO or (joint, before) == ("and", "between")):
            span = _span(item, items[at + 2], short=joint in ("-", "–"))
            yield span or item
            at += 2 if span else 0
        elif before in _QUALIFIERS:
            yield replace(item, form=(before, *item.form[-1:]))
        else:
            yield item
        at += 1


def _span(first: Item, last: Item, *, short: bool) -> Item | None:
    """Two years as a span; where `short`, the last may have two figures."""
    match first.form, last.form:
        case ("year", begin), ("year", end):
            return Item("time", f"{first.text} to {last.text}", ("span", begin, end))
        case ("year", int(begin)), ("number", end) if short and re.fullmatch(r"\d\d", last.text):
            whole = begin // 100 * 100 + int(str(end))
            return Item("time", f"{first.text} to {last.text}", ("span", begin, whole))
    return None
