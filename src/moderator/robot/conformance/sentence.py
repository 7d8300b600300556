"""One sentence of the contract and how it is tried."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from moderator.robot.capabilities import Capabilities, Support
from moderator.robot.conformance.bench import Bench


class Broken(Exception):
    """The robot does not keep the sentence; the message says what was seen."""


@dataclass(frozen=True)
class Need:
    """What a robot must have for a sentence to mean anything.

    Attributes:
        met: whether a robot has it.
        otherwise: why the sentence is passed over when it has not.
    """

    met: Callable[[Capabilities], bool]
    otherwise: str


VOICE = Need(lambda can: can.voice is not Support.NONE, "the robot has no voice of its own")
LATENCY = Need(
    lambda can: VOICE.met(can) and can.voice_latency is not None,
    "it does not say how late its voice is",
)
WALK = Need(lambda can: can.locomotion is not Support.NONE, "the robot does not walk")
NO_WALK = Need(lambda can: can.locomotion is Support.NONE, "the robot walks")
FOLLOW = Need(lambda can: can.trajectories is not Support.NONE, "it follows no trajectories")
MEASURES = Need(lambda can: bool(can.measures), "it measures nothing")
FAULTS = Need(lambda can: can.obeys_faults, "the robot cannot be told to fail")
CANCEL = Need(
    lambda can: can.cancel_motion and FOLLOW.met(can), "its motions cannot be ended early"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of the contract.

    Attributes:
        says: the sentence.
        tried: tries it on a fresh robot; raises `Broken` when it does not hold.
        need: what the robot must have for it.
    """

    says: str
    tried: Callable[[Bench], Awaitable[None]]
    need: Need | None


def sentence(
    says: str, need: Need | None = None
) -> Callable[[Callable[[Bench], Awaitable[None]]], Sentence]:
    """Make a sentence of the function that tries it."""
    return lambda tried: Sentence(says, tried, need)


def expect(holds: bool, otherwise: str) -> None:
    """Raise `Broken` with what was seen when something does not hold."""
    if not holds:
        raise Broken(otherwise)
