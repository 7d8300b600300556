"""A camera: where it stands, and what of the stage falls on which pixel."""

from dataclasses import dataclass
from math import ceil, cos, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Points = NDArray[np.floating[Any]]
"""Numbers of either length: pixels by the million are worked out with the short ones."""


@dataclass(frozen=True)
class Camera:
    """A pinhole.

    Attributes:
        eye: where it stands, metres, shape (3,).
        axes: rows right, up, ahead, unit vectors, shape (3, 3).
        focal: distance of the picture's plane, pixels.
        middle: what is straight ahead, pixels right of and below the upper left corner.
        size: width and height of the picture, pixels.
    """

    eye: Array
    axes: Array
    focal: float
    middle: tuple[float, float]
    size: tuple[int, int]

    def rays(self) -> tuple[Points, Points]:
        """How far right, shape (width,), and up, shape (height,), a pixel is, one metre ahead."""
        (across, down), (width, height) = self.middle, self.size
        right = (np.arange(width) + (0.5 - across)) / self.focal
        up = (down - 0.5 - np.arange(height)) / self.focal
        return right, up

    def spots(self, points: Points) -> tuple[Points, Points]:
        """Where points appear.

        Args:
            points: metres, shape (k, 3).

        Returns:
            Pixels right of and below the upper left corner, shape (k, 2), and how far ahead each
            point is, metres, shape (k,).
        """
        right, up, ahead = (
            sum(
                (points[:, i] - part) * axis[i]
                for i, part in enumerate(self.eye.astype(points.dtype))
            )
            for axis in self.axes.astype(points.dtype)
        )
        across, down = self.middle
        scale = points.dtype.type(self.focal) / np.maximum(ahead, points.dtype.type(1e-6))
        return np.stack([across + right * scale, down - up * scale], axis=1), ahead

    def finer(self, times: float) -> "Camera":
        """The same camera with so many times the pixels across and down, rounded up."""
        across, down = self.middle
        size = (ceil(self.size[0] * times), ceil(self.size[1] * times))
        return Camera(self.eye, self.axes, self.focal * times, (across * times, down * times), size)

    def part(self, rows: slice, columns: slice) -> "Camera":
        """The same camera for a part of its picture."""
        middle = (self.middle[0] - columns.start, self.middle[1] - rows.start)
        size = (columns.stop - columns.start, rows.stop - rows.start)
        return Camera(self.eye, self.axes, self.focal, middle, size)


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
    middle = (size[0] / 2, size[1] / 2)
    return Camera(np.asarray(at) + back * away_m, axes, size[1] * away_m / tall_m, middle, size)


def light(at: Array, size: int = 640, wide_m: float = 2.6) -> Camera:
    """The stage's lamp, which sees what is not in shadow, turned to a point, metres, shape (3,)."""
    return looking(at, 35.0, 66.0, 9.0, wide_m, (size, size))
