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
                facing[mine] = _facing(placed.solid, local) @ placed.turn.T
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
    rectangles = [_rectangle(placed, camera) for placed in all_placed]
    rows, columns = _around([found for found in rectangles if found])
    camera = camera.part(rows, columns)
    width, height = camera.size
    depth = np.full((height, width), _FAR, np.float32)
    number = np.full((height, width), -1, np.int16)
    right, up = (axis.astype(np.float32) for axis in camera.rays())
    for i, (placed, found) in enumerate(zip(all_placed, rectangles, strict=True)):
        if found is None:
            continue
        where = _within(found, rows.start, columns.start)
        met = _METS[placed.solid.kind](placed, right[where[1]], up[where[0], None])
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
    met[(height < start * lean - half) | (height > half + end * lean)] = _FAR
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
    near, far = np.float32(0), _FAR
    for eye, rays, half in zip(placed.eye, placed.rays, placed.solid.half, strict=True):
        ray = _of_ray(rays, right, up)
        ray = np.where(np.abs(ray) < 1e-9, np.float32(1e-9), ray)
        one, other = (-half - eye) / ray, (half - eye) / ray
        near = np.maximum(near, np.minimum(one, other))
        far = np.minimum(far, np.maximum(one, other))
    return np.where(near < far, near, _FAR)


_METS = {"ellipsoid": _ellipsoid, "capsule": _capsule, "box": _box}


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
    return np.where(root > 0, (-h - np.sqrt(np.abs(root))) / a, _FAR)


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
        half, lean = solid.half[2], _lean(solid)
        # Where the mantle's own normal through a point meets the axis, held to the two middles.
        across = np.hypot(local[:, 0], local[:, 1])
        along = np.clip(local[:, 2] - across * (lean / np.sqrt(1 - lean * lean)), -half, half)
        return np.column_stack([local[:, :2], local[:, 2] - along])
    share = local / solid.half
    side = np.abs(share).argmax(axis=1)
    facing: Array = np.eye(3)[side] * np.sign(share[np.arange(len(side)), side])[:, None]
    return facing


def _rectangle(placed: Placed, camera: Camera) -> Rectangle | None:
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
