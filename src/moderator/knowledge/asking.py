"""Which part of what was said asks, and which only leads to the question."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from moderator.knowledge.english import english, words_of

Words = tuple[str, ...]
Carries = Callable[[Words], bool]

_W = frozenset("who whom whose what which when where why how".split())
_VERBS = frozenset(
    """
    is are was were am do does did has have had can could will would shall should may might must
    """.split()
)
_TELL = frozenset(
    """
    ask asks asked asking know knows knew tell tells told wonder wonders wondering wondered hear
    heard say says said see explain describe curious interested sure question understand remind show
    idea
    """.split()
)
_REQUESTS = frozenset("explain tell describe name list give help remind introduce show say".split())
_OPENERS = frozenset(
    "so and but then or well now okay ok um uh er erm also please pray yes no perhaps".split()
)
_PREPOSITIONS = frozenset("by from in of to at on for with until since under".split())
_SUBJECTS = frozenset("i you he she it we they there this that these those one".split())
_POINTS_BACK = frozenset("it its they them their he she his her".split())
_MAY_POINT_BACK = frozenset("this that these those".split())
_ASIDES = frozenset(
    {"right", "what", "correct", "you know", "i mean", "if i may", "or not", "or no", "or what"}
)
_YEARS = frozenset({"this year", "last year", "next year"})

POINTED_AT, MAYBE_POINTED_AT, STATED = 0.7, 0.1, 0.5
"""How much words count against an answer in what a question points back to, in what it may point
back to, and in a long sentence that asks nothing."""

LED_UP, SAID_BEFORE = 0.8, 0.9
"""How much words count for an answer that lead to a question, and to one that is nothing alone."""


@dataclass(frozen=True)
class Part:
    """Words that count alike.

    Attributes:
        words: as mended.
        speaks_for: how much a word that an answer has counts for it, 0 to 1.
        speaks_against: how much a word that it has not counts against it, 0 to 1.
    """

    words: Words
    speaks_for: float = 1.0
    speaks_against: float = 1.0


@dataclass(frozen=True)
class Piece:
    """What was said between two marks.

    Attributes:
        words: its words.
        ends: whether its sentence ends with it.
    """

    words: Words
    ends: bool


def pieces(said: str) -> list[Piece]:
    """What was said, in pieces; words that only ask for agreement are left out."""
    found = []
    for sentence in re.split(r"(?<=[.?!;])\s+", said.strip()):
        parts = [words_of(part) for part in re.split(r"[,:()\"]|\s[–—-]\s", sentence)]
        kept = [part for part in parts if part and not _only_agrees(part)]
        found += [Piece(part, number == len(kept)) for number, part in enumerate(kept, 1)]
    return found


def _only_agrees(words: Words) -> bool:
    """Whether it is a tag or an aside: `isn't it`, `do they`, `you know`."""
    rest = [word for word in words if word != "not"]
    return (
        " ".join(words) in _ASIDES
        or set(words) <= _OPENERS
        or (len(rest) == 2 and rest[0] in _VERBS and rest[1] in _SUBJECTS)
    )


def readings(said: Sequence[Piece], carries: Carries, familiar: Carries) -> Iterator[list[Part]]:
    """What was said, by how much it counts; what asks comes last.

    Args:
        said: in pieces.
        carries: whether an answer can be told by some words.
        familiar: whether all of some words are those of answers.

    Yields:
        First as if the last question in it were meant, then the one before.
    """
    starts = [(number, _asks_from(piece.words)) for number, piece in enumerate(said)]
    asks = [(number, at) for number, at in starts if at is not None]
    if not asks:
        yield _statement(said)
    for number, at in reversed(asks):
        asking, before = _apart(said, number, at, familiar)
        yield [*_pointed_at(before, asking, carries), Part(asking)]


def _apart(
    said: Sequence[Piece], number: int, at: int, familiar: Carries
) -> tuple[Words, list[Part]]:
    """What asks, from a word of a piece on, and what led up to it."""
    asking = said[number].words[at:]
    asking += tuple(word for piece in said[number + 1 :] for word in piece.words)
    before: list[Part] = []
    for earlier, piece in enumerate(said[:number]):
        same = not any(other.ends for other in said[earlier:number])
        if same and _is_fronted(piece.words):
            asking = (*piece.words, *asking)
        elif same and earlier == number - 1 and len(piece.words) <= 4 and familiar(piece.words):
            before.append(Part(piece.words, 1.0, POINTED_AT))
        else:
            before.append(Part(piece.words, LED_UP, 0.0))
    opening = said[number].words[:at]
    if not set(opening) <= _OPENERS:
        before.append(Part(opening, LED_UP, 0.0))
    return asking, before


def _pointed_at(before: list[Part], asking: Words, carries: Carries) -> list[Part]:
    """What led up to a question, where that points back: `is it growing`, `what does that mean`."""
    if not before:
        return []
    *rest, last = before
    if not carries(asking):
        rest = [replace(part, speaks_for=max(part.speaks_for, SAID_BEFORE)) for part in rest]
        return [*rest, Part(last.words, 1.0, POINTED_AT if carries(last.words) else 0.0)]
    if _POINTS_BACK & set(asking[:-1]):
        return [*rest, Part(last.words, 1.0, POINTED_AT)]
    if _may_point_back(asking):
        return [*rest, Part(last.words, 1.0, MAYBE_POINTED_AT)]
    return before


def _may_point_back(asking: Words) -> bool:
    """Whether there is a `this` or `those` that no noun follows."""
    pairs = zip(asking, (*asking[1:], ""), strict=True)
    return any(
        word in _MAY_POINT_BACK and (not after or after in english().small) for word, after in pairs
    )


def _statement(said: Sequence[Piece]) -> list[Part]:
    """Where nothing asks: the last sentence."""
    begins = max((number for number, piece in enumerate(said[:-1], 1) if piece.ends), default=0)
    last = tuple(word for piece in said[begins:] for word in piece.words)
    led_up = [Part(piece.words, LED_UP, 0.0) for piece in said[:begins]]
    return [*led_up, Part(last, 1.0, 1.0 if len(last) < 7 else STATED)]


def _is_fronted(words: Words) -> bool:
    """Whether it belongs to the question after it: `of all trade`, `this year`."""
    return len(words) <= 7 and (words[0] in _PREPOSITIONS or " ".join(words[:2]) in _YEARS)


def _asks_from(words: Words) -> int | None:
    """Where in a piece the asking begins; None when it does not ask."""
    begin = next((at for at, word in enumerate(words) if word not in _OPENERS), len(words))
    found = begin if _begins_to_ask(words[begin:]) else None
    told: int | None = None
    for at, word in enumerate(words):
        if word in _TELL:
            told = at
        elif (
            told is not None
            and at - told <= 4
            and (word in _W or word in ("whether", "if", "about"))
        ):
            found = at - (words[at - 1] in _PREPOSITIONS and at - 1 > told)
            told = None
    return found


def _begins_to_ask(words: Words) -> bool:
    if not words:
        return False
    return (
        words[0] in _W | _VERBS
        or (words[0] in _PREPOSITIONS and bool(_W & set(words[1:3])))
        or (words[0] in _REQUESTS and len(words) > 1)
        or (words[0] == "you" and words[1:2] in (("could",), ("can",), ("might",)))
    )
