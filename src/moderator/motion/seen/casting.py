"""Rays cast at the solids of a body: what a camera sees of it, computed exactly.

A solid is met in its own rectangle of the picture alone, and the nearest one is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderator.motion.seen.camera import Array, Camera
from moderator.motion.seen.meeting import FAR, METS, Grid, Placed, Rectangle, outward, rectangle
from moderator.motion.seen.solids import Solid


@dataclass(frozen=True)
class Cast:
    """What a camera sees, in the least rectangle of its picture that holds all that it sees.

    Attributes:
        camera: from where, with that rectangle for its picture.
        rectangle: which rows and columns of the whole picture that is.
        depth: how far ahead, metres, shape (height, width); a billion where there is nothing.
        number: which solid, shape (height, width); −1 where there is none.
        placed: the solids.
    """

    camera: Camera
    rectangle: Rectangle
    depth: Grid
    number: NDArray[np.int16]
    placed: tuple[Placed, ...]

    @property
    def hit(self) -> NDArray[np.bool_]:
        """Where there is anything."""
        return self.number >= 0

    def surface(self) -> tuple[Grid, Grid]:
        """Where the rays meet the body, and which way its surface faces there.

        Returns:
            Metres and unit vectors on the stage, each of shape (pixels hit, 3), row by row.
        """
        rows, columns = np.nonzero(self.hit)
        right, up = (axis.astype(np.float32) for axis in self.camera.rays())
        a, b, depth = right[columns], up[rows], self.depth[rows, columns]
        number = self.number[rows, columns]
        ray = np.column_stack([np.ones_like(a), a, b])
        facing = np.empty((len(a), 3), np.float32)
        order = np.argsort(number, kind="stable")
        edges = np.searchsorted(number[order], np.arange(len(self.placed) + 1))
        for i, placed in enumerate(self.placed):
            mine = order[edges[i] : edges[i + 1]]
            if len(mine):
                local = placed.eye + depth[mine, None] * (ray[mine] @ placed.rays.T)
                facing[mine] = outward(placed.solid, local) @ placed.turn.T
        facing /= np.sqrt(np.einsum("ij,ij->i", facing, facing))[:, None]
        ahead = self.camera.axes[[2, 0, 1]].astype(np.float32)
        return self.camera.eye.astype(np.float32) + depth[:, None] * (ray @ ahead), facing


def cast(solids: Sequence[Solid], places: Array, turns: Array, camera: Camera) -> Cast:
    """Cast a ray through every pixel.

    Args:
        solids: what may be met.
        places: of the links, metres, shape (links, 3).
        turns: their axes, columns, shape (links, 3, 3).
        camera: from where.
    """
    all_placed = tuple(_placed(solid, places, turns, camera) for solid in solids)
    rectangles = [rectangle(placed, camera) for placed in all_placed]
    rows, columns = _around([found for found in rectangles if found])
    camera = camera.part(rows, columns)
    width, height = camera.size
    depth = np.full((height, width), FAR, np.float32)
    number = np.full((height, width), -1, np.int16)
    right, up = (axis.astype(np.float32) for axis in camera.rays())
    for i, (placed, found) in enumerate(zip(all_placed, rectangles, strict=True)):
        if found is None:
            continue
        where = _within(found, rows.start, columns.start)
        met = METS[placed.solid.kind](placed, right[where[1]], up[where[0], None])
        nearer = met < depth[where]
        depth[where][nearer] = met[nearer]
        number[where][nearer] = i
    return Cast(camera, (rows, columns), depth, number, all_placed)


def _placed(solid: Solid, places: Array, turns: Array, camera: Camera) -> Placed:
    turn = turns[solid.link] @ solid.axes
    middle = places[solid.link] + turns[solid.link] @ solid.middle
    return Placed(solid, turn, turn.T @ (camera.eye - middle), turn.T @ camera.axes[[2, 0, 1]].T)


def _around(rectangles: Sequence[Rectangle]) -> Rectangle:
    """What holds some rectangles; nothing of the picture where there are none."""
    if not rectangles:
        return slice(0, 0), slice(0, 0)
    rows, columns = zip(*rectangles, strict=True)
    return _span(rows), _span(columns)


def _span(spans: Sequence[slice]) -> slice:
    return slice(min(span.start for span in spans), max(span.stop for span in spans))


def _within(rectangle: Rectangle, top: int, left: int) -> Rectangle:
    rows, columns = rectangle
    return (
        slice(rows.start - top, rows.stop - top),
        slice(columns.start - left, columns.stop - left),
    )
