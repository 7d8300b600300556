"""A hundred poses a second kept as few: whole numbers, and a smooth curve through them.

Neither MuJoCo nor the solver is needed to read them again.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from moderator.motion.trajectory import Trajectory

Array = NDArray[np.float64]

STEP_RAD = 2e-5
"""What an angle is a whole number of; it is off by half of that at most."""
WORST_RAD = 1e-4
"""How far the curve may be from any of the poses that it was made of."""
_EVERY = 4
"""Every which pose is kept, where the curve needs no more."""


@dataclass(frozen=True)
class Knots:
    """Poses to join by a smooth curve that stands still at both ends.

    Attributes:
        joints: their names, n of them.
        times_s: shape (k,), rising from 0.
        steps: angles in `STEP_RAD`, shape (k, n).
    """

    joints: tuple[str, ...]
    times_s: Array
    steps: NDArray[np.int64]

    @property
    def angles_rad(self) -> Array:
        """Shape (k, n)."""
        return (self.steps * STEP_RAD).astype(np.float64)

    def trajectory(self) -> Trajectory:
        """The curve."""
        angles = self.angles_rad
        speeds = smooth_speeds(self.times_s, angles)
        return Trajectory(
            self.joints,
            tuple(self.times_s.tolist()),
            tuple(map(tuple, angles.tolist())),
            tuple(map(tuple, speeds.tolist())),
        )

    def written(self) -> bytes:
        """An NPZ file, the same one for the same knots."""
        packed = np.diff(np.diff(self.steps, axis=0, prepend=0), axis=0, prepend=0)
        bytes_of = packed.astype("<i4").T.copy().view(np.uint8).reshape(*packed.T.shape, 4)
        file = io.BytesIO()
        np.savez_compressed(
            file,
            joints=np.array(self.joints),
            times_s=self.times_s,
            steps=np.moveaxis(bytes_of, -1, 0),
        )
        return file.getvalue()

    @classmethod
    def read(cls, written: bytes) -> "Knots":
        """The knots of an NPZ file.

        Raises:
            ValueError: it is none of ours, or not whole.
        """
        try:
            with np.load(io.BytesIO(written), allow_pickle=False) as file:
                planes = np.ascontiguousarray(np.moveaxis(file["steps"], 0, -1))
                packed = planes.view("<i4")[..., 0].T.astype(np.int64)
                steps = np.cumsum(np.cumsum(packed, axis=0), axis=0)
                joints = tuple(str(name) for name in file["joints"])
                return cls(joints, file["times_s"].astype(np.float64), steps)
        except (zipfile.BadZipFile, KeyError, EOFError, IndexError, OSError) as error:
            raise ValueError(str(error)) from error


def thinned(joints: tuple[str, ...], times_s: Array, angles_rad: Array) -> Knots:
    """Keep as few poses as tell all of them.

    Args:
        joints: names, n of them.
        times_s: shape (k,), rising from 0.
        angles_rad: shape (k, n).
    """
    steps = np.round(angles_rad / STEP_RAD).astype(np.int64)
    last = len(times_s) - 1
    kept = np.unique(np.append(np.arange(0, last, _EVERY), last))
    while True:
        knots = Knots(joints, times_s[kept], steps[kept])
        angles = knots.angles_rad
        there = along(knots.times_s, angles, smooth_speeds(knots.times_s, angles), times_s)
        off = np.flatnonzero(np.abs(there - angles_rad).max(axis=1) > WORST_RAD)
        piece = np.unique(np.clip(np.searchsorted(kept, off, side="right"), 1, len(kept) - 1))
        middle = (kept[piece - 1] + kept[piece]) // 2
        if set(middle.tolist()) <= set(kept.tolist()):
            return knots
        kept = np.union1d(kept, middle)


def along(knots_s: Array, angles_rad: Array, speeds_rad_s: Array, times_s: Array) -> Array:
    """Angles of cubic pieces at many times at once.

    Args:
        knots_s: shape (k,), at least two.
        angles_rad: at the knots, shape (k, n).
        speeds_rad_s: shape (k, n).
        times_s: shape (m,), held to the ends.

    Returns:
        Radians, shape (m, n).
    """
    times = np.clip(times_s, knots_s[0], knots_s[-1])
    i = np.clip(np.searchsorted(knots_s, times, side="right") - 1, 0, len(knots_s) - 2)
    length = (knots_s[i + 1] - knots_s[i])[:, None]
    s = (times - knots_s[i])[:, None] / length
    way = angles_rad[i + 1] - angles_rad[i]
    out, into = speeds_rad_s[i] * length, speeds_rad_s[i + 1] * length
    curve: Array = (
        ((out + into - 2 * way) * s + (3 * way - 2 * out - into)) * s + out
    ) * s + angles_rad[i]
    return curve


def sampled_rows(trajectory: Trajectory, times_s: Array) -> Array:
    """A trajectory's angles at many times at once, radians, shape (m, n)."""
    if len(trajectory.times_s) == 1:
        return np.tile(np.array(trajectory.positions_rad[0]), (len(times_s), 1))
    knots, angles, speeds = _arrays(trajectory)
    return along(knots, angles, speeds, times_s)


@cache
def _arrays(trajectory: Trajectory) -> tuple[Array, Array, Array]:
    return (
        np.array(trajectory.times_s),
        np.array(trajectory.positions_rad),
        np.array(trajectory.velocities_rad_s),
    )


def smooth_speeds(times_s: Array, angles_rad: Array) -> Array:
    """Speeds at the knots that make the curve smooth up to its acceleration, still at both ends.

    Args:
        times_s: shape (k,), rising.
        angles_rad: shape (k, n).

    Returns:
        Radians a second, shape (k, n).

    Source: de Boor 1978, A Practical Guide to Splines, chapter IV, complete cubic spline.
    """
    speeds = np.zeros_like(angles_rad)
    length = np.diff(times_s)
    rates = np.diff(angles_rad, axis=0) / length[:, None]
    inner = len(times_s) - 2
    if inner < 1:
        return speeds
    before, after = length[:-1], length[1:]
    right = 3.0 * (after[:, None] * rates[:-1] + before[:, None] * rates[1:])
    middle = 2.0 * (before + after)
    # Forward, then back: the matrix has three diagonals, `after`, `middle`, `before`.
    upper = np.empty(inner)
    upper[0] = before[0] / middle[0]
    right[0] /= middle[0]
    for i in range(1, inner):
        share = 1.0 / (middle[i] - after[i] * upper[i - 1])
        upper[i] = before[i] * share
        right[i] = (right[i] - after[i] * right[i - 1]) * share
    for i in range(inner - 2, -1, -1):
        right[i] -= upper[i] * right[i + 1]
    speeds[1:-1] = right
    return speeds
