"""How far inside the soles that stand a point on the floor is."""

from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from moderator.motion.whole_body.mannequin import Array

_NOWHERE_M = 1e-9


def corners(soles: Array, half_m: tuple[float, float]) -> Array:
    """Corners of both soles on the floor.

    Args:
        soles: middle of each, metres, and heading, radians, shape (k, 2, 4).
        half_m: half a sole's length and half its breadth.

    Returns:
        Metres, shape (k, 2, 4, 2).
    """
    length, breadth = half_m
    heading = soles[:, :, 3]
    ahead = np.stack([np.cos(heading), np.sin(heading)], axis=-1)
    left = np.stack([-np.sin(heading), np.cos(heading)], axis=-1)
    found = [
        soles[:, :, :2] + length * along * ahead + breadth * across * left
        for along, across in ((1, 1), (1, -1), (-1, -1), (-1, 1))
    ]
    return np.stack(found, axis=2)


def inside_m(points: Array, soles: Array, standing: NDArray[np.bool_]) -> Array:
    """How far points are inside the smallest convex area around the soles that stand.

    Args:
        points: metres, shape (k, 2).
        soles: corners of both, metres, shape (k, 2, 4, 2).
        standing: whether each stands, shape (k, 2).

    Returns:
        Distance to the nearest edge, metres, shape (k,); negative outside, where a corner may be
        further than that; minus infinity where nothing stands.
    """
    # A foot in the air takes the place of the other one: it adds nothing then.
    left = np.where(standing[:, 0, None, None], soles[:, 0], soles[:, 1])
    right = np.where(standing[:, 1, None, None], soles[:, 1], soles[:, 0])
    around = np.concatenate([left, right], axis=1)
    least = np.full(len(points), np.inf)
    # Seen along the normal of any line through two corners, a point is no further out than it is;
    # among these normals are those of the edges.
    for one, other in permutations(range(around.shape[1]), 2):
        edge = around[:, other] - around[:, one]
        length = np.hypot(edge[:, 0], edge[:, 1])
        there = length > _NOWHERE_M
        normal = np.stack([edge[:, 1], -edge[:, 0]], axis=1) / np.where(there, length, 1.0)[:, None]
        furthest = np.einsum("kci,ki->kc", around, normal).max(axis=1)
        room = furthest - np.einsum("ki,ki->k", points, normal)
        least = np.where(there, np.minimum(least, room), least)
    return np.where(standing.any(axis=1), least, -np.inf)
