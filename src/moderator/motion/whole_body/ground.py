"""A joint trajectory put on the floor: which foot stands when, and where the body is then."""

from dataclasses import dataclass
from math import exp, hypot

import mujoco
import numpy as np
from numpy.typing import NDArray

from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.mannequin import Array, Mannequin

RATE_HZ = 100
LIFTED_M = 0.003
"""A sole is off the floor when a corner of it is higher."""
_SHARED_M = 0.02
"""Over what difference of distance to the centre of mass the feet share what they say."""


@dataclass(frozen=True)
class Footing:
    """Where a sole stands.

    Attributes:
        place: its middle, metres, shape (3,).
        heading_rad: the direction of its toes.
    """

    place: Array
    heading_rad: float


class Ground:
    """Keeps a mannequin on the floor while its joints go from pose to pose.

    A foot that stands stays where it stands; one that rises above the other is let go, and stands
    again where it comes down. Of two that stand, the one nearer to the centre of mass has the
    greater say.

    Args:
        mannequin: the body; it begins with its pelvis over x = y = 0, facing along x.
    """

    def __init__(self, mannequin: Mannequin) -> None:
        self.mannequin = mannequin
        self.standing: list[Footing | None] = [None, None]
        self._half = mannequin.half_sole_m

    def begin(self, joints_rad: Array) -> None:
        """Stand in a first pose, radians, shape (n,): on the lower foot, or on both."""
        data = self.mannequin.data
        data.qpos[:7] = (0, 0, 0, 1, 0, 0, 0)
        data.qpos[self.mannequin.places] = joints_rad
        self.mannequin.read()
        lower = min((0, 1), key=lambda side: float(self.mannequin.sole(side)[0][2]))
        place, axes = self.mannequin.sole(lower)
        self._carry(*_flat(place, axes), place.copy(), axes.copy())
        self.standing = [self._footing(side) if self._is_down(side) else None for side in (0, 1)]

    def pose(self, joints_rad: Array) -> None:
        """Go on to the next pose, radians, shape (n,); then `mannequin.data` is all of it."""
        self.mannequin.data.qpos[self.mannequin.places] = joints_rad
        self.mannequin.read()
        self._stand_on(self.weights())
        for side in (0, 1):
            down = self._is_down(side)
            if self.standing[side] is None and down:
                self.standing[side] = self._footing(side)
            elif self.standing[side] is not None and not down and self.standing[1 - side]:
                self.standing[side] = None
                self._stand_on(self.weights())

    def weights(self) -> tuple[float, float]:
        """Each foot's say, together 1."""
        if self.standing[0] is None:
            return 0.0, 1.0
        if self.standing[1] is None:
            return 1.0, 0.0
        x, y, _ = self.mannequin.centre_m.tolist()
        places = [self.mannequin.sole(side)[0].tolist() for side in (0, 1)]
        nearer, other = (hypot(place[0] - x, place[1] - y) for place in places)
        left = 1.0 / (1.0 + exp(min(max((nearer - other) / _SHARED_M, -30.0), 30.0)))
        return left, 1.0 - left

    def _stand_on(self, weights: tuple[float, float]) -> None:
        """Move the whole body so that the feet that stand are where they stand."""
        data = self.mannequin.data
        here = [self.mannequin.sole(side) for side in (0, 1)]
        bases = []
        for side in (0, 1):
            footing = self.standing[side]
            if footing is None or weights[side] < 1e-6:
                continue
            place, axes = here[side]
            bases.append((weights[side], *_moved(data.qpos, place, axes, footing)))
        position = sum((weight * place for weight, place, _ in bases), np.zeros(3))
        first = bases[0][2]
        turn = sum(
            (weight * (quat if quat @ first >= 0 else -quat) for weight, _, quat in bases),
            np.zeros(4),
        )
        data.qpos[:3] = position
        data.qpos[3:7] = turn / np.linalg.norm(turn)
        self.mannequin.read()

    def _carry(self, to_place: Array, to_axes: Array, place: Array, axes: Array) -> None:
        """Move the whole body as it takes to bring one frame onto another."""
        turn = to_axes @ axes.T
        data = self.mannequin.data
        data.qpos[:3] = to_place + turn @ (data.qpos[:3] - place)
        data.qpos[3:7] = _times(turn, data.qpos[3:7])
        self.mannequin.read()

    def _is_down(self, side: int) -> bool:
        place, axes = self.mannequin.sole(side)
        length, breadth = self._half
        highest = place[2] + length * abs(axes[2, 0]) + breadth * abs(axes[2, 1])
        return bool(highest <= LIFTED_M)

    def _footing(self, side: int) -> Footing:
        place, axes = self.mannequin.sole(side)
        return Footing(
            np.array([place[0], place[1], 0.0]), float(np.arctan2(axes[1, 0], axes[0, 0]))
        )


