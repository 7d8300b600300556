"""Sharing the weight between the feet: the leg that carries too little is made longer.

Two stiff legs on one floor carry what an error of a millimetre makes them carry, whatever the
motors' torques were meant to do; so the lengths of the legs follow the forces.
"""

import mujoco
import numpy as np

from moderator.body.joints import SIDES
from moderator.motion.whole_body.mannequin import Array, Mannequin

_RATE_M_NS = 1.5e-4
"""Of length for a difference of force, metres a newton a second. Source: tuned here."""
_FORGETS_S = 0.6
_LEAST_M, _MOST_M = 2e-5, 0.02
_MOST_RAD = 0.1
_SMOOTHING = 0.5
_LEG = ("hip_roll", "hip_yaw", "hip_pitch", "knee", "ankle_pitch", "ankle_roll")
_TURNS = 0.3
"""What a turn of the sole weighs beside a move of it, metres a radian."""


class Legs:
    """How much longer the left leg is made, and the right one shorter.

    Args:
        mannequin: the posture; it is read, never changed.
        tick_s: time between two looks, seconds.
    """

    def __init__(self, mannequin: Mannequin, tick_s: float) -> None:
        self._mannequin = mannequin
        self._tick_s = tick_s
        self._columns = [
            [mannequin.joints.index(f"{side}_{joint}") for joint in _LEG] for side in SIDES
        ]
        self._places = [mannequin.places[columns] - 1 for columns in self._columns]
        self._moved = np.zeros((3, mannequin.model.nv))
        self._turned = np.zeros((3, mannequin.model.nv))
        self.begin()

    def begin(self) -> None:
        """Forget what was before."""
        self._longer_m = 0.0
        self._forces_n: Array | None = None

    def change(self, wanted_n: Array, felt_n: Array) -> Array:
        """By how much to change the joints' targets, radians, shape (n,), in the table's order.

        Args:
            wanted_n: what each foot shall carry, newtons, shape (2,).
            felt_n: what each seems to carry.
        """
        before = felt_n if self._forces_n is None else self._forces_n
        self._forces_n = before + _SMOOTHING * (felt_n - before)
        lacks = wanted_n - self._forces_n
        rate = _RATE_M_NS * (lacks[0] - lacks[1]) - self._longer_m / _FORGETS_S
        self._longer_m = min(max(self._longer_m + self._tick_s * rate, -_MOST_M), _MOST_M)
        change = np.zeros(len(self._mannequin.joints))
        if abs(self._longer_m) < _LEAST_M:
            return change
        for side, sign in ((0, -1.0), (1, 1.0)):
            change[self._columns[side]] = self._lifting(side, sign * self._longer_m / 2)
        return change

    def _lifting(self, side: int, by_m: float) -> Array:
        """What lifts a sole by so much, and neither moves nor turns it otherwise."""
        model, data = self._mannequin.model, self._mannequin.data
        site = self._mannequin.soles[side]
        mujoco.mj_jacSite(model, data, self._moved, self._turned, site)
        columns = self._places[side]
        way = np.vstack([self._moved[:, columns], _TURNS * self._turned[:, columns]])
        goal = np.array([0.0, 0.0, by_m, 0.0, 0.0, 0.0])
        damped = way @ way.T + 1e-5 * np.eye(6)
        lifting: Array = np.clip(way.T @ np.linalg.solve(damped, goal), -_MOST_RAD, _MOST_RAD)
        return lifting
