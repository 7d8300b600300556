"""What the body's sensors say: late, and not exactly."""

from collections import deque
from dataclasses import dataclass
from random import Random

import mujoco
import numpy as np

from moderator.motion.whole_body.mannequin import Array
from moderator.values.duration import NS_PER_S

_KEPT = 32


@dataclass(frozen=True)
class Reading:
    """All that the controller knows of the body.

    Attributes:
        joints_rad: angles, in MuJoCo's order, shape (n,).
        attitude: the pelvis's, as a quaternion, shape (4,): what an inertial sensor says.
        forces_n: what presses on each sole, shape (2,).
    """

    joints_rad: Array
    attitude: Array
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
        attitude = data.qpos[3:7].copy()
        if noise_mm:
            sigma = noise_mm / 1000.0 / self._height_m
            tilt = np.array([self._random.gauss(0.0, sigma), self._random.gauss(0.0, sigma), 0.0])
            mujoco.mju_quatIntegrate(attitude, data.xmat[1].reshape(3, 3).T @ tilt, 1.0)
        self._late.append(Reading(data.qpos[7:].copy(), attitude, forces_n.copy()))
        ticks = round(delay_ns / NS_PER_S / self._tick_s)
        return self._late[max(0, len(self._late) - 1 - ticks)]
