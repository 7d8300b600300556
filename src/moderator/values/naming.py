"""What each language calls somebody or something."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Naming:
    """Words that each language has its own of, such as a name or an office.

    Attributes:
        english: as a line in English has them.
        mandarin: as a line in Mandarin has them.
    """

    english: str
    mandarin: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read words that are the same in both."""
        return cls(text, text)

    def written(self) -> str:
        """Return the words in English."""
        return self.english

    def said(self) -> str:
        """Return the words in English; a lexicon says how they are pronounced."""
        return self.english
