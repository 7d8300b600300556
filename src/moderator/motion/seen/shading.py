"""Light on a body and its stage: from what a camera sees to a picture, as a quiet print."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from moderator.motion.seen.camera import Camera
from moderator.motion.seen.casting import Cast
from moderator.motion.seen.meeting import Grid

INK, PAPER, SEAL = (35, 48, 61), (247, 242, 231), (184, 64, 44)
"""Colours of the print: red, green, blue of 255."""

PAINTS = {
    "shell": (0.93, 0.915, 0.88),
    "dark": (0.085, 0.115, 0.15),
    "accent": (0.60, 0.13, 0.075),
    "light": (1.0, 0.93, 0.80),
}
_GLOSS = {"shell": 0.16, "dark": 0.20, "accent": 0.12, "light": 0.0}
_SKY = np.array([0.50, 0.53, 0.58], np.float32)
_FLOOR = np.array([0.40, 0.365, 0.31], np.float32)
_LAMP = np.array([0.74, 0.69, 0.61], np.float32)
_RIM = np.array([0.30, 0.31, 0.33], np.float32)
_LIFTED_M = 0.014
"""How far off its surface a body is asked for light, so that it does not shade itself."""
_BIAS_M = 0.006
"""How much nearer to the lamp a thing must be to shade another."""
_AROUND = ((0.0, 0.0), (1.5, 0.5), (-0.5, 1.5), (-1.5, -0.5), (0.5, -1.5))
"""Where in the lamp's picture it is asked for shade, pixels."""
_NEAR_BY_M = 0.09
_OCCLUDED_M = 0.09
_OCCLUSION = 0.42


def shaded(seen: Cast, lamp: Cast) -> Grid:
    """Paint what is seen of a body.

    Args:
        seen: what the camera sees.
        lamp: what the lamp sees.

    Returns:
        Red, green, blue from 0 to 1, shape (pixels hit, 3), row by row.
    """
    points, facing = seen.surface()
    number = seen.number[seen.hit]
    tones = [placed.solid.tone for placed in seen.placed]
    paint = np.array([PAINTS[tone] for tone in tones], np.float32)[number]
    gloss = np.array([_GLOSS[tone] for tone in tones], np.float32)[number][:, None]
    shining = np.array([tone == "light" for tone in tones])[number]

    to_lamp = -lamp.camera.axes[2].astype(np.float32)
    to_eye = seen.camera.eye.astype(np.float32) - points
    to_eye /= _length(to_eye)
    upward = 0.5 + 0.5 * facing[:, 2:]
    towards = facing @ to_lamp
    # A lamp that wraps a little around the edge is a large, soft one.
    lit = (
        np.clip((towards + 0.12) / 1.12, 0, 1)[:, None]
        * lit_by(lamp, points + facing * _LIFTED_M)[:, None]
    )
    about = occlusion(seen)[:, None]
    colour = paint * ((_SKY * upward + _FLOOR * (1 - upward)) * about + _LAMP * lit)
    half = to_eye + to_lamp
    half /= _length(half)
    spark = np.clip(np.einsum("ij,ij->i", facing, half), 0, 1)[:, None]
    for _ in range(5):
        spark = spark * spark
    edge = (1 - np.clip(np.einsum("ij,ij->i", facing, to_eye), 0, 1))[:, None] ** 3
    colour += gloss * lit * spark + _RIM * edge * gloss * 1.6 * upward * about
    colour[shining] = paint[shining]
    return np.clip(colour, 0, 1) ** np.float32(1 / 1.12)  # type: ignore[no-any-return]


def _length(vectors: Grid) -> Grid:
    return np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]  # type: ignore[no-any-return]


def lit_by(lamp: Cast, points: Grid) -> Grid:
    """How much of a lamp reaches points of the body: from 0 to 1, shape (k,)."""
    spots, depth = lamp.camera.spots(points)
    height, width = lamp.depth.shape
    free = np.zeros(len(points), np.float32)
    for across, down in _AROUND:
        x = np.clip((spots[:, 0] + across).astype(np.intp), 0, width - 1)
        y = np.clip((spots[:, 1] + down).astype(np.intp), 0, height - 1)
        free += lamp.depth[y, x] > depth - _BIAS_M
    return free / np.float32(len(_AROUND))


def occlusion(seen: Cast) -> Grid:
    """How open a place is to the light from all around, by what stands before it near by.

    Source: after Luft, Colditz & Deussen 2006, "Image enhancement by unsharp masking the depth
    buffer", SIGGRAPH.
    """
    hit = seen.hit
    if not hit.any():
        return np.ones(0, np.float32)
    farthest = seen.depth[hit].max()
    reach = max(2, int(_NEAR_BY_M * seen.camera.focal / float(farthest)))
    about = softened(np.where(hit, seen.depth, farthest), reach)
    behind = np.clip((seen.depth[hit] - about[hit]) / _OCCLUDED_M, 0, 1)
    return 1 - _OCCLUSION * behind  # type: ignore[no-any-return]


def softened(grid: Grid, reach: int) -> Grid:
    """The mean over squares, `reach` pixels wide, with a smooth passage from one to the next."""
    image = Image.fromarray(grid)
    box = (0, 0, grid.shape[1] / reach, grid.shape[0] / reach)
    return np.asarray(image.reduce(reach).resize(image.size, Image.Resampling.BICUBIC, box))


def floor(camera: Camera) -> tuple[NDArray[np.bool_], Grid]:
    """Which pixels look down at the floor, and where: metres, shape (pixels, 2), row by row."""
    right, up = (axis.astype(np.float32) for axis in camera.rays())
    x, y, z = (
        camera.axes[2, i] + camera.axes[0, i] * right[None] + camera.axes[1, i] * up[:, None]
        for i in range(3)
    )
    down = z < -1e-3
    t = -camera.eye[2] / z[down]
    return down, np.column_stack([camera.eye[0] + t * x[down], camera.eye[1] + t * y[down]])
