"""The shapes of a body as solids that a ray can meet."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from moderator.body.table import Body, Shape, Tone

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Solid:
    """A shape of a link.

    Attributes:
        link: the number of its link in the body's table.
        kind: what it is; a capsule lies along its own z.
        middle: its middle in the link's frame, metres, shape (3,).
        axes: its own axes in that frame, columns, shape (3, 3).
        half: half its breadth along each, metres, shape (3,); of a capsule the radii at its start
            and at its end, and half the way between their middles.
        tone: what it is painted with.
    """

    link: int
    kind: Literal["capsule", "box", "ellipsoid"]
    middle: Array
    axes: Array
    half: Array
    tone: Tone


def solids(body: Body) -> tuple[Solid, ...]:
    """All that is seen of a body."""
    return tuple(
        solid_of(number, shape) for number, link in enumerate(body.links) for shape in link.shapes
    )


def solid_of(link: int, shape: Shape) -> Solid:
    """A shape of the link with that number."""
    start, end = np.array(shape.start), np.array(shape.end)
    middle = (start + end) / 2
    if shape.kind != "capsule":
        return Solid(link, shape.kind, middle, np.eye(3), np.array(shape.size), shape.tone)
    along = end - start
    length = float(np.linalg.norm(along))
    z = along / length if length else np.array([0.0, 0.0, 1.0])
    x = np.cross(np.eye(3)[int(np.argmin(np.abs(z)))], z)
    x /= np.linalg.norm(x)
    half = np.array([shape.size[0], shape.size[-1], length / 2])
    return Solid(link, "capsule", middle, np.column_stack([x, np.cross(z, x), z]), half, shape.tone)
