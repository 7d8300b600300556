"""One picture of a body on its stage."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderator.motion.seen.camera import Array, Camera, light
from moderator.motion.seen.casting import Cast, Grid, cast
from moderator.motion.seen.shading import PAPER, floor, shade_on_floor, shaded
from moderator.motion.seen.solids import Solid

_ROUGH = 3
"""The floor, where all is soft, is worked out for every so manieth pixel."""
_SHADE = np.array([0.42, 0.39, 0.33], np.float32)
"""What the deepest shadow takes away of red, green, blue."""


@dataclass(frozen=True)
class Figure:
    """A body in one pose.

    Attributes:
        solids: its shapes.
        places: of its links, metres, shape (links, 3).
        turns: their axes, columns, shape (links, 3, 3).
    """

    solids: tuple[Solid, ...]
    places: Array
    turns: Array

    @property
    def middle(self) -> Array:
        """A point on the floor beneath the pelvis, metres, shape (3,)."""
        return self.places[0] * (1, 1, 0)


def picture(figure: Figure, camera: Camera, finer: int = 2) -> tuple[NDArray[np.uint8], Cast]:
    """Take a picture.

    Args:
        figure: the body.
        camera: from where.
        finer: rays a pixel, across and down: what makes edges smooth.

    Returns:
        Red, green, blue, shape (height, width, 3), and what the finer camera saw.
    """
    lamp = cast(
        figure.solids, figure.places, figure.turns, light(figure.middle + np.array([0, 0, 0.8]))
    )
    seen = cast(figure.solids, figure.places, figure.turns, camera.finer(finer))
    canvas = stage(camera, lamp)
    rows, columns = _around(seen.hit, finer)
    hit = seen.hit
    body = np.zeros((*hit.shape, 3), np.float32)
    body[hit] = shaded(seen, lamp)
    fine = (
        slice(rows.start * finer, rows.stop * finer),
        slice(columns.start * finer, columns.stop * finer),
    )
    covered = _coarser(hit[fine].astype(np.float32)[..., None], finer)
    canvas[rows, columns] *= 1 - covered
    canvas[rows, columns] += _coarser(body[fine], finer)
    return (canvas * 255 + 0.5).astype(np.uint8), seen


def stage(camera: Camera, lamp: Cast) -> Grid:
    """The stage without the body, with its shadow: from 0 to 1, shape (height, width, 3)."""
    width, height = camera.size
    rough = Camera(
        camera.eye, camera.axes, camera.focal / _ROUGH, (width // _ROUGH + 1, height // _ROUGH + 1)
    )
    down, where = floor(rough)
    spots, _ = lamp.camera.spots(np.column_stack([where, np.zeros(len(where))]))
    dark = np.zeros(len(where), np.float32)
    for soft, weight in ((2, 0.45), (12, 0.55)):
        shade = shade_on_floor(lamp, soft)
        x = np.clip(spots[:, 0].astype(np.intp), 0, shade.shape[1] - 1)
        y = np.clip(spots[:, 1].astype(np.intp), 0, shade.shape[0] - 1)
        dark += weight * shade[y, x]
    plan = np.zeros(down.shape, np.float32)
    plan[down] = dark
    grown = _grown(plan, camera.size)
    canvas: Grid = np.array(PAPER, np.float32) / 255 - grown[..., None] * _SHADE
    return canvas


def _grown(grid: Grid, size: tuple[int, int]) -> Grid:
    """A rough grid of a picture at the picture's own size, smoothly."""
    from PIL import Image

    width, height = size
    box = (0, 0, width / _ROUGH, height / _ROUGH)
    return np.asarray(
        Image.fromarray(grid).resize(size, Image.Resampling.BILINEAR, box=box), np.float32
    )


def _around(hit: NDArray[np.bool_], finer: int) -> tuple[slice, slice]:
    """The rows and columns of the coarser picture that the body is in."""
    spans = []
    for axis in (1, 0):
        there = np.flatnonzero(hit.any(axis=axis))
        spans.append(
            slice(there[0] // finer, there[-1] // finer + 1) if len(there) else slice(0, 0)
        )
    return spans[0], spans[1]


def _coarser(grid: Grid, times: int) -> Grid:
    height, width, depth = grid.shape
    return grid.reshape(height // times, times, width // times, times, depth).mean(axis=(1, 3))
