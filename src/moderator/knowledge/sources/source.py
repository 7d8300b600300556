"""The interface of a source, and what one says when it is asked."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from typing_extensions import override

from moderator.values.quantity import Value

LIVE: Mapping[str, str] = {
    "clock.time": "the time of day in the show's time zone",
    "clock.date": "the date in the show's time zone",
    "clock.weekday": "the day of the week in the show's time zone",
    "show.over": "how the show stands against its plan: 'on time', '3 minutes late'",
    "show.left": "how long the show still takes: 'about 25 minutes'",
    "show.next": "the cue that comes next, by its name",
    "show.next_speaker": "who speaks next",
    "show.heard": "whose talks have been heard so far",
    "robot.battery": "the charge left in the robot's battery",
    "robot.temperature": "the robot's hottest actuator",
}
"""Facts that every show has beside its sheet: read when they are spoken, never beforehand."""

AS_OF = "as_of"
"""What every source of a show's own also knows: the time that its facts hold for."""


@dataclass(frozen=True)
class Reading:
    """What a source says of one fact.

    Attributes:
        value: the fact.
        as_of: the moment that it holds for.
        source: who says so.
        good_for_ns: how old it may be and still be told as news; None of what does not age.
    """

    value: Value
    as_of: datetime
    source: str
    good_for_ns: int | None = None


Tell = Callable[[Literal["notice", "warning"], str], object]
"""Takes what a person should know of a source, in words."""


class Source(ABC):
    """Where facts come from that are read when they are spoken.

    Args:
        name: how the names of its facts begin.
        knows: the rest of their names.

    Attributes:
        takes_time: whether it has to be asked before the show, and again.
    """

    takes_time: bool = False

    def __init__(self, name: str, knows: Sequence[str]) -> None:
        self.name = name
        self.knows = tuple(knows)

    @abstractmethod
    def read(self, fact: str) -> Reading:
        """What it says of one of its facts now; at once.

        Args:
            fact: its name without the source's.

        Raises:
            SourceSilent: it does not answer.
        """

    async def prepare(self, tell: Tell) -> None:  # noqa: B027 — most know at once
        """Ask before the show for what takes time; one that fails says so by `tell`."""

    async def keep_fresh(self, tell: Tell) -> None:  # noqa: B027 — and what they say is new
        """Go on asking until this is cancelled; it returns where nothing ages."""


Live = Mapping[str, Source]
"""Sources by name."""


class Now(Source):
    """Known in the very moment in which it is asked.

    Args:
        name: how the names of its facts begin.
        reads: what reads each of them; may raise SourceSilent.
        date: the date and time now.
        source: who says so; else what `LIVE` has.
    """

    def __init__(
        self,
        name: str,
        reads: Mapping[str, Callable[[], Value]],
        date: Callable[[], datetime],
        source: str = "",
    ) -> None:
        super().__init__(name, tuple(reads))
        self._reads = reads
        self._date = date
        self._source = source

    @override
    def read(self, fact: str) -> Reading:
        source = self._source or LIVE.get(f"{self.name}.{fact}", "")
        return Reading(self._reads[fact](), self._date(), source)
