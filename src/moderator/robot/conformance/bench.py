"""Where sentences are tried: fresh robots, small gentle motions, and waits that end."""

import asyncio
import tempfile
import wave
from collections.abc import Callable, Mapping
from pathlib import Path

from moderator.body.joints import PARTS
from moderator.body.table import Joint
from moderator.motion.blend import reach
from moderator.motion.motion import Manifest, Motion
from moderator.motion.trajectory import Trajectory
from moderator.robot.capabilities import Capabilities, Support
from moderator.robot.contract import Handle, Robot, RobotSetup
from moderator.robot.outcome import Outcome
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound

CLOSE_RAD = 0.02
"""Angles that differ by less are the same, on a real robot too."""

GLANCE_S = 0.02
"""Time between two looks at a robot, seconds."""

AT_ONCE_S = 0.1
"""A call that returns at once takes less, on a busy machine too, seconds."""

PATIENCE_S = 20.0
"""Longest that anything here may take, seconds."""

_HOME_S = 1.0
_STROKE_RAD = 0.3
_ROOM_RAD = 0.1
_RATE_HZ = 16_000


class Bench:
    """What one sentence is tried with.

    Args:
        make_robot: makes a fresh robot.
    """

    def __init__(self, make_robot: Callable[[RobotSetup], Robot]) -> None:
        self._make_robot = make_robot
        self._made: list[Robot] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def made(self, *faults: Mapping[str, object]) -> Robot:
        """A robot that contacts nothing yet."""
        robot = self._make_robot(RobotSetup(faults=faults))
        self._made.append(robot)
        return robot

    async def connected(self, *faults: Mapping[str, object]) -> Robot:
        """A robot that is connected."""
        robot = self.made(*faults)
        await robot.connect()
        return robot

    async def active(self, *faults: Mapping[str, object]) -> Robot:
        """A robot that takes motions, and rests: an earlier sentence may have left it elsewhere."""
        robot = await self.connected(*faults)
        await readied(robot)
        await _at_rest(robot)
        return robot

    async def close(self) -> None:
        """Disconnect every robot that was made, and throw the sounds away."""
        for robot in reversed(self._made):
            await robot.disconnect()
        if self._folder:
            self._folder.cleanup()

    def sound(self, lasts_s: float) -> Sound:
        """Silence in a file."""
        self._folder = self._folder or tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / f"silence-{lasts_s}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_RATE_HZ)
            file.writeframes(bytes(2 * round(lasts_s * _RATE_HZ)))
        return Sound(path, round(lasts_s * NS_PER_S))


class NotReady(Exception):
    """Preflight is red or the body elsewhere, so that nothing can be tried."""


def can(robot: Robot) -> Capabilities:
    """What a robot says that it can do."""
    return robot.capabilities(robot.setup.config)


async def readied(robot: Robot) -> None:
    """Take a connected robot through preflight and activation."""
    red = [f"{check.name}: {check.why}" for check in await robot.preflight() if not check.ok]
    if red:
        raise NotReady(f"preflight is red: {'; '.join(red)}")
    await robot.activate()


async def _at_rest(robot: Robot) -> None:
    """Bring what the kit moves to where it rests."""
    capabilities = can(robot)
    names = [joint.name for joint in gentle_joints(robot)]
    rest = {name: capabilities.rest[name] for name in names}
    found = robot.state().joints_rad
    if capabilities.trajectories is Support.NONE or apart(rest, found) <= CLOSE_RAD:
        return
    way = reach(found, rest, capabilities.joints, _HOME_S)
    outcome = await ended(robot.follow(way))
    if not outcome.ok:
        raise NotReady(f"it does not come to rest: {outcome.why}")


def gentle_joints(robot: Robot) -> tuple[Joint, ...]:
    """The joints that can be moved a little without stirring the legs."""
    capabilities = can(robot)
    return tuple(
        joint
        for joint in capabilities.joints
        if joint.name not in PARTS["legs"] and abs(_stroke(joint, capabilities)) >= _ROOM_RAD
    )


def swing(robot: Robot, lasts_s: float = 1.0, *, joint: int = 0) -> Trajectory:
    """A small move of one gentle joint, away from where it rests.

    Args:
        robot: whose joint.
        lasts_s: seconds.
        joint: which of the gentle joints.
    """
    capabilities, moved = can(robot), gentle_joints(robot)[joint]
    start = {moved.name: capabilities.rest[moved.name]}
    goal = {moved.name: start[moved.name] + _stroke(moved, capabilities)}
    return reach(start, goal, capabilities.joints, lasts_s)


def named(trajectory: Trajectory, name: str = "swing") -> Motion:
    """A trajectory as a motion that a show could name."""
    start, end = (
        dict(zip(trajectory.joints, row, strict=True))
        for row in (trajectory.positions_rad[0], trajectory.positions_rad[-1])
    )
    lasts_s, peaks = trajectory.duration_s, trajectory.peaks()
    manifest = Manifest(name, "A small move.", lasts_s, start, end, peaks, (lasts_s,), (), ())
    return Motion(manifest, lambda: trajectory)


def apart(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The greatest difference of two poses, radians, over the joints of the first."""
    return max((abs(angle - other[joint]) for joint, angle in one.items()), default=0.0)


async def ended(handle: Handle, within_s: float = PATIENCE_S) -> Outcome:
    """How something ends.

    Raises:
        TimeoutError: it does not.
    """
    return await asyncio.wait_for(handle.outcome(), within_s)


async def stillness(robot: Robot) -> None:
    """Wait until a robot stands still.

    Raises:
        TimeoutError: it does not.
    """
    async with asyncio.timeout(PATIENCE_S):
        while robot.state().moving:  # noqa: ASYNC110 — there is nothing to wait on but the state
            await asyncio.sleep(GLANCE_S)


def _stroke(joint: Joint, capabilities: Capabilities) -> float:
    """How far a joint is moved from where it rests: to the roomier side, well inside its limits."""
    rest = capabilities.rest[joint.name]
    up, down = joint.upper_rad - rest, rest - joint.lower_rad
    return min(_STROKE_RAD, up / 2) if up >= down else -min(_STROKE_RAD, down / 2)
