"""What a listener is: something that turns what is said in the hall into text."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """What a listener made of what was said.

    Attributes:
        text: the words; empty when there were none, or none that it would stand by.
        source: the listener's name.
        confidence: 0 to 1.
        language: of the words, such as `en` or `zh`; empty when it does not know.
    """

    text: str
    source: str
    confidence: float = 1.0
    language: str = ""


class Listener(ABC):
    """Something that hears questions. All calls come from one running asyncio loop.

    Push-to-talk is pressed and released; a listener that needs none, because its words come from
    elsewhere, does nothing then.

    Attributes:
        name: what the record calls it.
        trouble: why it is known to hear nothing now, in words; empty when it does.
    """

    name: str
    trouble: str = ""

    async def prepare(self, questions: Sequence[str]) -> None:  # noqa: B027 — none need it
        """Make ready in preflight, so that the first question is heard as fast as the others.

        Args:
            questions: the ways in which the show's scripted questions are asked.

        Raises:
            CannotStart: it cannot hear anything; the message says why and what to do.
        """

    @abstractmethod
    async def hear(self) -> Heard:
        """Wait for the next thing that is said; cancelling it means that nobody waits any more."""

    def press(self) -> None:  # noqa: B027 — none need it
        """Push-to-talk is held from now on: what is said is meant for the robot."""

    def release(self) -> None:  # noqa: B027 — none need it
        """It is held no more: what was said since is all of it."""

    def forget(self) -> None:  # noqa: B027 — none need it
        """The turn has ended: what was said until now, and is not heard yet, is for nobody."""

    async def close(self) -> None:  # noqa: B027 — none need it
        """Let go of the microphone and of any process."""
