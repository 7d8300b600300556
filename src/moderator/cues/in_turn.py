"""Lines that are said in turn, those of each language apart from the others."""

from collections.abc import Iterator, Sequence
from itertools import cycle

from moderator.values.language import Language, has_mandarin, in_language


class InTurn:
    """Lines in turn.

    Args:
        lines: those there are, in any language; one that cannot be spoken here is left out.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = speakable(lines)
        self._turns: dict[Language, Iterator[str]] = {}

    def of(self, language: Language) -> Iterator[str]:
        """The lines in a language, over and over; those there are when none is in it."""
        if language not in self._turns:
            self._turns[language] = cycle(in_language(language, self._lines))
        return self._turns[language]


def speakable(lines: Sequence[str]) -> Sequence[str]:
    """Those of some lines that can be spoken here: all when what Mandarin needs is installed."""
    english = in_language("en", lines)
    return lines if len(english) < len(lines) and has_mandarin() else english
