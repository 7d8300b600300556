"""Rays cast at the solids of a body: what a camera sees of it, computed exactly.

Every solid is met in its own frame, where it is a unit sphere, a cylinder or a cube. A ray is
`eye + t (ahead + a right + b up)`, so that `t` is the depth; what the equations of a solid need
are polynomials in `a` and `b`, worked out over the solid's own rectangle of the picture alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderator.motion.seen.camera import Array, Camera
from moderator.motion.seen.solids import Solid

Grid = NDArray[np.float32]
Rectangle = tuple[slice, slice]
_FAR = np.float32(1e9)


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


@dataclass(frozen=True)
class Cast:
    """What a camera sees.

    Attributes:
        camera: from where.
        depth: how far ahead, metres, shape (height, width); a billion where there is nothing.
        number: which solid, shape (height, width); −1 where there is none.
        placed: the solids.
    """

    camera: Camera
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
                facing[mine] = _facing(placed.solid, local) @ placed.turn.T
        facing /= np.linalg.norm(facing, axis=1, keepdims=True)
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
    width, height = camera.size
    depth = np.full((height, width), _FAR, np.float32)
    number = np.full((height, width), -1, np.int16)
    right, up = (axis.astype(np.float32) for axis in camera.rays())
    ahead = camera.axes[[2, 0, 1]].T
    all_placed = []
    for i, solid in enumerate(solids):
        turn = turns[solid.link] @ solid.axes
        middle = places[solid.link] + turns[solid.link] @ solid.middle
        placed = Placed(solid, turn, turn.T @ (camera.eye - middle), turn.T @ ahead)
        all_placed.append(placed)
        where = _rectangle(placed, camera)
        if where is None:
            continue
        met = _METS[solid.kind](placed, right[where[1]], up[where[0], None])
        nearer = met < depth[where]
        depth[where][nearer] = met[nearer]
        number[where][nearer] = i
    return Cast(camera, depth, number, tuple(all_placed))


def _ball(eye: Array, rays: Array, right: Grid, up: Grid) -> Grid:
    """How far ahead rays meet the unit sphere about the origin."""
    square, half, off = _polynomials(eye, rays)
    a = _of(square, right, up)
    h = half[0] + half[1] * right + half[2] * up
    root = h * h - a * np.float32(off)
    return np.where(root > 0, (-h - np.sqrt(np.abs(root))) / a, _FAR)


def _ellipsoid(placed: Placed, right: Grid, up: Grid) -> Grid:
    half = placed.solid.half
    return _ball(placed.eye / half, placed.rays / half[:, None], right, up)


def _capsule(placed: Placed, right: Grid, up: Grid) -> Grid:
    radius, _, half = placed.solid.half
    eye, rays = placed.eye / radius, placed.rays / radius
    end = np.array([0.0, 0.0, half / radius])
    tube = _ball(eye[:2], rays[:2], right, up)
    height = eye[2] + tube * _of_ray(rays[2], right, up)
    tube[np.abs(height) > end[2]] = _FAR
    ends = np.minimum(_ball(eye - end, rays, right, up), _ball(eye + end, rays, right, up))
    return np.minimum(tube, ends)


def _box(placed: Placed, right: Grid, up: Grid) -> Grid:
    near, far = np.float32(0), _FAR
    for eye, rays, half in zip(placed.eye, placed.rays, placed.solid.half, strict=True):
        ray = _of_ray(rays, right, up)
        ray = np.where(np.abs(ray) < 1e-9, np.float32(1e-9), ray)
        one, other = (-half - eye) / ray, (half - eye) / ray
        near = np.maximum(near, np.minimum(one, other))
        far = np.minimum(far, np.maximum(one, other))
    return np.where(near < far, near, _FAR)


_METS = {"ellipsoid": _ellipsoid, "capsule": _capsule, "box": _box}


def _polynomials(eye: Array, rays: Array) -> tuple[Array, Array, float]:
    """Of t: the factor of t², half that of t, and what is without t, by right and up."""
    square = (rays.T @ rays).astype(np.float32)
    return square, (rays.T @ eye).astype(np.float32), float(eye @ eye - 1)


def _of_ray(factors: Array, right: Grid, up: Grid) -> Grid:
    ahead, across, upward = factors.astype(np.float32)
    return ahead + across * right + upward * up  # type: ignore[no-any-return]


def _of(form: Array, right: Grid, up: Grid) -> Grid:
    """A quadratic form of (1, right, up)."""
    row = form[0, 0] + (2 * form[0, 1] + form[1, 1] * right) * right
    return row + (2 * form[0, 2] + form[2, 2] * up + (2 * form[1, 2]) * right) * up  # type: ignore[no-any-return]


def _facing(solid: Solid, local: Array) -> Array:
    """Which way a solid's surface faces at points of it, in its own frame; of any length."""
    if solid.kind == "ellipsoid":
        return local / (solid.half * solid.half)
    if solid.kind == "capsule":
        along = np.clip(local[:, 2], -solid.half[2], solid.half[2])
        return np.column_stack([local[:, :2], local[:, 2] - along])
    share = local / solid.half
    side = np.abs(share).argmax(axis=1)
    return np.eye(3)[side] * np.sign(share[np.arange(len(side)), side])[:, None]


def _rectangle(placed: Placed, camera: Camera) -> Rectangle | None:
    """The part of the picture that a solid is in; None where it is outside."""
    solid, half = placed.solid, placed.solid.half
    if solid.kind == "ellipsoid":
        bounds = [_outline(placed.eye / half, placed.rays / half[:, None])]
    elif solid.kind == "capsule":
        end = np.array([0.0, 0.0, half[2]])
        rays = placed.rays / half[0]
        bounds = [_outline((placed.eye + sign * end) / half[0], rays) for sign in (-1, 1)]
    else:
        corners = np.array(np.meshgrid(*([-1, 1],) * 3)).reshape(3, 8) * half[:, None]
        seen = np.linalg.solve(placed.rays, corners - placed.eye[:, None])
        spots = seen[1:] / seen[0]
        bounds = [np.column_stack([spots.min(axis=1), spots.max(axis=1)])]
    low = np.min([bound[:, 0] for bound in bounds], axis=0)
    high = np.max([bound[:, 1] for bound in bounds], axis=0)
    width, height = camera.size
    left, right = (camera.focal * edge + width / 2 for edge in (low[0], high[0]))
    top, bottom = (height / 2 - camera.focal * edge for edge in (high[1], low[1]))
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
