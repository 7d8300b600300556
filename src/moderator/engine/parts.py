"""What a run of a show is put together from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from moderator.cues.action import Lengths
from moderator.cues.materials import Materials
from moderator.engine.book import Book
from moderator.engine.clock import ShowClock
from moderator.engine.moves import Moves
from moderator.engine.programme import Programme
from moderator.engine.speakers import Speakers
from moderator.engine.speaking import Speaker
from moderator.engine.supervision import Supervision, Unsupervised
from moderator.engine.tally import Tally
from moderator.engine.timekeeper import Timekeeper
from moderator.engine.variants import Variants
from moderator.hearing import Ears
from moderator.hearing.gate import Gate
from moderator.journal.journal import Journal
from moderator.knowledge.knowledge import Knowledge
from moderator.outputs.messages import Outputs
from moderator.people import People
from moderator.robot import Check, Limit, Robot
from moderator.show.limits import limits_of
from moderator.show.model import Show
from moderator.show.rundown import Rundown
from moderator.values.chance import Chance
from moderator.voice.master import Master


@dataclass(frozen=True)
class Parts:
    """The parts of one run; the command line wires them together.

    Attributes:
        book: the show as it is performed.
        robot: the robot.
        people: the humans, live or simulated.
        speaker: the robot's voice.
        player: sound on the show computer, through its master.
        outputs: lights, screens, sound desks.
        knowledge: facts.
        journal: the record.
        clock: the show's clock.
        time: the rundown as it stands; planned, expected and actual times.
        programme: what has been heard, and what comes.
        chance: random streams.
        variants: which variant of a motion is made.
        ears: what hears the host.
        speakers: who has been introduced and heard, and who has the stage.
        gate: what the hall sounds like.
        moves: the motions that cues make now.
        supervision: the second way to stop the robot.
        words: whether all that may be spoken is approved; nothing where nobody has to.
    """

    book: Book
    robot: Robot
    people: People
    speaker: Speaker
    player: Master
    outputs: Outputs
    knowledge: Knowledge
    journal: Journal
    clock: ShowClock
    time: Timekeeper
    speakers: Speakers
    programme: Programme
    chance: Chance
    variants: Variants
    ears: Ears = field(default_factory=Ears)
    gate: Gate = field(default_factory=Gate)
    moves: Moves = field(default_factory=Moves)
    supervision: Supervision = field(default_factory=Unsupervised)
    words: Callable[[], Sequence[Check]] = tuple

    @property
    def show(self) -> Show:
        """What is written now."""
        return self.book.show

    @property
    def materials(self) -> Materials:
        """What it refers to."""
        return self.book.materials

    @property
    def lengths(self) -> Lengths:
        """How long things take: lines as they were rendered."""
        return self.book.lengths

    @property
    def rundown(self) -> Rundown:
        """The cues in order as they stand now, with planned times."""
        return self.time.rundown

    @cached_property
    def tally(self) -> Tally:
        """How many cues ended which way."""
        return Tally(self.journal)

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """What the robot must not pass, in order."""
        return limits_of(self.show.limits, self.materials.robot)
