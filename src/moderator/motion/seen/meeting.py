"""Where rays meet one solid: exactly, in its own frame, with the equations of its kind.

There a solid is a unit sphere, two spheres and the cone between them, or a box. A ray is
`eye + t (ahead + a right + b up)`, so that `t` is the depth; what the equations need are
polynomials in `a` and `b`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderator.motion.seen.camera import Array, Camera
from moderator.motion.seen.solids import Solid

Grid = NDArray[np.float32]
Rectangle = tuple[slice, slice]
"""Rows and columns of a picture."""
FAR = np.float32(1e9)
"""The depth where there is nothing."""


@dataclass(frozen=True)
class Placed:
    """A solid where it is now, as a camera meets it.

    Attributes:
        solid: the shape.
        turn: its axes on the stage, columns, shape (3, 3).
        eye: the camera in its frame, metres, shape (3,).
        rays: columns ahead, right, up in its frame, shape (3, 3).
    """

    solid: Solid
    turn: Array
    eye: Array
    rays: Array


def _ball(eye: Array, rays: Array, right: Grid, up: Grid) -> Grid:
    """How far ahead rays meet the unit sphere about the origin."""
    half = rays.T @ eye
    return _root(rays.T @ rays, half, float(eye @ eye) - 1, right, up)


def _ellipsoid(placed: Placed, right: Grid, up: Grid) -> Grid:
    half = placed.solid.half
    return _ball(placed.eye / half, placed.rays / half[:, None], right, up)


def _capsule(placed: Placed, right: Grid, up: Grid) -> Grid:
    """Two balls, and the cone that touches both."""
    eye, rays, (start, end, half) = placed.eye, placed.rays, placed.solid.half
    lean = _lean(placed.solid)
    upright = np.sqrt(1 - lean * lean)
    # The cone's radius is `widest` in the middle and grows by `growth` along z.
    growth, widest = -lean / upright, (start + end) / 2 / upright
    bend = np.diag([1.0, 1.0, -growth * growth])
    half_form = rays.T @ (bend @ eye) - rays[2] * (growth * widest)
    off = eye @ bend @ eye - 2 * growth * widest * eye[2] - widest * widest
    met = _root(rays.T @ bend @ rays, half_form, float(off), right, up)
    height = eye[2] + met * _of_ray(rays[2], right, up)
    met[(height < start * lean - half) | (height > half + end * lean)] = FAR
    along = np.array([0.0, 0.0, half])
    for radius, middle in ((start, -along), (end, along)):
        ball = _ball((eye - middle) / radius, rays / radius, right, up)
        np.minimum(met, ball, out=met)
    return met


def _lean(solid: Solid) -> float:
    """Which way a capsule's mantle faces along its z, from its radii: 0 where it does not taper."""
    start, end, half = solid.half
    return float((start - end) / (2 * half)) if half else 0.0


def _box(placed: Placed, right: Grid, up: Grid) -> Grid:
    near, far = np.float32(0), FAR
    for eye, rays, half in zip(placed.eye, placed.rays, placed.solid.half, strict=True):
        ray = _of_ray(rays, right, up)
        ray = np.where(np.abs(ray) < 1e-9, np.float32(1e-9), ray)
        one, other = (-half - eye) / ray, (half - eye) / ray
        near = np.maximum(near, np.minimum(one, other))
        far = np.minimum(far, np.maximum(one, other))
    return np.where(near < far, near, FAR)


METS = {"ellipsoid": _ellipsoid, "capsule": _capsule, "box": _box}


def _root(square: Array, half: Array, off: float, right: Grid, up: Grid) -> Grid:
    """The lesser root of a quadratic in t.

    Args:
        square: the factor of t², a form of (1, right, up), shape (3, 3).
        half: half the factor of t, of (1, right, up), shape (3,).
        off: what is without t.
        right: of the rays.
        up: of the rays.
    """
    a, h = _of(square.astype(np.float32), right, up), _of_ray(half, right, up)
    root = h * h - a * np.float32(off)
    return np.where(root > 0, (-h - np.sqrt(np.abs(root))) / a, FAR)


def _of_ray(factors: Array, right: Grid, up: Grid) -> Grid:
    ahead, across, upward = factors.astype(np.float32)
    return ahead + across * right + upward * up  # type: ignore[no-any-return]


def _of(form: Array, right: Grid, up: Grid) -> Grid:
    """A quadratic form of (1, right, up)."""
    row = form[0, 0] + (2 * form[0, 1] + form[1, 1] * right) * right
    return row + (2 * form[0, 2] + form[2, 2] * up + (2 * form[1, 2]) * right) * up  # type: ignore[no-any-return]


def outward(solid: Solid, local: Array) -> Array:
    """Which way a solid's surface faces at points of it, in its own frame; of any length."""
    if solid.kind == "ellipsoid":
        return local / (solid.half * solid.half)
    if solid.kind == "capsule":
        half, lean = solid.half[2], _lean(solid)
        # Where the mantle's own normal through a point meets the axis, held to the two middles.
        across = np.hypot(local[:, 0], local[:, 1])
        along = np.clip(local[:, 2] - across * (lean / np.sqrt(1 - lean * lean)), -half, half)
        return np.column_stack([local[:, :2], local[:, 2] - along])
    share = local / solid.half
    side = np.abs(share).argmax(axis=1)
    facing: Array = np.eye(3)[side] * np.sign(share[np.arange(len(side)), side])[:, None]
    return facing


def rectangle(placed: Placed, camera: Camera) -> Rectangle | None:
    """The part of the picture that a solid is in; None where it is outside."""
    solid, half = placed.solid, placed.solid.half
    if solid.kind == "ellipsoid":
        bounds = [_outline(placed.eye / half, placed.rays / half[:, None])]
    elif solid.kind == "capsule":
        along = np.array([0.0, 0.0, half[2]])
        ends = ((half[0], -along), (half[1], along))
        bounds = [
            _outline((placed.eye - end) / radius, placed.rays / radius) for radius, end in ends
        ]
    else:
        corners = np.array(np.meshgrid(*([-1, 1],) * 3)).reshape(3, 8) * half[:, None]
        seen = np.linalg.solve(placed.rays, corners - placed.eye[:, None])
        spots = seen[1:] / seen[0]
        bounds = [np.column_stack([spots.min(axis=1), spots.max(axis=1)])]
    low = np.min([bound[:, 0] for bound in bounds], axis=0)
    high = np.max([bound[:, 1] for bound in bounds], axis=0)
    width, height = camera.size
    left, right = (camera.focal * edge + camera.middle[0] for edge in (low[0], high[0]))
    top, bottom = (camera.middle[1] - camera.focal * edge for edge in (high[1], low[1]))
    columns = slice(max(0, int(left)), min(width, int(right) + 2))
    rows = slice(max(0, int(top)), min(height, int(bottom) + 2))
    return (rows, columns) if columns.start < columns.stop and rows.start < rows.stop else None


def _outline(eye: Array, rays: Array) -> Array:
    """Least and greatest right, and up, of the unit sphere's outline, shape (2, 2)."""
    half = rays.T @ eye
    dual = np.linalg.inv(np.outer(half, half) - (eye @ eye - 1) * (rays.T @ rays))
    middle = dual[0, 1:] / dual[0, 0]
    reach = np.sqrt(np.maximum(middle**2 - dual[[1, 2], [1, 2]] / dual[0, 0], 0))
    return np.column_stack([middle - reach, middle + reach])
