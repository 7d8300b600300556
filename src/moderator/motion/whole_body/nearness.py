"""How near a body comes to itself."""

from dataclasses import dataclass

import mujoco
import numpy as np
from numpy.typing import NDArray

from moderator.body.joints import SIDES
from moderator.motion.whole_body.mannequin import Array, Mannequin
from moderator.motion.whole_body.pairs import pairs

FAR_M = 0.10
"""What is further apart is not measured."""


@dataclass(frozen=True)
class Nearness:
    """Which two parts of a body are nearest to each other, k times.

    Attributes:
        apart_m: distance between their shapes, at most `FAR_M`, shape (k,).
        which: the pair, shape (k,).
        pairs: names of the two links of each pair.
    """

    apart_m: Array
    which: NDArray[np.intp]
    pairs: tuple[tuple[str, str], ...]

    def named(self, i: int) -> str:
        """The nearest two at a sample, such as `left_wrist_pitch and waist_yaw`."""
        return " and ".join(self.pairs[int(self.which[i])])


def nearness(mannequin: Mannequin, poses: Array, *, of_hands: bool) -> Nearness:
    """Measure the least distance between felt shapes of a body.

    Args:
        mannequin: the body.
        poses: MuJoCo's `qpos`, shape (k, nq).
        of_hands: that of one hand to the other, rather than that of all else.
    """
    model, data = mannequin.model, mannequin.data
    hands = {mannequin.body.end(f"{side}_wrist") for side in SIDES}
    every = [(one[0], other[0]) for one, other in pairs(mannequin)]
    names = [pair for pair in every if ({_link(shape) for shape in pair} == hands) == of_hands]
    shapes = np.array([[model.geom(name).id for name in pair] for pair in names])
    reach = model.geom_rbound[shapes].sum(axis=1)
    apart = np.full(len(poses), FAR_M)
    which = np.zeros(len(poses), dtype=np.intp)
    for i, pose in enumerate(poses):
        data.qpos[:] = pose
        mujoco.mj_kinematics(model, data)
        between = data.geom_xpos[shapes[:, 0]] - data.geom_xpos[shapes[:, 1]]
        least = np.sqrt(np.einsum("pi,pi->p", between, between)) - reach
        for pair in np.argsort(least):
            if least[pair] >= apart[i]:
                break
            one, other = shapes[pair]
            found = mujoco.mj_geomDistance(model, data, one, other, apart[i], None)
            if found < apart[i]:
                apart[i], which[i] = found, pair
    links = tuple((_link(one), _link(other)) for one, other in names)
    return Nearness(apart, which, links)


def _link(shape: str) -> str:
    """The link that a felt shape belongs to."""
    return shape.rpartition("_")[0]
