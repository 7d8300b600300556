"""A camera: where it stands, and what of the stage falls on which pixel."""

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Camera:
    """A pinhole.

    Attributes:
        eye: where it stands, metres, shape (3,).
        axes: rows right, up, ahead, unit vectors, shape (3, 3).
        focal: distance of the picture's plane, pixels.
        size: width and height of the picture, pixels.
    """

    eye: Array
    axes: Array
    focal: float
    size: tuple[int, int]

    def rays(self) -> tuple[Array, Array]:
        """How far right, shape (width,), and up, shape (height,), a pixel is, one metre ahead."""
        width, height = self.size
        right = (np.arange(width) + 0.5 - width / 2) / self.focal
        up = (height / 2 - np.arange(height) - 0.5) / self.focal
        return right, up

    def spots(self, points: Array) -> tuple[Array, Array]:
        """Where points appear.

        Args:
            points: metres, shape (k, 3).

        Returns:
            Pixels right of and below the upper left corner, shape (k, 2), and how far ahead each
            point is, metres, shape (k,).
        """
        seen = (points - self.eye.astype(points.dtype)) @ self.axes.T.astype(points.dtype)
        ahead = np.maximum(seen[:, 2], 1e-6)
        width, height = self.size
        across = width / 2 + self.focal * seen[:, 0] / ahead
        down = height / 2 - self.focal * seen[:, 1] / ahead
        return np.column_stack([across, down]), seen[:, 2]

    def finer(self, times: int) -> "Camera":
        """The same camera with so many more pixels across and down."""
        width, height = self.size
        return Camera(self.eye, self.axes, self.focal * times, (width * times, height * times))


def looking(
    at: Array, turned_deg: float, raised_deg: float, away_m: float, tall_m: float,
    size: tuple[int, int],
) -> Camera:  # fmt: skip
    """A camera that looks at a point.

    Args:
        at: the point, metres, shape (3,).
        turned_deg: from which side: 0 from ahead of the stage (x), 90 from its left (y).
        raised_deg: from how high above level.
        away_m: from how far.
        tall_m: how much of the stage at the point the picture's height shows.
        size: width and height of the picture, pixels.
    """
    turn, rise = radians(turned_deg), radians(raised_deg)
    back = np.array([cos(turn) * cos(rise), sin(turn) * cos(rise), sin(rise)])
    right = np.array([-sin(turn), cos(turn), 0.0])
    axes = np.array([right, np.cross(back, right), -back])
    return Camera(np.asarray(at) + back * away_m, axes, size[1] * away_m / tall_m, size)


def light(at: Array, size: int = 512, wide_m: float = 2.6) -> Camera:
    """The stage's lamp, which sees what is not in shadow, turned to a point, metres, shape (3,)."""
    return looking(at, 35.0, 66.0, 9.0, wide_m, (size, size))
