"""Variants of a motion: `wave.2` and `wave.3` beside `wave`, each a motion of its own."""

from collections.abc import Iterable


def family(name: str) -> str:
    """What a motion is a variant of: `wave` for `wave.2`, and for `wave` itself."""
    return _split(name)[0]


def variants_among(names: Iterable[str], asked: str) -> list[str]:
    """The motions, of those there are, that a show means by a name.

    Args:
        names: full names of the motions there are.
        asked: a motion's name, for any of its variants, or a full name for that one. `wave.1` is
            the one that is called `wave`.

    Returns:
        Full names by number; empty where there is no such motion.
    """
    head, number = _split(asked)
    there = sorted((_split(name)[1], name) for name in names if family(name) == head)
    if number == 0:
        return [name for _, name in there]
    exact = [name for _, name in there if name == asked]
    return exact or [name for _, name in there if name == head and number == 1]


def means(asked: str, name: str) -> bool:
    """Whether a motion is one that somebody who names `asked` means."""
    return variants_among([name], asked) == [name]


def _split(name: str) -> tuple[str, int]:
    """A family and the number in it, 0 where none is written."""
    head, dot, number = name.rpartition(".")
    return (head, int(number)) if dot and head and number.isdecimal() else (name, 0)
