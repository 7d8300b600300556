"""The robot's body, twenty times a second, over a WebSocket that is for reading only."""

import asyncio
from collections.abc import Iterator

from moderator.body.drawn import links_drawn
from moderator.console.remote.outward import Outward
from moderator.console.remote.readers import Readers, Told, pulsing
from moderator.engine.parts import Parts

PROTOCOL = "moderator.body"

_EVERY_S = 0.05
_AT_LEAST_EVERY_S = 0.5


class BodyFeed:
    """Tells where the robot's joints are, to all who look on.

    Args:
        parts: the run's parts.
        outward: sends to them.
        most: how many may look on.

    Attributes:
        readers: those who do.
    """

    def __init__(self, parts: Parts, outward: Outward, most: int) -> None:
        self.readers = Readers(PROTOCOL, outward, most, self._first)
        self._parts = parts
        self._joints = [joint.name for joint in parts.materials.robot.joints]
        self._told: list[int] = []
        self._told_at_s = 0.0

    async def run(self) -> None:
        """Tell how the body moves until the task is cancelled."""
        await pulsing(self.readers, _EVERY_S, self._look)

    def _look(self) -> None:
        if not self.readers:
            return
        now_s = asyncio.get_running_loop().time()
        pose = self._pose()
        if pose == self._told and now_s - self._told_at_s < _AT_LEAST_EVERY_S:
            return
        self._told, self._told_at_s = pose, now_s
        self.readers.show({"type": "pose", "mrad": pose})

    def _pose(self) -> list[int]:
        """Each joint's angle, milliradians; none while the robot's state cannot be read."""
        try:
            state = self._parts.robot.state()
        except Exception:  # noqa: BLE001 — whatever an adapter does; the live feed tells of it
            return []
        if not state.link:
            return []
        return [round(state.joints_rad.get(name, 0.0) * 1000) for name in self._joints]

    def _first(self) -> Iterator[Told]:
        robot = self._parts.materials.robot
        yield {
            "type": "body",
            "model": robot.model,
            "joints": [
                {"name": joint.name, "lower": joint.lower_rad, "upper": joint.upper_rad}
                for joint in robot.joints
            ],
            "links": links_drawn(robot.body) if robot.body else [],
        }
        yield {"type": "pose", "mrad": self._pose()}
