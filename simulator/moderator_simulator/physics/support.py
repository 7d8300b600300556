"""What the feet do for the body: where its support is, and which torques stand on it."""

from dataclasses import dataclass
from math import hypot

import mujoco
import numpy as np

from moderator.motion.whole_body.mannequin import Array, Mannequin

GRAVITY_M_S2 = 9.81
_RIM_M = (0.010, 0.006)
"""How far the centre of pressure stays from a sole's ends and sides."""


@dataclass(frozen=True)
class Frame:
    """A frame on the floor: between the feet, along their mean heading.

    Attributes:
        origin_m: shape (2,).
        turn: its axes as columns, shape (2, 2).
    """

    origin_m: Array
    turn: Array

    def inside(self, place_m: Array) -> Array:
        """A place of the floor as seen from it, metres, shape (2,)."""
        seen: Array = self.turn.T @ (place_m[:2] - self.origin_m)
        return seen

    def outside(self, seen_m: Array) -> Array:
        """The place of the floor that is seen there, metres, shape (2,)."""
        place: Array = self.origin_m + self.turn @ seen_m
        return place


@dataclass(frozen=True)
class Stance:
    """A body on its feet at one instant.

    Attributes:
        places_m: the middle of each sole, shape (2, 3).
        axes: the soles' axes as columns, shape (2, 3, 3).
        centre_m: centre of mass, shape (3,).
    """

    places_m: Array
    axes: Array
    centre_m: Array

    def frame(self, weights: tuple[float, float]) -> Frame:
        """The frame of the feet, each with its say, together 1."""
        left, right = weights
        origin = left * self.places_m[0, :2] + right * self.places_m[1, :2]
        toes = left * self.axes[0, :2, 0] + right * self.axes[1, :2, 0]
        x, y = toes / hypot(*toes)
        return Frame(origin, np.array([[x, -y], [y, x]]))

    def seen_m(self, weights: tuple[float, float]) -> Array:
        """Where the centre of mass is in that frame, shape (2,)."""
        return self.frame(weights).inside(self.centre_m)


def stance(data: mujoco.MjData, soles: tuple[int, ...]) -> Stance:
    """How a body stands, soles named by their sites."""
    sites = list(soles)
    axes = data.site_xmat[sites].reshape(2, 3, 3)
    return Stance(data.site_xpos[sites], axes, data.subtree_com[1].copy())


class Support:
    """Torques that hold a posture on the feet with the centre of pressure at a wanted place.

    Args:
        mannequin: the posture; it is read, never changed.
    """

    def __init__(self, mannequin: Mannequin) -> None:
        self._mannequin = mannequin
        self._length, self._breadth = mannequin.half_sole_m
        self._weight_n = mannequin.body.mass_kg * GRAVITY_M_S2
        self._feet = [mannequin.model.site_bodyid[site] for site in mannequin.soles]
        self._gravity = np.zeros(mannequin.model.nv)
        self._jacobian = np.zeros((3, mannequin.model.nv))

    def shares(self, pressure_m: Array, standing: tuple[bool, bool]) -> tuple[float, float]:
        """What share of the weight each foot carries for that centre of pressure.

        Args:
            pressure_m: wanted centre of pressure, metres, shape (2,).
            standing: which feet stand.
        """
        if not all(standing):
            return float(standing[0]), float(standing[1])
        left, right = (self._mannequin.sole(side)[0][:2] for side in (0, 1))
        way = right - left
        on_right = min(max(float((pressure_m - left) @ way / (way @ way)), 0.0), 1.0)
        return 1.0 - on_right, on_right

    def torques(self, pressure_m: Array, shares: tuple[float, float]) -> Array:
        """Torques against gravity, with the floor's forces as shared, Nm, shape (nv,).

        Args:
            pressure_m: wanted centre of pressure, metres, shape (2,).
            shares: of the weight, by foot.
        """
        model, data = self._mannequin.model, self._mannequin.data
        mujoco.mj_rne(model, data, 0, self._gravity)
        torques = self._gravity.copy()
        places = [self._mannequin.sole(side) for side in (0, 1)]
        middle = sum(share * place[:2] for share, (place, _) in zip(shares, places, strict=True))
        off = pressure_m - middle
        for side, share in enumerate(shares):
            if share < 1e-6:
                continue
            place, axes = places[side]
            point = self._under(place, axes, off)
            mujoco.mj_jac(model, data, self._jacobian, None, point, self._feet[side])
            torques -= self._jacobian[2] * (self._weight_n * share)
        return torques

    def _under(self, place: Array, axes: Array, off: Array) -> Array:
        """A point under a sole, so far from its middle but inside its rim, shape (3,)."""
        toes = axes[:2, 0] / hypot(axes[0, 0], axes[1, 0])
        aside = np.array([-toes[1], toes[0]])
        length, breadth = self._length - _RIM_M[0], self._breadth - _RIM_M[1]
        x = min(max(float(off @ toes), -length), length)
        y = min(max(float(off @ aside), -breadth), breadth)
        return np.array([*(place[:2] + x * toes + y * aside), 0.0])
