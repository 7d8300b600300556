"""The rows of the operator's screen for a dialogue: what is typed, and the draft that waits."""

import math
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from moderator.console.typed import Typing
from moderator.people import Cited, Draft
from moderator.values.duration import NS_PER_S

_WIDTH = 78
_RED = "bold white on red"
_ANSWER_ROWS, _FACTS, _OFFERED = 3, 3, 2
_FOUND = {
    "scripted": "written for this question",
    "facts": "made from facts",
    "model": "worded by a language model",
}

Row = tuple[Text, int]
"""A text, and how many lines it may take."""


def typed_rows(typing: Typing) -> Iterator[Row]:
    """The line that is being typed, and the scripted questions that fit it."""
    head = " ? " if typing.of == "question" else " say: "
    shown = _plain(typing.text)[-(_WIDTH - len(head)) :]
    yield _row(f"{head}{shown}▏", "bold yellow")
    if typing.kept:
        yield _row(f" {typing.kept}: Enter keeps the line, Backspace drops it ", _RED)
    for number, way in enumerate(typing.fitting):
        taken = number == typing.taken
        yield _row(f"   {'▸' if taken else ' '} {_plain(way)}", "bold" if taken else "dim")


def draft_rows(draft: Draft, now_ns: int) -> Iterator[Row]:
    """What the operator decides on: the answer, its facts, what may be said instead."""
    left_s = max(0, math.ceil((draft.due_ns - now_ns) / NS_PER_S))
    how = _FOUND.get(draft.how, draft.how) if draft.answer else "no answer was found"
    yield _row(f" DRAFT, {how}: {left_s} s left ", "bold black on yellow")
    yield _row(f" asked: {_plain(draft.question)}", "dim")
    if draft.answer:
        answer = Text(f" {_plain(draft.answer)}", style="bold", overflow="ellipsis")
        yield answer, min(_ANSWER_ROWS, math.ceil((cell_len(draft.answer) + 1) / _WIDTH))
    yield from _facts(draft.cited)
    yield from _offered(draft.offered)


def talk_row(held: Sequence[str]) -> Row:
    """Who holds push-to-talk."""
    return _row(f" ● TALKING: {', '.join(held)} ", _RED)


def _facts(cited: Sequence[Cited]) -> Iterator[Row]:
    shown = len(cited) if len(cited) <= _FACTS else _FACTS - 1
    for fact in cited[:shown]:
        as_of = f", as of {fact.as_of}" if fact.as_of else ""
        yield _row(_plain(f"   {fact.fact} = {fact.written}{as_of} · {fact.source}"), "cyan")
    if more := cited[shown:]:
        yield _row(_plain(f"   and {', '.join(fact.fact for fact in more)}"), "cyan")


def _offered(offered: Sequence[tuple[str, str]]) -> Iterator[Row]:
    """The first in full; of the others the ids."""
    for number, (answer, line) in enumerate(offered[:_OFFERED], 1):
        yield _row(_plain(f" {number} {answer}: {line}"))
    if more := offered[_OFFERED:]:
        ids = " · ".join(f"{n} {answer}" for n, (answer, _) in enumerate(more, _OFFERED + 1))
        yield _row(f" {ids}")


def _row(words: str, style: str = "") -> Row:
    return Text(words, style=style, no_wrap=True, overflow="ellipsis"), 1


def _plain(words: str) -> str:
    """Words without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in words)
