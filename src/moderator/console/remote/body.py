"""The robot's body, twenty times a second, over a WebSocket that is for reading only."""

import asyncio
from collections.abc import Iterator
from typing import Any

from moderator.body.table import Body, Link, Shape
from moderator.console.remote.outward import Outward
from moderator.console.remote.readers import Readers, Told, pulsing
from moderator.engine.parts import Parts

PROTOCOL = "moderator.body"

_EVERY_S = 0.05
_AT_LEAST_EVERY_S = 0.5
_DIGITS = 4


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
            "links": list(_links(robot.body)) if robot.body else [],
        }
        yield {"type": "pose", "mrad": self._pose()}


def _links(body: Body) -> Iterator[dict[str, Any]]:
    """Each link as it is drawn, after the one that it hangs on; metres."""
    for link in body.links:
        yield {
            "name": link.name,
            "parent": link.parent,
            "axis": link.axis,
            "at": _rounded(link.at_m),
            "shapes": [_shape(shape) for shape in _seen(link)],
        }


def _seen(link: Link) -> Iterator[Shape]:
    """What is felt lies inside what is seen, where there is such."""
    seen = [shape for shape in link.shapes if not shape.felt]
    yield from seen or link.shapes
    yield from (shape for shape in link.shapes if seen and shape.kind == "box")


def _shape(shape: Shape) -> dict[str, Any]:
    return {
        "kind": shape.kind,
        "start": _rounded(shape.start),
        "end": _rounded(shape.end),
        "size": _rounded(shape.size),
        "tone": shape.tone,
    }


def _rounded(figures: tuple[float, ...]) -> list[float]:
    return [round(figure, _DIGITS) for figure in figures]
