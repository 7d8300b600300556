"""What every kind of cue is: written, claiming, checked, performed."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol

from pydantic import Field

from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.cues.written import CueNumber, MotionName, Title, Word, Written
from moderator.robot import Outcome


class Lengths(Protocol):
    """How long things take: estimated by a check, measured by a plan. Nanoseconds."""

    def line_ns(self, text: str) -> int:
        """A spoken line."""

    def mark_ns(self, text: str, mark: str) -> int:
        """From a spoken line's beginning to one of its marks."""

    def motion_ns(self, name: str) -> int:
        """A motion, in the longest of its variants."""

    def shortest_motion_ns(self, name: str) -> int:
        """A motion, in the shortest of its variants."""

    def sound_ns(self, file: str) -> int:
        """A sound file of the show."""

    def lead_ns(self, text: str) -> int:
        """From a spoken line's beginning to its first word."""

    def voice_latency_ns(self) -> int:
        """From what the robot is to say until its own voice is heard."""

    def apex_ns(self, motion: str) -> int:
        """From a motion's beginning to its apex, in the variant where that is longest."""


@dataclass(frozen=True)
class Span:
    """A time in which resources are held, nanoseconds from the moment of what holds them."""

    begin_ns: int
    end_ns: int
    claims: Claims

    def later(self, by_ns: int) -> "Span":
        """The same, later."""
        return Span(self.begin_ns + by_ns, self.end_ns + by_ns, self.claims)


class Heading(Written):
    """What the actions of a cue share."""

    called: ClassVar[str] = "a cue"

    cue: CueNumber = Field(description="its number, unique in the show")
    name: Title | None = Field(None, description="what the rundown calls it")
    gestures: dict[Word, MotionName] = Field({}, description="the motion made at each [mark: name]")


class Action(Written, ABC):
    """One thing that a cue does."""

    kind: ClassVar[str]
    """The key it is written under."""

    @abstractmethod
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        """What nobody else may use meanwhile."""

    @abstractmethod
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        """Note every problem; `path` is where the action stands in the document."""

    @abstractmethod
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        """How long it is planned to take, nanoseconds."""

    def lead_ns(self, heading: Heading, lengths: Lengths) -> int:  # noqa: ARG002 # most have none
        """How long before its moment it has to begin, nanoseconds.

        The moment of a line is its first word, that of a motion its apex where it says so.
        """
        return 0

    def after_ns(self, heading: Heading, lengths: Lengths) -> int:
        """How long it is planned to take from its moment on, nanoseconds."""
        return self.length_ns(heading, lengths)

    def spans(self, heading: Heading, lengths: Lengths, materials: Materials) -> Iterator[Span]:
        """When it is planned to hold what."""
        ends_ns = self.after_ns(heading, lengths)
        begins_ns = ends_ns - self.length_ns(heading, lengths)
        yield Span(begins_ns, ends_ns, self.claims(heading, materials))

    def check_times(
        self, path: Path_, heading: Heading, lengths: Lengths, checking: Checking
    ) -> None:
        """Note every problem that planned lengths show, where nothing else is wrong."""

    @abstractmethod
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        """Do it, and return when it has physically ended.

        Cancelling the task ends it; everything it began is ended first.
        """

    def is_under(self) -> bool:
        """Whether it is ended when the cue's other actions have ended."""
        return False

    def lines(self) -> Iterator[str]:
        """Every line it can speak, for rendering beforehand."""
        yield from ()

    def within(self) -> Iterator[tuple[str, int]]:
        """Each line that has to fit into a time, and that time, nanoseconds."""
        yield from ()

    def must_say(self) -> Iterator[str]:
        """The lines without which it cannot be done: where others fail, it has a way out."""
        yield from self.lines()

    def in_order(self) -> Iterator[str]:
        """What it says when all goes as it is written, in order."""
        yield from self.must_say()

    def shows(self) -> Iterator[str]:
        """Every text with places for facts that it shows without speaking it."""
        yield from ()

    def sounds(self) -> Iterator[str]:
        """Every sound file of the show that it plays."""
        yield from ()

    def devices(self) -> Iterator[str]:
        """Every device of the show that it sends to."""
        yield from ()

    def motions(self, heading: Heading) -> Iterator[str]:
        """Every motion it can make, as the show names them, for loading beforehand."""
        yield from heading.gestures.values()

    @abstractmethod
    def described(self, materials: Materials) -> str:
        """What the rundown calls it when the cue has no name."""
