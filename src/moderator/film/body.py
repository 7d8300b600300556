"""The body on its stage, picture by picture, each pose once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderator.body.table import Body
from moderator.motion.seen.frame import Figure
from moderator.motion.seen.solids import Solid, solids
from moderator.motion.whole_body.ground import Ground
from moderator.motion.whole_body.mannequin import Mannequin

Array = NDArray[np.float32]

_SAME_RAD = 2e-4
_FOLLOWED_S = 1.6
"""How long the camera takes to follow the body."""
_FOLLOWED_M = 0.004
"""In steps of which it does."""


@dataclass(frozen=True)
class Standing:
    """Poses on the stage.

    Attributes:
        solids: the body's shapes.
        places: of its links, metres, shape (poses, links, 3).
        turns: their axes, columns, shape (poses, links, 3, 3).
        pose: which pose each picture shows, shape (pictures,).
        middle: where the camera looks, metres along x and y, shape (pictures, 2).
    """

    solids: tuple[Solid, ...]
    places: Array
    turns: Array
    pose: NDArray[np.int32]
    middle: Array

    def figure(self, pose: int) -> Figure:
        """The body in one of its poses."""
        return Figure(self.solids, self.places[pose], self.turns[pose])


def standing(body: Body, poses: Sequence[Mapping[str, float]], rate_hz: int) -> Standing:
    """Put poses on the floor, one after the other, feet where they stand.

    Args:
        body: whose.
        poses: radians by joint, one for each picture.
        rate_hz: pictures a second.
    """
    mannequin = Mannequin(body)
    ground = Ground(mannequin)
    numbers = [mannequin.model.body(link.name).id for link in body.links]
    places: list[Array] = []
    turns: list[Array] = []
    which = np.zeros(len(poses), np.int32)
    before = None
    for i, pose in enumerate(poses):
        joints = mannequin.full(pose)
        if before is None or np.abs(joints - before).max() > _SAME_RAD:
            (ground.begin if before is None else ground.pose)(joints)
            places.append(mannequin.data.xpos[numbers].astype(np.float32))
            turns.append(mannequin.data.xmat[numbers].reshape(-1, 3, 3).astype(np.float32))
            before = joints
        which[i] = len(places) - 1
    placed = np.array(places, np.float32).reshape(-1, len(numbers), 3)
    turned = np.array(turns, np.float32).reshape(-1, len(numbers), 3, 3)
    return Standing(solids(body), placed, turned, which, _followed(placed[which, 0, :2], rate_hz))


def _followed(pelvis: Array, rate_hz: int) -> Array:
    """The pelvis, followed softly there and back, in steps: a body that stands is seen the same."""
    middle = pelvis.copy()
    share = 1 / (1 + _FOLLOWED_S / 2 * rate_hz)
    for order in (range(1, len(middle)), range(len(middle) - 2, -1, -1)):
        for i in order:
            middle[i] = middle[i - order.step] + share * (middle[i] - middle[i - order.step])
    return np.asarray(np.round(middle / _FOLLOWED_M) * _FOLLOWED_M, np.float32)
