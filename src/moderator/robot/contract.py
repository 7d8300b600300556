"""The robot interface: what every adapter is, and all that the engine knows of a robot.

Radians, metres, seconds and robot-neutral joint names on this side; conversion is the adapter's.
The order of a robot's life is `connect → preflight → activate → … → deactivate → disconnect`.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from moderator.faults import Prompter
from moderator.motion.motion import Motion
from moderator.motion.trajectory import Trajectory
from moderator.robot.capabilities import Capabilities, Grade
from moderator.robot.export import Export
from moderator.robot.limits import Limit, Passed, passed
from moderator.robot.outcome import Outcome
from moderator.robot.state import Check, Found, Gauge, RobotState
from moderator.robot.trial import Trial
from moderator.values.chance import Chance
from moderator.values.sound import Sound

LONGEST_WALK_S = 1.0
"""The longest time-to-live that a walk may have, seconds."""

_LOOK_EVERY_S = 0.2


@dataclass(frozen=True)
class DatagramRoute:
    """A way to stop the robot: one datagram.

    Attributes:
        host: address, a numeric one.
        port: port number.
        payloads: the bytes to send for each grade.
    """

    host: str
    port: int
    payloads: Mapping[Grade, bytes]


@dataclass(frozen=True)
class ProgramRoute:
    """A way to stop the robot: a program that holds its channel, for what is more than a datagram.

    It takes a grade's name and a line's end on its standard input as the order to stop, and nothing
    else. On its standard output it says, a line each, `ready` when the robot can be reached, `lost`
    and why when it cannot any more, and `sent` and the grade when a stop has left. It moves nothing
    by itself, and ends when its input does, once it has done what was in there.

    Attributes:
        command: the program's full path, and its arguments.
    """

    command: tuple[str, ...]


StopRoute: TypeAlias = DatagramRoute | ProgramRoute
"""A way to stop the robot, in plain data that another process can use without this one."""


@dataclass(frozen=True)
class StopReceipt:
    """What is known at once after a stop was asked for.

    Attributes:
        grade: what was asked.
        sent: whether the request has left; False is to be shown loudly.
        why: the reason when it has not.
    """

    grade: Grade
    sent: bool
    why: str = ""


class Handle(ABC):
    """Something the robot is doing."""

    @property
    @abstractmethod
    def progress(self) -> float:
        """Share that is done, 0 to 1; never goes back, and is 1 after a success."""

    @abstractmethod
    def cancel(self) -> None:
        """End it gently before its time, `cancelled`; returns at once, the outcome follows.

        A motion that is cancelled comes to a standstill; one on its legs goes to the nearest
        two-footed posture for that. Idempotent, and nothing happens once it has ended.
        """

    @abstractmethod
    async def outcome(self) -> Outcome:
        """Wait for the end. May be awaited by several, and again afterwards.

        Cancelling the waiting task leaves the robot's doing as it is.
        """


class MotionHandle(Handle):
    """A motion under way. It has ended when the robot has physically come to its end.

    It ends `aborted`, with the robot's own code, when something in the robot fails, and the robot
    then stands still and takes no motion until `preflight` and `activate`; it ends `unknown` as
    soon as the link is lost, after which the robot comes to a standstill by itself.
    """


class SpeechHandle(Handle):
    """A sound that the robot's own voice plays.

    Its progress is 0 until it is heard: as long after it was asked for as `voice_latency` says.
    """


@dataclass(frozen=True)
class RobotSetup:
    """What an adapter is made with.

    Attributes:
        config: the adapter's own settings, from `--config`; empty when there are none.
        chance: random streams, for robots made of software.
        faults: what is to fail, for robots made of software; empty for a sound one.
        prompter: tells such robots which cue begins, and hears what they do of their faults.
    """

    config: Mapping[str, object] = field(default_factory=dict)
    chance: Chance = field(default_factory=lambda: Chance(0))
    faults: tuple[Mapping[str, object], ...] = ()
    prompter: Prompter = field(default_factory=Prompter)


class Robot(ABC):
    """A humanoid robot.

    An adapter is a subclass named in the entry-point group `moderator.robots`. It is made with a
    `RobotSetup`; making it contacts nothing. All calls come from one running asyncio loop, whose
    clock is the only clock. What cannot be begun is not raised: its handle ends `rejected` and says
    why. The conformance kit checks every sentence here.

    Args:
        setup: settings, random streams, faults.

    Raises:
        CannotStart: the config or the faults are not such that this adapter can use them.
    """

    def __init__(self, setup: RobotSetup) -> None:
        self.setup = setup

    @classmethod
    @abstractmethod
    def capabilities(cls, config: Mapping[str, object]) -> Capabilities:
        """What such a robot can do. Needs no robot, no network and no heavy import.

        Raises:
            CannotStart: the config is not one for this adapter.
        """

    @classmethod
    def tried(cls, motion: Motion, night: int) -> Trial | None:
        """Try a motion at the desk, on a body made of software; None from a robot without one.

        Args:
            motion: what is tried; it begins and ends on two feet.
            night: 0 with nothing wrong; on each later one the same other things are wrong always.

        Raises:
            CannotStart: what it takes is not installed.
        """
        del motion, night
        return None

    @classmethod
    def exported(
        cls, motion: Motion, config: Mapping[str, object], ending: str, *, clamp: bool
    ) -> Export | None:
        """Write a motion as a file that the robot's own player reads; None where it has none.

        Args:
            motion: what is written.
            config: as of `capabilities`.
            ending: what the file's name ends with, such as `.json`.
            clamp: whether an angle beyond a limit is held at it and told, rather than refused.

        Raises:
            CannotStart: the config is not one for this adapter, its player reads no such file, or
                what it takes is not installed.
            ModeratorError: the motion cannot be written so; what, and when.
        """
        del motion, config, ending, clamp
        return None

    async def probe(self) -> Found | None:
        """Read what the robot says of itself and what of it answers; moves and owns nothing.

        None from a robot that has nothing to read.

        Raises:
            CannotStart: no robot there; with what to do about it.
        """
        return None

    @abstractmethod
    async def connect(self) -> None:
        """Open the link and take ownership; moves nothing, also when it was connected before.

        A robot that is connected again has to pass preflight and be activated again. Connecting
        what is connected does nothing.

        Raises:
            CannotStart: no robot there, or another owner has it.
        """

    @abstractmethod
    async def preflight(self) -> tuple[Check, ...]:
        """Look at everything that must be right before moving; moves nothing.

        Can be called at any time and leaves a robot that is active as it is. There are checks named
        `link`, `battery`, `temperature`, `balance` and `joints`, and the adapter's own; while there
        is no link, `link` alone, and it is red.
        """

    @abstractmethod
    async def activate(self) -> None:
        """Make ready to move, standing still where it is.

        Raises:
            NotLegal: not connected, or preflight was not green since it was connected, was
                stopped, lost its link or had a fault.
        """

    @abstractmethod
    async def deactivate(self) -> None:
        """Come home to rest and take no more motion; idempotent.

        Returns when the body stands still; what was under way ends `cancelled`.
        """

    @abstractmethod
    async def disconnect(self) -> None:
        """Come to a standstill, give up ownership and close the link, in any state; idempotent.

        What was under way ends, `cancelled` or `unknown`.
        """

    @abstractmethod
    def play(self, motion: Motion) -> MotionHandle:
        """Begin a motion, in whichever rendering this robot uses for it. Returns at once.

        It starts from the measured pose, blended; a robot that stands in the motion's first pose
        begins it without a blend. A motion that breaks a limit ends `rejected` with the joint, the
        time and the figure; nothing is ever clipped. So does one for a joint that the robot lacks,
        one that would move a joint that another motion moves (the earlier goes on; motions of
        different joints run beside each other), and every motion of a robot that is not active. A
        joint that a cancelled motion is bringing to a standstill is free to be taken.
        """

    @abstractmethod
    def follow(self, trajectory: Trajectory) -> MotionHandle:
        """Begin a joint trajectory. Returns at once; as `play`."""

    @abstractmethod
    def say(self, sound: Sound) -> SpeechHandle:
        """Begin to play a sound with the robot's own voice. Returns at once.

        It has ended when the last sample has been heard; cancelling it is heard at once. It needs a
        link but no activation, so that a robot that was stopped can still speak. One sound at a
        time: a second one ends `rejected` while the first goes on.
        """

    @abstractmethod
    def walk(self, vx_m_s: float, vy_m_s: float, wz_rad_s: float, ttl_s: float) -> MotionHandle:
        """Walk at a velocity (forward, left, counter-clockwise) for `ttl_s` and then stand still.

        A later walk goes on from an earlier one, which ends `cancelled`. Faster than the robot can
        walk, by a robot that does not walk, while a motion moves the legs, or not active:
        `rejected`.

        Raises:
            ValueError: the time-to-live is not above zero and at most one second.
        """

    @abstractmethod
    async def hold(self) -> None:
        """Come to a standstill where it is and stay; every motion under way ends `cancelled`.

        With the legs under way, where it is means the nearest two-footed posture. Returns when the
        body stands still. The robot stays active; a sound goes on.
        """

    @abstractmethod
    def stop(self, grade: Grade) -> StopReceipt:
        """Stop. Synchronous, waits for nothing, needs no ownership, works in every state.

        RELAX goes on to the next safe point of what is under way and then home to rest, and says a
        sound to its end; FREEZE comes to a standstill as fast as balance allows; ROBOT_STOP is the
        robot's own. The voice falls silent with these two. A motion that was under way ends
        `cancelled` when the body stands still, or `unknown` where the robot does not say. No motion
        is taken afterwards until `preflight` and `activate`. Idempotent; a graver grade goes on
        from a gentler one, never the other way. RELAX with no motion under way is no stop at all to
        look at, but the rest holds.

        A robot that is not connected, or whose link is lost, cannot be reached this way: the
        receipt says so.
        """

    @abstractmethod
    def stop_route(self) -> StopRoute | None:
        """The stop channel as data for another process; None while not connected.

        It stops as `stop` does, whoever uses it, and obeys nothing but its own payloads.
        """

    @abstractmethod
    async def lost(self) -> str:
        """Wait until the body is not ours any more; return what happened, one sentence in words.

        That is when the link is lost, when the robot has a fault of its own after which it takes no
        motion until `preflight` and `activate`, and when its hand controller has taken it; whether
        or not something is under way. A warning that leaves it able to move is no loss, nor is a
        sound that fails, nor what we do ourselves: stop, deactivate, disconnect.

        A loss stays one until the robot is activated again, also when what caused it has passed:
        till then it returns at once, afterwards it waits for the next. It can be called in any
        state, and any number may wait; each is told. Cancelling a wait changes nothing else.
        """

    async def crossed(self, limits: Sequence[Limit], were: Passed = ()) -> Passed:
        """Wait until other limits are passed than were; return those that are now, in order.

        A reading passes a limit by being worse than it, and is back when it is better by a
        twentieth of it. What is not measured passes none, and without a link nothing changes. It
        returns at once when it is so already, can be called in any state, and any number may wait.
        Cancelling a wait changes nothing else.

        Looks at `state` five times a second; a robot that is told of changes overrides it.

        Args:
            limits: what is watched.
            were: those that were passed, as this returned them.
        """

        def passed_now() -> Passed:
            state = self.state()
            return passed(limits, lambda reading: reading.of(state), were)

        while (now := passed_now()) == were:  # noqa: ASYNC110 — there is nothing else to wait on
            await asyncio.sleep(_LOOK_EVERY_S)
        return now

    @abstractmethod
    def state(self) -> RobotState:
        """The latest known state, of every joint; never waits.

        Without a link it is the last one known, with `link` False. What `capabilities` says is
        measured is a figure, what it does not is None.
        """

    def alive_s(self) -> float | None:
        """When the adapter's own thread or child last showed that it works; never waits.

        On the loop's clock, and renewed at least fifty times a second while connected: when it is
        older than a quarter of a second, the supervisor stops the robot. None from an adapter all
        of which runs on the loop.
        """
        return None

    def gauges(self) -> tuple[Gauge, ...]:
        """The worst reading of each gauge since the robot was first connected; never waits.

        Can be read in every state; none from a robot that measures nothing, or nothing yet. Each
        has a name of its own.
        """
        return ()