@dataclass(frozen=True)
class Grounded:
    """A trajectory on the floor, sample by sample, k of them.

    Attributes:
        times_s: seconds, shape (k,).
        poses: MuJoCo's `qpos` of the body: place of the pelvis (m), its quaternion, then the
            joints (rad) in the model's order, shape (k, nq).
        standing: whether left and right foot stand, shape (k, 2).
        soles: middle of each sole, metres, and heading, radians, shape (k, 2, 4).
        centres_m: centre of mass, shape (k, 3).
    """

    times_s: Array
    poses: Array
    standing: NDArray[np.bool_]
    soles: Array
    centres_m: Array


def grounded(mannequin: Mannequin, trajectory: Trajectory, rate_hz: float = RATE_HZ) -> Grounded:
    """Put a trajectory on the floor.

    Args:
        mannequin: the body; joints that the trajectory does not name stay at rest.
        trajectory: the motion.
        rate_hz: samples a second; the last one is the trajectory's end.
    """
    count = max(2, int(np.ceil(trajectory.duration_s * rate_hz)) + 1)
    times = np.linspace(0.0, trajectory.duration_s, count)
    return grounded_rows(mannequin, times, sampled(mannequin, trajectory, times))


def sampled(mannequin: Mannequin, trajectory: Trajectory, times_s: Array) -> Array:
    """All joints of the body at some times, radians, shape (k, n), in the mannequin's order."""
    rows = np.tile(mannequin.rest, (len(times_s), 1))
    columns = [mannequin.joints.index(joint) for joint in trajectory.joints]
    rows[:, columns] = [trajectory.at(float(time)) for time in times_s]
    return rows


def grounded_rows(mannequin: Mannequin, times_s: Array, rows_rad: Array) -> Grounded:
    """As `grounded`, from all joints at some times: seconds, shape (k,), radians, shape (k, n)."""
    ground = Ground(mannequin)
    ground.begin(rows_rad[0])
    count = len(times_s)
    poses = np.empty((count, mannequin.model.nq))
    standing = np.empty((count, 2), dtype=np.bool_)
    soles = np.empty((count, 2, 4))
    centres = np.empty((count, 3))
    for i, row in enumerate(rows_rad):
        ground.pose(row)
        poses[i] = mannequin.data.qpos
        standing[i] = [footing is not None for footing in ground.standing]
        for side in (0, 1):
            place, axes = mannequin.sole(side)
            soles[i, side] = (*place, np.arctan2(axes[1, 0], axes[0, 0]))
        centres[i] = mannequin.centre_m
    return Grounded(times_s, poses, standing, soles, centres)


def _flat(place: Array, axes: Array) -> tuple[Array, Array]:
    """The frame on the floor under another one, turned as it is."""
    heading = np.arctan2(axes[1, 0], axes[0, 0])
    return np.array([place[0], place[1], 0.0]), _heading(float(heading))


def _heading(heading_rad: float) -> Array:
    c, s = np.cos(heading_rad), np.sin(heading_rad)
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def _moved(base: Array, place: Array, axes: Array, footing: Footing) -> tuple[Array, Array]:
    """Where the pelvis is when a sole is brought to where it stands."""
    turn = _heading(footing.heading_rad) @ axes.T
    return footing.place + turn @ (base[:3] - place), _times(turn, base[3:7])


def _times(turn: Array, quaternion: Array) -> Array:
    """A quaternion turned on by a rotation."""
    by, turned = np.empty(4), np.empty(4)
    mujoco.mju_mat2Quat(by, turn.ravel())
    mujoco.mju_mulQuat(turned, by, quaternion)
    return turned
