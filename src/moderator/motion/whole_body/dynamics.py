"""What a motion takes: where the floor has to push, and how hard every joint has to turn."""

from dataclasses import dataclass

import mujoco
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from moderator.motion.whole_body.ground import Grounded
from moderator.motion.whole_body.mannequin import Array, Mannequin

_SMOOTH_S = 0.06
"""Accelerations are averaged over this deviation: soft ankles do not feel what is shorter."""
_LEVER_M = 0.06
"""What makes a foot's moments comparable with its forces. Source: ours."""
_LEAST_SHARE = 1e-3


@dataclass(frozen=True)
class Effort:
    """What k poses of a motion take.

    Attributes:
        pressure_m: the zero-moment point on the floor, shape (k, 2).
        torques_nm: of each joint in the mannequin's order, shape (k, n).
        shares: of the weight that the left foot bears, shape (k,).
    """

    pressure_m: Array
    torques_nm: Array
    shares: Array


def effort(mannequin: Mannequin, course: Grounded, standing: NDArray[np.bool_]) -> Effort:
    """Work out what a motion on the floor takes, by inverse dynamics.

    Args:
        mannequin: the body.
        course: the motion, even in time.
        standing: which foot may bear weight, shape (k, 2).
    """
    speeds, accelerations = _derivatives(mannequin, course)
    data, count = mannequin.data, len(course.times_s)
    pressure = np.empty((count, 2))
    torques = np.empty((count, len(mannequin.joints)))
    shares = np.empty(count)
    columns = mannequin.places - 1
    floor = _Floor(mannequin)
    for i in range(count):
        data.qpos[:] = course.poses[i]
        data.qvel[:] = speeds[i]
        data.qacc[:] = accelerations[i]
        mannequin.read()
        wanted = floor.wanted()
        pressure[i] = floor.pressure_m(wanted)
        shares[i], held = floor.push(wanted, pressure[i], standing[i])
        torques[i] = (wanted - held)[columns]
    model = mannequin.model
    torques += model.dof_armature[columns] * accelerations[:, columns]
    torques += model.dof_damping[columns] * speeds[:, columns]
    return Effort(pressure, torques, shares)


def _derivatives(mannequin: Mannequin, course: Grounded) -> tuple[Array, Array]:
    """MuJoCo's `qvel` and `qacc`, shape (k, nv)."""
    dt = float(course.times_s[1] - course.times_s[0])
    poses = course.poses
    speeds = np.empty((len(poses), mannequin.model.nv))
    for i in range(len(poses)):
        before, after = max(i - 1, 0), min(i + 1, len(poses) - 1)
        mujoco.mj_differentiatePos(
            mannequin.model, speeds[i], (after - before) * dt, poses[before], poses[after]
        )
    smooth = gaussian_filter1d(speeds, _SMOOTH_S / dt, axis=0, mode="nearest")
    return speeds, np.gradient(smooth, dt, axis=0)


class _Floor:
    """What the floor does to the soles, in the pose that a mannequin is in."""

    def __init__(self, mannequin: Mannequin) -> None:
        self._mannequin = mannequin
        size = mannequin.model.nv
        self._wanted = np.empty(size)
        self._jacobians = [np.empty((6, size)) for _ in range(2)]

    def wanted(self) -> Array:
        """Forces on every degree of freedom that make it move as it does, shape (nv,)."""
        model, data = self._mannequin.model, self._mannequin.data
        mujoco.mj_comVel(model, data)
        mujoco.mj_rne(model, data, 1, self._wanted)
        return self._wanted

    def pressure_m(self, wanted: Array) -> Array:
        """Where on the floor a push alone, without a tilting moment, gives that to the pelvis."""
        data = self._mannequin.data
        force = wanted[:3]
        moment = data.xmat[1].reshape(3, 3) @ wanted[3:6]
        place = data.qpos[:3]
        ahead = (moment[1] + place[2] * force[0]) / force[2]
        left = (place[2] * force[1] - moment[0]) / force[2]
        return np.array([place[0] - ahead, place[1] - left])

    def push(
        self, wanted: Array, pressure: Array, standing: NDArray[np.bool_]
    ) -> tuple[float, Array]:
        """The left foot's share, and what both feet together do, shape (nv,).

        Each foot bears the more the nearer it is to where the floor pushes; moments are kept small.
        """
        model, data = self._mannequin.model, self._mannequin.data
        share = self._share(pressure, standing)
        ways = []
        total = np.zeros((6, 6))
        scale = np.array([1.0, 1.0, 1.0, _LEVER_M**2, _LEVER_M**2, _LEVER_M**2])
        for side, part in ((0, share), (1, 1.0 - share)):
            jacobian = self._jacobians[side]
            mujoco.mj_jacSite(model, data, jacobian[:3], jacobian[3:], self._mannequin.soles[side])
            if part < _LEAST_SHARE:
                continue
            way = (jacobian * (scale * part)[:, None]).T @ jacobian[:, :6]
            ways.append(way)
            total += way[:6]
        turned = np.linalg.solve(total, wanted[:6])
        return share, np.sum([way @ turned for way in ways], axis=0)

    def _share(self, pressure: Array, standing: NDArray[np.bool_]) -> float:
        if standing[0] != standing[1]:
            return float(standing[0])
        left, right = (self._mannequin.sole(side)[0][:2] for side in (0, 1))
        way = right - left
        return 1.0 - float(np.clip((pressure - left) @ way / (way @ way), 0.0, 1.0))
