"""What a recogniser is: it makes words of sound, in a process of its own."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Recognised:
    """What was said.

    Attributes:
        text: the words; empty when there were none that it would stand by.
        confidence: 0 to 1.
        language: of the words, such as `en`; empty when it does not know.
    """

    text: str
    confidence: float
    language: str = ""


class Recogniser(ABC):
    """Makes words of sound: 16 kHz, 16 bits, one channel.

    Everything it needs is loaded where it is made, which raises CannotStart when that cannot be.

    Args:
        setting: its own, such as a model's folder; empty where none is given.
        questions: what is likely to be asked.
    """

    @abstractmethod
    def __init__(self, setting: str, questions: Sequence[str]) -> None: ...

    @abstractmethod
    def take(self, block: bytes) -> None:
        """Take the next sound; the first after `end` begins another utterance."""

    @abstractmethod
    def end(self) -> Recognised:
        """Everything has been said."""
