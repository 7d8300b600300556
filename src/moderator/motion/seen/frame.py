"""One picture of a body on its stage."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from moderator.motion.seen.camera import Array, Camera, light
from moderator.motion.seen.casting import Cast, cast
from moderator.motion.seen.meeting import Grid
from moderator.motion.seen.shading import PAPER, floor, shaded, softened
from moderator.motion.seen.solids import Solid

Ground = Literal["paper", "stage"]
"""What is beneath and behind: the print's paper, or a lit floor that ends in it."""

_ROUGH = 2
"""The floor, where all is soft, is worked out for every so manieth pixel."""
_SHADE = np.array([0.42, 0.39, 0.33], np.float32)
"""What the deepest shadow takes away of red, green, blue."""
_SHADES = ((5, 0.45), (32, 0.55))
"""How far the shadow is softened, in pixels of the lamp's picture, and how much of it so far."""
_MARGIN = 64
"""Pixels about the body in the lamp's picture for the softest shadow."""
_DUSK = np.array([0.11, 0.13, 0.165], np.float32)
"""What is missing of red, green, blue far from the pool of light."""
_POOL_M, _SEEN_M = 2.4, 1.6
"""How far the pool of light reaches, and how far the floor's seams are seen, metres."""
_SEAM_M, _SEAM, _APART_M = 0.006, 0.35, 1.0
"""Half the breadth of the seams between the floor's boards, how dark they are, how far apart."""
_FADING = 0.14
"""The share of a picture's breadth over which a shadow fades into the paper."""


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
        return np.array([*self.places[0, :2], 0.0])


def picture(
    figure: Figure, camera: Camera, finer: int = 2, ground: Ground = "paper"
) -> tuple[NDArray[np.uint8], Cast]:
    """Take a picture.

    Args:
        figure: the body.
        camera: from where.
        finer: rays a pixel, across and down: what makes edges smooth.
        ground: what is beneath and behind it.

    Returns:
        Red, green, blue, shape (height, width, 3), and what the finer camera saw.
    """
    lamp = cast(
        figure.solids, figure.places, figure.turns, light(figure.middle + np.array([0, 0, 0.8]))
    )
    seen = cast(figure.solids, figure.places, figure.turns, camera.finer(finer))
    canvas = _ground(ground, camera, lamp, figure.middle)
    _paste(canvas, shaded(seen, lamp), seen, finer)
    return (canvas * 255 + 0.5).astype(np.uint8), seen


def _paste(canvas: Grid, colours: Grid, seen: Cast, finer: int) -> None:
    """Put the body, seen with finer pixels, onto a picture."""
    rows, columns = ((span.start // finer, -(-span.stop // finer)) for span in seen.rectangle)
    size = (finer * (rows[1] - rows[0]), finer * (columns[1] - columns[0]))
    top, left = (span.start % finer for span in seen.rectangle)
    height, width = seen.number.shape
    whole = np.zeros((*size, 4), np.float32)
    body = whole[top : top + height, left : left + width]
    body[seen.hit, :3] = colours
    body[seen.hit, 3] = 1
    coarse = sum(whole[i::finer, j::finer] for i in range(finer) for j in range(finer))
    coarse = np.asarray(coarse) / np.float32(finer * finer)
    under = canvas[slice(*rows), slice(*columns)]
    under *= 1 - coarse[..., 3:]
    under += coarse[..., :3]


def _ground(kind: Ground, camera: Camera, lamp: Cast, middle: Array) -> Grid:
    """What is beneath and behind a body: from 0 to 1, shape (height, width, 3)."""
    rough = camera.finer(1 / _ROUGH)
    down, where = floor(rough)
    dark = np.zeros(down.shape, np.float32)
    dark[down] = _shadow(lamp, where)
    if kind == "paper":
        dark *= _fading(down.shape[1]) * _fading(down.shape[0])[:, None]
    else:
        dusk = np.ones(down.shape, np.float32)
        away = np.hypot(*(where - middle[:2].astype(np.float32)).T)
        dusk[down] = (
            1 - np.exp(-((away / _POOL_M) ** 2)) + _seams(where) * np.exp(-((away / _SEEN_M) ** 2))
        )
        dark = np.stack([dark, dusk], axis=-1)
    taken = _grown(dark, camera.size)
    canvas = np.array(PAPER, np.float32) / np.float32(255)
    if kind == "paper":
        canvas = canvas - taken[..., None] * _SHADE
    else:
        canvas = canvas * (1 - taken[..., 1:] * _DUSK) * (1 - taken[..., :1] * _SHADE)
    return canvas


def _shadow(lamp: Cast, where: Grid) -> Grid:
    """How dark the body's shadow is at places of the floor, metres, shape (k, 2): 0 to 1."""
    spots, _ = lamp.camera.spots(np.column_stack([where, np.zeros_like(where[:, 0])]))
    shade = np.pad(lamp.hit.astype(np.float32), _MARGIN)
    spots += _MARGIN
    height, width = shade.shape
    inside = (spots >= 0).all(axis=1) & (spots[:, 0] < width) & (spots[:, 1] < height)
    x, y = spots[inside].astype(np.intp).T
    dark = np.zeros(len(where), np.float32)
    for soft, weight in _SHADES:
        dark[inside] += weight * softened(shade, soft)[y, x]
    return dark


def _seams(where: Grid) -> Grid:
    """The lines between the boards of the floor, from 0 to what is darkest."""
    off = np.abs(where - np.round(where / _APART_M) * _APART_M).min(axis=1)
    return np.asarray(_SEAM * np.exp(-((off / (2 * _SEAM_M)) ** 2)), np.float32)


def _fading(length: int) -> Grid:
    """From 0 at both edges to 1 within."""
    edge = np.minimum(np.arange(length), np.arange(length)[::-1]) / (_FADING * length)
    share = np.clip(edge, 0, 1).astype(np.float32)
    return share * share * (3 - 2 * share)


def _grown(grid: Grid, size: tuple[int, int]) -> Grid:
    """A rough grid of a picture at the picture's own size, smoothly."""
    layers = [grid] if grid.ndim == 2 else list(np.moveaxis(grid, -1, 0))
    box = (0, 0, size[0] / _ROUGH, size[1] / _ROUGH)
    grown = [
        np.asarray(
            Image.fromarray(np.ascontiguousarray(layer)).resize(
                size, Image.Resampling.BILINEAR, box
            )
        )
        for layer in layers
    ]
    return grown[0] if grid.ndim == 2 else np.stack(grown, axis=-1)
