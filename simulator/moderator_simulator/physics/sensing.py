"""What the body's sensors say: late, and not exactly."""

from collections import deque
from dataclasses import dataclass
from random import Random

import mujoco
import numpy as np

from moderator.motion.whole_body.mannequin import Array
from moderator.values.duration import NS_PER_S

_KEPT = 32
_TURNS_PER_S = 3.0
"""Noise of the sensed turning for that of the attitude, 1/s. Source: 3 mm at the centre of mass
make 0.6 degrees a second; a gyroscope such as Bosch's BMI088 has 0.014 degrees a second in a root
of Hz (its data sheet), 0.14 at 100 Hz, a quarter of that."""


@dataclass(frozen=True)
class Reading:
    """All that the controller knows of the body.

    Attributes:
        joints_rad: angles, in MuJoCo's order, shape (n,).
        speeds_rad_s: of the joints, in MuJoCo's order, shape (n,).
        attitude: the pelvis's, as a quaternion, shape (4,): what an inertial sensor says.
        turning_rad_s: how it turns, about its own axes, shape (3,): what a gyroscope says.
        forces_n: what presses on each sole, shape (2,).
    """

    joints_rad: Array
    speeds_rad_s: Array
    attitude: Array
    turning_rad_s: Array
    forces_n: Array


class Sensing:
    """Sensors at joints, pelvis and ankles.

    Args:
        random: draws the noise.
        tick_s: time between two readings, seconds.
        height_m: of the centre of mass above the soles: noise that is told in millimetres there
            is an angle of the attitude.
    """

    def __init__(self, random: Random, tick_s: float, height_m: float) -> None:
        self._random = random
        self._tick_s = tick_s
        self._height_m = height_m
        self._late: deque[Reading] = deque(maxlen=_KEPT)

    def forget(self) -> None:
        """Say nothing of what was before."""
        self._late.clear()

    def read(self, data: mujoco.MjData, forces_n: Array, delay_ns: int, noise_mm: float) -> Reading:
        """What the sensors say now.

        Args:
            data: the body as it is.
            forces_n: what presses on each sole, shape (2,).
            delay_ns: age of what is said.
            noise_mm: one sigma, along each axis of the floor.
        """
        attitude, turning = data.qpos[3:7].copy(), data.qvel[3:6].copy()
        if noise_mm:
            sigma = noise_mm / 1000.0 / self._height_m
            axes = data.xmat[1].reshape(3, 3).T
            mujoco.mju_quatIntegrate(attitude, axes @ self._tilt(sigma), 1.0)
            turning += axes @ self._tilt(_TURNS_PER_S * sigma)
        self._late.append(
            Reading(data.qpos[7:].copy(), data.qvel[6:].copy(), attitude, turning, forces_n.copy())
        )
        ticks = round(delay_ns / NS_PER_S / self._tick_s)
        return self._late[max(0, len(self._late) - 1 - ticks)]

    def _tilt(self, sigma: float) -> Array:
        """About the floor's two axes, shape (3,)."""
        return np.array([self._random.gauss(0.0, sigma), self._random.gauss(0.0, sigma), 0.0])
