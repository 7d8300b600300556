"""The one object that a cue may touch. The engine builds it; tests build one of fakes."""

import asyncio
import random
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from moderator.cues.floor import Floor
from moderator.cues.materials import Materials
from moderator.cues.playback import Playback
from moderator.hearing.gate import Gate
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.template import Filled
from moderator.outputs.message import Message
from moderator.people import Asked, Decision, Draft, People, Turn
from moderator.robot import Outcome

if TYPE_CHECKING:
    from moderator.cues.action import Heading, Lengths

HALF_SAID = "half_said"
"""Code of a line whose first sentence was heard, and whose rest could not be rendered."""

HEAD_START_NS = 200_000_000
"""So long before its moment a sound is handed to what plays it, which then begins on the sample."""


class Lost(Exception):
    """Nobody knows how something that the robot did has ended; the cue ends so, at once.

    Args:
        outcome: what is known, `unknown` and why.
    """

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.why)
        self.outcome = outcome


class Stage(Protocol):
    """What a cue has while it acts.

    Every `async` verb returns when the thing has physically ended; cancelling it ends the thing.
    Those of the robot raise `Lost`, which is not the cue's to catch.

    Attributes:
        materials: what the show brings.
        knowledge: facts, with their sources.
        people: the humans in the show.
        gate: what the hall sounds like.
        began_ns: when the cue was due to act, on the show's clock; chains count from here.
        lengths: how long things take, as measured.
        place: which child of a group it belongs to, such as `timeline[2]`; empty for the cue.
        moment_ns: when what is done is to be seen or heard; None where only its beginning counts.
        ended_ns: the exact end, where what is done said so.
    """

    materials: Materials
    knowledge: Knowledge
    people: People
    gate: Gate
    began_ns: int
    lengths: "Lengths"
    place: str
    moment_ns: int | None
    ended_ns: int | None

    def now_ns(self) -> int:
        """The show's clock: nanoseconds since its zero."""

    async def until(self, when_ns: int) -> None:
        """Wait for a moment on the show's clock."""

    def ends_at(self, when_ns: int) -> None:
        """Say that the cue's end is this exact moment, whenever the loop came round to it."""

    def holds(self, condition: str) -> bool:
        """Whether a condition holds now, `over > 3m`."""

    async def say(
        self,
        text: str,
        *,
        answer: str | None = None,
        filled: Filled | None = None,
        heard: asyncio.Event | None = None,
        gestures: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Speak a line with the cue's gestures at its marks.

        Args:
            text: as written.
            answer: id of the scripted answer that it is, if it is one.
            filled: the same with its facts, where they are to be those; else the facts of now.
            heard: set when the words are over, whatever gestures still last.
            gestures: the motion at each mark, where it is not the cue's.
        """

    async def hear(self, turn: Turn) -> Asked | None:
        """Wait for the host's next question, whoever hears it; None when there are no more."""

    async def interrupted(self) -> str:
        """Wait until the host takes the floor from the robot; which input said so."""

    async def decide(self, draft: Draft) -> Decision | None:
        """Wait for the operator's word on a draft answer, or for an answer of their own.

        None when there is none by the time that the draft is due.
        """

    async def move(self, motion: str, *, apex: bool = False) -> Outcome:
        """Make a motion, in a variant that it was not made in last time.

        Args:
            motion: its name.
            apex: whether its apex is to be at the moment, where there is one.
        """

    async def look(
        self, bearing_deg: float, *, down_deg: float = 0.0, in_s: float = 1.2
    ) -> Outcome:
        """Turn head and waist; degrees from straight ahead, left positive.

        Args:
            bearing_deg: where to.
            down_deg: how far down the head is inclined, degrees.
            in_s: the least time that it takes.
        """

    async def play(self, file: str, how: Playback) -> Outcome:
        """Play a sound file of the show."""

    async def fade(self, cue: str | None, level: float, over_ns: int, *, ends: bool) -> Outcome:
        """Bring what plays to a level, 0 to 1 of what is in its file.

        Args:
            cue: whose sounds; None for all.
            level: where to.
            over_ns: how long that takes.
            ends: whether they end there.
        """

    async def send(self, device: str, message: Message) -> Outcome:
        """Send a message to a device: lights, a screen, a sound desk."""

    def record(self, kind: str, **data: object) -> None:
        """Write an entry about this cue."""

    def stream(self, purpose: str) -> random.Random:
        """A random stream of this cue's own."""

    def on_go(self, means: str) -> AbstractContextManager[asyncio.Event]:
        """While open, the operator's GO sets the event instead of starting the standby.

        Args:
            means: what GO does now, in words for the console: `the talk has ended`.
        """

    def child(
        self, place: str, heading: "Heading", began_ns: int, moment_ns: int | None
    ) -> "Stage":
        """The stage of one action of a group's child."""

    def floor(self) -> AbstractContextManager[Floor]:
        """What a talk is told of its speaker, while it is open."""

    def then(self, number: str) -> None:
        """Have this cue on standby next."""
