"""The body of a film: a simulated robot that does again what the record says, at the same times."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from moderator.engine.turning import turned
from moderator.engine.virtual import VirtualTimeLoop
from moderator.journal.entry import Entry
from moderator.motion.motion import Motion
from moderator.robot import Grade, MotionHandle, Robot

Pose = Mapping[str, float]

_SETTLED_S = 2e-6
"""Times in a record are rounded: what ended when the next began has ended by then."""


def poses(
    robot: Callable[[], Robot],
    orders: Sequence[Entry],
    times_s: Sequence[float],
    motion: Callable[[str], Motion | None],
) -> list[Pose]:
    """Where the joints are at some times of a show, radians by joint.

    Args:
        robot: makes the robot that acts; one made of software.
        orders: by which the body moved, in order.
        times_s: the show's times, rising.
        motion: finds a motion by its name; None for one that is not there.
    """
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(_acted(robot, orders, times_s, motion))


async def _acted(
    make: Callable[[], Robot],
    orders: Sequence[Entry],
    times_s: Sequence[float],
    motion: Callable[[str], Motion | None],
) -> list[Pose]:
    actor = _Actor(make(), motion)
    await actor.begin()
    zero_s = asyncio.get_running_loop().time()
    seen: list[Pose] = []
    left = list(orders)[::-1]
    for time_s in times_s:
        while left and left[-1].at_s <= time_s:
            order = left.pop()
            await _until(zero_s + order.at_s + _SETTLED_S)
            await actor.obey(order)
        await _until(zero_s + time_s)
        seen.append(dict(actor.robot.state().joints_rad))
    await actor.end()
    return seen


async def _until(when_s: float) -> None:
    wait_s = when_s - asyncio.get_running_loop().time()
    if wait_s > 0:
        await asyncio.sleep(wait_s)


class _Actor:
    """Does as the record says.

    Args:
        robot: the robot.
        motion: finds a motion by its name.
    """

    def __init__(self, robot: Robot, motion: Callable[[str], Motion | None]) -> None:
        self.robot = robot
        self._motion = motion
        self._capabilities = type(robot).capabilities({})
        self._doing: dict[str, list[MotionHandle]] = {}

    async def begin(self) -> None:
        await self.robot.connect()
        await self._ready()

    async def end(self) -> None:
        await self.robot.disconnect()

    async def _ready(self) -> None:
        if all(check.ok for check in await self.robot.preflight()):
            await self.robot.activate()

    async def obey(self, order: Entry) -> None:
        cue = order.cue or ""
        match order.kind:
            case "motion" | "gesture":
                if motion := self._motion(str(order.data["motion"])):
                    self._doing.setdefault(cue, []).append(self.robot.play(motion))
            case "look":
                now = self.robot.state().joints_rad
                if way := turned(self._capabilities, now, float(order.data["bearing_deg"])):
                    self._doing.setdefault(cue, []).append(self.robot.follow(way))
            case "cue_ended":  # whatever it began has ended, or is to
                for handle in self._doing.pop(cue, []):
                    handle.cancel()
            case "stop":
                self.robot.stop(Grade(str(order.data["grade"])))
            case "state" if order.data.get("trigger") == "ready":
                await self._ready()
