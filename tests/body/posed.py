"""A body put into a pose, for tests that ask where its limbs are."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from moderator.body.joints import SIDES
from moderator.body.kuavo import KUAVO
from moderator.motion.whole_body.ground import Ground
from moderator.motion.whole_body.mannequin import Mannequin


@cache
def _mannequin() -> Mannequin:
    return Mannequin(KUAVO)


def hung(angles_rad: Mapping[str, float]) -> Mannequin:
    """The body held by its pelvis, which is at 0; joints not named are straight."""
    mannequin = _mannequin()
    mannequin.data.qpos[:7] = (0, 0, 0, 1, 0, 0, 0)
    mannequin.data.qpos[mannequin.places] = [angles_rad.get(j, 0.0) for j in mannequin.joints]
    mannequin.read()
    return mannequin


def stood(angles_rad: Mapping[str, float]) -> Mannequin:
    """The body on the floor; joints not named are straight."""
    mannequin = _mannequin()
    Ground(mannequin).begin(np.array([angles_rad.get(j, 0.0) for j in mannequin.joints]))
    return mannequin


def place(mannequin: Mannequin, link: str) -> np.ndarray:
    """Where a link's joint is, metres."""
    return mannequin.data.body(link).xpos.copy()


def axes(mannequin: Mannequin, link: str) -> np.ndarray:
    """A link's axes, columns x, y, z."""
    return mannequin.data.body(link).xmat.reshape(3, 3).copy()


def sole_heights(mannequin: Mannequin, side: str) -> list[float]:
    """How high the four corners of a sole are, metres."""
    middle, turn = mannequin.sole(SIDES.index(side))
    length, breadth = mannequin.half_sole_m
    return [
        float(middle[2] + turn[2] @ (a * length, b * breadth, 0)) for a in (1, -1) for b in (1, -1)
    ]
