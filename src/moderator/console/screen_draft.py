"""The rows of the operator's screen for a dialogue: what is typed, and the draft that waits."""

import math
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from moderator.console.typed import Typing
from moderator.people import Cited, Draft
from moderator.values.duration import NS_PER_S

_WIDTH = 78
_WRAPPED = 70
"""Letters of a line that ends with a whole word, about."""
_RED = "bold white on red"
_ANSWER_ROWS, _FACTS, _OFFERED_ROWS = 3, 3, 2
_ROOM = 13
"""Rows of a draft: they leave room for what else matters in a terminal of 24."""
_FOUND = {
    "scripted": "written for this question",
    "facts": "made from facts",
    "model": "worded by a language model",
}

_HEADS = {"question": " ? ", "answer": " say: ", "order": " : "}

Row = tuple[Text, int]
"""A text, and how many lines it may take."""


def typed_rows(typing: Typing) -> Iterator[Row]:
    """The line that is being typed, and the scripted questions that fit it."""
    head = _HEADS[typing.of]
    shown = _plain(typing.text)[-(_WIDTH - len(head)) :]
    yield _row(f"{head}{shown}▏", "bold yellow")
    if typing.kept:
        yield _row(f" {typing.kept}: Enter keeps the line, Backspace drops it ", _RED)
    for number, way in enumerate(typing.fitting):
        taken = number == typing.taken
        yield _row(f"   {'▸' if taken else ' '} {_plain(way)}", "bold" if taken else "dim")


def draft_rows(draft: Draft, now_ns: int, *, typing: bool = False) -> Iterator[Row]:
    """What the operator decides on: the answer, its facts, what may be said instead.

    Args:
        draft: what waits.
        now_ns: the show's time.
        typing: whether a line is typed: then no key picks what may be said instead.
    """
    rows = list(_found(draft, now_ns))
    yield from rows
    if not typing:
        yield from _offered(draft.offered, _ROOM - sum(lines for _, lines in rows))


def _found(draft: Draft, now_ns: int) -> Iterator[Row]:
    left_s = max(0, math.ceil((draft.due_ns - now_ns) / NS_PER_S))
    how = _FOUND.get(draft.how, draft.how) if draft.answer else "no answer was found"
    yield _row(f" DRAFT, {how}: {left_s} s left ", "bold black on yellow")
    yield _row(f" asked: {_plain(draft.question)}", "dim")
    if draft.answer:
        yield _rows(f" {draft.answer}", _ANSWER_ROWS, "bold")
    yield from _facts(draft.cited)


def talk_row(held: Sequence[str], *, deaf: bool) -> Row:
    """Who holds push-to-talk, and whether anything listens.

    Args:
        held: who holds it.
        deaf: whether no listener hears.
    """
    listens = "· but no listener hears (--hear NAME) " if deaf else ""
    return _row(f" ● TALKING: {', '.join(held)} {listens}", _RED)


def _facts(cited: Sequence[Cited]) -> Iterator[Row]:
    shown = len(cited) if len(cited) <= _FACTS else _FACTS - 1
    for fact in cited[:shown]:
        as_of = f", as of {fact.as_of}" if fact.as_of else ""
        yield _row(_plain(f"   {fact.fact} = {fact.written}{as_of} · {fact.source}"), "cyan")
    if more := cited[shown:]:
        yield _row(_plain(f"   and {', '.join(fact.fact for fact in more)}"), "cyan")


def _offered(offered: Sequence[tuple[str, str]], room: int) -> Iterator[Row]:
    """The lines of as many as there is room for; of the others the ids."""
    rows = [
        _rows(f" {number} {answer}: {line}", _OFFERED_ROWS)
        for number, (answer, line) in enumerate(offered, 1)
    ]
    shown = len(rows)
    while sum(lines for _, lines in rows[:shown]) + (shown < len(rows)) > room:
        shown -= 1
    yield from rows[:shown]
    if more := offered[shown:]:
        ids = " · ".join(f"{n} {answer}" for n, (answer, _) in enumerate(more, shown + 1))
        yield _row(f" {ids}")


def _rows(words: str, most: int, style: str = "") -> Row:
    """Words that take more than one line, where they are long."""
    letters = cell_len(words)
    lines = 1 if letters <= _WIDTH else math.ceil(letters / _WRAPPED)
    return Text(_plain(words), style=style, overflow="ellipsis"), min(most, lines)


def _row(words: str, style: str = "") -> Row:
    return Text(words, style=style, no_wrap=True, overflow="ellipsis"), 1


def _plain(words: str) -> str:
    """Words without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in words)
