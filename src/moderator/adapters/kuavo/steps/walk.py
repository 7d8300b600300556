"""Where torso and feet are all along a motion, seen from where the robot stands before it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderator.adapters.kuavo.steps.player import APART_M
from moderator.body.joints import SIDES
from moderator.body.kuavo import KUAVO
from moderator.errors import ModeratorError
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.ground import grounded
from moderator.motion.whole_body.mannequin import Array, Mannequin

_AT_EASE_M, _AT_EASE_DEG = 0.02, 3.0
"""A foot that is no further from where it stands at ease stands so. Source: ours."""


@dataclass(frozen=True)
class Walk:
    """Torso and feet over time, k samples; metres and radians, x ahead, y to the left.

    Attributes:
        times_s: seconds of the motion, shape (k,).
        torso: x, y, z, roll, pitch, yaw from where the pelvis is of a robot that stands at ease on
            the first feet, shape (k, 6).
        feet: x, y, yaw of the left and the right ankle over the floor, as a robot counts them that
            stands with them `APART_M` from its middle, shape (k, 2, 3).
        lifts_m: how high the middle of each sole is, shape (k, 2).
        standing: whether each foot stands, shape (k, 2).
        height_m: of the pelvis over the floor, of a robot that stands at ease.
    """

    times_s: Array
    torso: Array
    feet: Array
    lifts_m: Array
    standing: NDArray[np.bool_]
    height_m: float

    def torso_at(self, times_s: Array) -> Array:
        """The torso at some times, shape (n, 6)."""
        columns = [np.interp(times_s, self.times_s, column) for column in self.torso.T]
        return np.stack(columns, axis=1)

    def foot_at(self, side: int, time_s: float) -> Array:
        """Where one foot is at a time, shape (3,)."""
        return np.array([np.interp(time_s, self.times_s, row) for row in self.feet[:, side].T])

    def between(self, from_s: float, to_s: float) -> NDArray[np.bool_]:
        """Which samples are in a stretch, both ends with it, shape (k,); at least one."""
        near_s = float(self.times_s[1])
        there: NDArray[np.bool_] = np.abs(self.times_s - (from_s + to_s) / 2) <= (
            (to_s - from_s) / 2 + near_s
        )
        return there

    def twist(self, side: int, put_s: float, from_s: float, to_s: float) -> float:
        """How far the torso turns in a stretch from a foot as it stands at some time, radians."""
        yaw = self.torso[self.between(from_s, to_s), 5]
        return float(np.abs(yaw - self.foot_at(side, put_s)[2]).max())


def walk_of(trajectory: Trajectory, name: str) -> Walk:
    """Put a motion on the floor, on a Kuavo's body; joints that it does not have are at rest.

    Args:
        trajectory: the motion.
        name: its name, for the error.

    Raises:
        ModeratorError: its feet are not at first as those of a robot that stands at ease.
    """
    mannequin = Mannequin(KUAVO)
    at_ease = np.array([mannequin.sole(side)[0] for side in (0, 1)])  # from the pelvis
    ground = grounded(mannequin, trajectory)
    moved = at_ease[:, :2].mean(axis=0) - ground.soles[0, :, :2].mean(axis=0)
    soles = ground.soles[:, :, :2] + moved
    heading = np.unwrap(ground.soles[:, :, 3], axis=0)
    _check_start(name, soles[0] - at_ease[:, :2], heading[0], ground.standing[0])
    height_m = -float(at_ease[:, 2].mean())
    place = ground.poses[:, :3] + (*moved, -height_m)
    torso = np.column_stack((place, *_angles(ground.poses[:, 3:7])))
    return Walk(
        times_s=ground.times_s,
        torso=torso,
        feet=np.concatenate((_ankles(soles, heading), heading[:, :, None]), axis=2),
        lifts_m=ground.soles[:, :, 2],
        standing=ground.standing,
        height_m=height_m,
    )


def _check_start(name: str, off_m: Array, turned_rad: Array, stands: NDArray[np.bool_]) -> None:
    """Refuse a motion that does not begin as the robot stands before it."""
    hint = "a player begins with the robot standing at ease: begin the motion so"
    far, turned = np.hypot(*off_m.T), np.degrees(np.abs(turned_rad))
    for side, called in enumerate(SIDES):
        if not stands[side]:
            raise ModeratorError(f"{name}: it begins with the {called} foot in the air", hint)
        if stands.all() and (far[side] > _AT_EASE_M or turned[side] > _AT_EASE_DEG):
            off = f"{far[side] * 100:.0f} cm and {turned[side]:.0f}°"
            why = f"{name}: it begins with the {called} foot {off} from where it stands at ease"
            raise ModeratorError(why, hint)


def _ankles(soles: Array, heading: Array) -> Array:
    """Both ankles' way over the floor, beginning where a robot counts them, shape (k, 2, 2)."""
    sole = KUAVO.sole
    toes = np.stack((np.cos(heading), np.sin(heading)), axis=-1)
    ankles = soles - (sole.toe_m - sole.heel_m) / 2 * toes
    counted: Array = ankles - ankles[0] + np.array([[0.0, APART_M], [0.0, -APART_M]])
    return counted


def _angles(quaternions: Array) -> tuple[Array, Array, Array]:
    """Roll, pitch and yaw, radians, each of shape (k,); yaw goes on past half a turn."""
    w, x, y, z = quaternions.T
    roll = np.arctan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y))
    pitch = np.arcsin(np.clip(2 * (w * y - z * x), -1.0, 1.0))
    yaw = np.arctan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))
    return roll, pitch, np.unwrap(yaw)
