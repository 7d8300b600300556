"""What the engine asks of the humans in a show.

The operator, the host and the speakers are one object, so that live people at a console and
simulated ones in a rehearsal are changed one for the other by name. All waits are asyncio waits on
the running loop; cancelling one means that the answer is no longer wanted.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

from moderator.people.behaviour import Behaviour
from moderator.values.chance import Chance
from moderator.values.hall_sound import HallSound


@dataclass(frozen=True)
class Person:
    """Somebody in the show.

    Attributes:
        key: the key in the show's `people`.
        name: as written.
        office: as written, or empty.
    """

    key: str
    name: str
    office: str = ""


@dataclass(frozen=True)
class Standby:
    """What the next GO would do.

    Attributes:
        cue: the number of the cue on standby.
        says: in words, as the console shows it.
        fixed_in_ns: how long it is until its fixed time, for whoever is asked to press GO; 0 where
            it has none, or that has passed.
    """

    cue: str
    says: str
    fixed_in_ns: int = 0


@dataclass(frozen=True)
class Talk:
    """A human speaker's time on stage.

    Attributes:
        cue: number of the talk cue.
        by: who speaks.
        title: of the talk, or empty.
        allotted_ns: their time, nanoseconds.
    """

    cue: str
    by: Person
    title: str
    allotted_ns: int


@dataclass(frozen=True)
class Turn:
    """The host's turn to ask.

    Attributes:
        cue: number of the dialogue cue.
        host: who asks.
        number: which question this is, from 1.
        offered: (answer id, the ways it may be asked) of each scripted answer, in order.
        already: answer ids asked for so far.
        remaining_ns: time left in the dialogue, nanoseconds.
    """

    cue: str
    host: Person
    number: int
    offered: tuple[tuple[str, tuple[str, ...]], ...]
    already: tuple[str, ...]
    remaining_ns: int


@dataclass(frozen=True)
class Asked:
    """A question as it was heard.

    Attributes:
        text: the words.
        source: `simulated`, `keyboard`, or the listener's name.
        confidence: 0 to 1.
    """

    text: str
    source: str
    confidence: float = 1.0


@dataclass(frozen=True)
class Cited:
    """A fact in a draft, as the operator sees it.

    Attributes:
        fact: its name.
        written: its value, as captions show it.
        as_of: the time it holds for; empty when it does not age.
        source: who says so.
    """

    fact: str
    written: str
    as_of: str
    source: str


@dataclass(frozen=True)
class Draft:
    """An answer that waits for the operator's word, or the want of one.

    Attributes:
        cue: number of the dialogue cue.
        question: as heard.
        answer: as it would be spoken; empty when nothing was found.
        how: the way in which it was found; empty when nothing was.
        cited: the facts that it is made from.
        offered: (answer id, its line) of each scripted answer that may be given instead, the
            likeliest first.
        due_ns: when the scripted way out is taken, on the show's clock.
    """

    cue: str
    question: str
    answer: str
    how: str
    cited: tuple[Cited, ...]
    offered: tuple[tuple[str, str], ...]
    due_ns: int


@dataclass(frozen=True)
class Inquiry:
    """What a person is asked in preflight.

    Attributes:
        check: the name of the check.
        ask: the question; yes means that all is well.
    """

    check: str
    ask: str


@dataclass(frozen=True)
class Decision:
    """The operator's word on a draft, or a person's on a check of preflight.

    Attributes:
        approved: whether it may be spoken, or all is well.
        by: who decided.
        pick: id of the scripted answer to give instead; empty for none.
        text: what to say instead, as typed; empty for nothing.
    """

    approved: bool
    by: str
    pick: str = ""
    text: str = ""


@dataclass(frozen=True)
class PeopleSetup:
    """What people are made with.

    Attributes:
        behaviour: the show's `rehearsal` section; real people ignore it.
        chance: random streams.
        sounds: told what the hall sounds like; real people are heard with a microphone.
    """

    behaviour: Behaviour = field(default_factory=Behaviour)
    chance: Chance = field(default_factory=lambda: Chance(0))
    sounds: Callable[[HallSound], None] = lambda _: None


class People(ABC):
    """The humans in a show.

    Args:
        setup: behaviour and random streams.
    """

    def __init__(self, setup: PeopleSetup) -> None:
        self.setup = setup

    @abstractmethod
    async def call(self, standby: Standby) -> str:
        """Wait until the operator presses GO for what is on standby; return where it came from."""

    @abstractmethod
    async def walk_on(self, talk: Talk, within_ns: int) -> bool:
        """Wait until the speaker stands at their place, or is known not to come.

        Returns:
            Whether they are there; never later than `within_ns`.
        """

    @abstractmethod
    async def talk(self, talk: Talk) -> str:
        """Wait until the talk has really ended; return how that is known, such as `applause`."""

    @abstractmethod
    async def ask(self, turn: Turn) -> Asked | None:
        """Wait for the host's next question; None when there are no more."""

    @abstractmethod
    async def approve(self, draft: Draft) -> Decision:
        """Wait for the operator's word on a draft answer, or for one of their own."""

    @abstractmethod
    async def confirm(self, inquiry: Inquiry) -> Decision:
        """Wait for a person's word on what is asked in preflight."""
