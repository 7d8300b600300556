"""The one object that a cue may touch. The engine builds it; tests build one of fakes."""

import asyncio
import random
from contextlib import AbstractContextManager
from typing import Protocol

from moderator.cues.materials import Materials
from moderator.knowledge.knowledge import Knowledge
from moderator.knowledge.template import Filled
from moderator.outputs.message import Message
from moderator.people import Asked, Decision, Draft, People, Turn
from moderator.robot import Outcome

HALF_SAID = "half_said"
"""Code of a line whose first sentence was heard, and whose rest could not be rendered."""


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
        began_ns: when the cue was due to act, on the show's clock; chains count from here.
    """

    materials: Materials
    knowledge: Knowledge
    people: People
    began_ns: int

    def now_ns(self) -> int:
        """The show's clock: nanoseconds since its zero."""

    async def until(self, when_ns: int) -> None:
        """Wait for a moment on the show's clock."""

    def ends_at(self, when_ns: int) -> None:
        """Say that the cue's end is this exact moment, whenever the loop came round to it."""

    def over_ns(self) -> int:
        """How far the show is over its plan; negative when it is ahead."""

    async def say(
        self,
        text: str,
        *,
        answer: str | None = None,
        filled: Filled | None = None,
        heard: asyncio.Event | None = None,
    ) -> Outcome:
        """Speak a line with the cue's gestures at its marks.

        Args:
            text: as written.
            answer: id of the scripted answer that it is, if it is one.
            filled: the same with its facts, where they are to be those; else the facts of now.
            heard: set when the words are over, whatever gestures still last.
        """

    async def hear(self, turn: Turn) -> Asked | None:
        """Wait for the host's next question, whoever hears it; None when there are no more."""

    async def interrupted(self) -> str:
        """Wait until the host takes the floor from the robot; which input said so."""

    async def decide(self, draft: Draft) -> Decision | None:
        """Wait for the operator's word on a draft answer, or for an answer of their own.

        None when there is none by the time that the draft is due.
        """

    async def move(self, motion: str) -> Outcome:
        """Make a motion, in a variant that it was not made in last time."""

    async def look(self, bearing_deg: float) -> Outcome:
        """Turn head and waist; degrees from straight ahead, left positive."""

    async def play(self, file: str, level: float) -> Outcome:
        """Play a sound file of the show; level 0 to 1."""

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

    def then(self, number: str) -> None:
        """Have this cue on standby next."""
