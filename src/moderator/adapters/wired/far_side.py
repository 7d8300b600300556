"""A robot's own interface, as its adapter offers it: radians and robot-neutral names on this side.

What goes over the wire, in which units and in which order, is the far side's own affair. It moves
nothing by itself: not on opening, and not when a link comes back.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from moderator.robot import Check, Found, Gauge, Grade, Outcome, StopRoute
from moderator.values.sound import Sound


@dataclass(frozen=True)
class Measured:
    """What the robot says of itself, at one moment.

    Attributes:
        joints_rad: angle of every joint that is steered, and of others as they come, radians.
        at_s: the loop's time at which it came, seconds.
        battery: charge left, 0 to 1; None where it is not told.
        temperature_c: its hottest actuator, degrees Celsius; None likewise.
        standing: whether it stands on its feet and keeps its balance.
        fault: the robot's own fault in words, after which it is to take no motion.
        taken_by: who else has the body, such as its hand controller; empty for nobody.
    """

    joints_rad: Mapping[str, float]
    at_s: float
    battery: float | None = None
    temperature_c: float | None = None
    standing: bool = True
    fault: str = ""
    taken_by: str = ""


class Told(Protocol):
    """Where the joints are to be."""

    @property
    def ends_s(self) -> float:
        """The loop's time from which on they are told nothing new, seconds."""

    def pose(self, now_s: float | None = None) -> dict[str, float]:
        """Angle of every joint at a time of the loop, or now, radians."""


class Ears(Protocol):
    """Who hears what comes over the wire; all of it on the running loop."""

    def heard(self, measured: Measured) -> None:
        """The robot has said something of itself."""

    def stopped(self, grade: Grade) -> None:
        """The robot was stopped by somebody else, its stop route for one."""

    def failed(self, code: str, why: str) -> None:
        """The robot has broken off what it was following, with its own code."""

    def gone(self, why: str) -> None:
        """The link is lost; nothing more is heard until it is opened again."""


class FarSide(ABC):
    """The wire to one robot."""

    @abstractmethod
    async def open(self, ears: Ears) -> None:
        """Open the link and listen; take ownership. Moves nothing.

        Raises:
            CannotStart: no robot there, or another owner has it; with what to do about it.
        """

    @abstractmethod
    async def close(self) -> None:
        """Close the link, in any state; idempotent, and never waits long for a dead one."""

    @abstractmethod
    async def probe(self) -> Found:
        """Read what the robot says of itself and which services answer. Moves nothing."""

    @abstractmethod
    async def checks(self) -> tuple[Check, ...]:
        """What has to be right on this robot beside what every robot looks at. Moves nothing."""

    @abstractmethod
    async def take(self, told: Told) -> None:
        """Take the joints over, from where they are; returns when they obey. Moves nothing.

        From now on, until `release`, `stir` tells of changes in where they are to be.

        Raises:
            NotLegal: the robot does not give them, and why.
        """

    @abstractmethod
    async def release(self) -> None:
        """Give the joints back to the robot's own controller, gently; idempotent."""

    @abstractmethod
    def stir(self) -> None:
        """Where the joints are to be has changed, or will from now on. Returns at once."""

    def led(self, pose_rad: Mapping[str, float]) -> Mapping[str, float]:
        """Where the joints are told to be for a pose, radians: the pose, where all of it is."""
        return pose_rad

    @abstractmethod
    def let_go(self) -> None:
        """Send nothing more of the joints, now: they stay where they are. Returns at once."""

    def hold_otherwise(self) -> None:  # noqa: B027 — most have no other way
        """The link counts as lost: have the joints held by another way, where there is one.

        What was sent before may still be on its way, and late. Returns at once, and may fail.
        """

    @abstractmethod
    def stop(self, grade: Grade) -> str:
        """Send the robot's own part of a stop; the joints' standstill comes through `stir`.

        Returns:
            Why it has not left; empty when it has.
        """

    @abstractmethod
    def route(self) -> StopRoute:
        """The stop channel as data for another process."""

    def gauges(self) -> tuple[Gauge, ...]:
        """What it measures of itself, such as how late it sent at most; never waits."""
        return ()

    async def perform(self, name: str) -> Outcome:
        """Have the robot do a motion of its own, from beginning to end; never raises.

        The joints are the robot's meanwhile, and none is streamed until `resume`.
        """
        raise NotImplementedError

    async def resume(self) -> None:
        """Have the joints obey again after that, from where they are. Moves nothing."""
        self.stir()

    def interrupt(self) -> None:
        """End the motion of its own, which can be ended. Returns at once."""
        raise NotImplementedError

    def call_off(self) -> None:  # noqa: B027 — most begin at once
        """A motion of its own that was asked for, and has not begun, is not to. Returns at once."""

    def walk(self, vx_m_s: float, vy_m_s: float, wz_rad_s: float, ttl_s: float) -> None:
        """Walk for that long; a robot that does not walk is never asked. Returns at once."""
        raise NotImplementedError

    def stand(self) -> None:
        """End a walk before its time. Returns at once."""
        raise NotImplementedError

    def say(self, sound: Sound) -> None:
        """Begin to play a sound; a robot without a voice is never asked. Returns at once."""
        raise NotImplementedError

    def hush(self) -> None:
        """End the sound. Returns at once."""
        raise NotImplementedError
