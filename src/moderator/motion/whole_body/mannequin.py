"""A body in MuJoCo that is put into poses, for what is computed about them; nothing moves it."""

from collections.abc import Mapping, Sequence

import mujoco
import numpy as np
from numpy.typing import NDArray

from moderator.body.joints import REST_RAD, SIDES
from moderator.body.mjcf import mjcf
from moderator.body.table import Body

Array = NDArray[np.float64]


class Mannequin:
    """One body's model and the pose that it is in.

    Args:
        body: its table.

    Attributes:
        body: its table.
        model: MuJoCo's model of it.
        data: where everything is in the present pose.
        joints: names, in the table's order, n of them.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self.model = mujoco.MjModel.from_xml_string(mjcf(body))
        self.data = mujoco.MjData(self.model)
        self.joints = tuple(joint.name for joint in body.joints)
        self.places = self.columns(self.joints)
        self.soles = tuple(self.model.site(f"{side}_sole").id for side in SIDES)
        self.rest = np.array([REST_RAD[joint] for joint in self.joints])
        self.data.qpos[:] = 0.0
        self.data.qpos[3] = 1.0
        self.data.qpos[self.places] = self.rest
        self.read()

    def columns(self, joints: Sequence[str]) -> NDArray[np.intp]:
        """Places of joints in MuJoCo's `qpos`, shape (n,); in `qvel` each is one less.

        Raises:
            KeyError: the body has no such joint.
        """
        return np.array([self.model.joint(joint).qposadr[0] for joint in joints], dtype=np.intp)

    def full(self, angles_rad: Mapping[str, float]) -> Array:
        """Angles of all joints, radians, shape (n,); those not named are at rest."""
        return np.array([angles_rad.get(joint, REST_RAD[joint]) for joint in self.joints])

    def read(self) -> None:
        """Work out where everything is after a change of `data.qpos`."""
        mujoco.mj_kinematics(self.model, self.data)
        mujoco.mj_comPos(self.model, self.data)

    def sole(self, side: int) -> tuple[Array, Array]:
        """Place and axes of a sole: metres, shape (3,), and columns x, y, z, shape (3, 3)."""
        site = self.soles[side]
        return self.data.site_xpos[site], self.data.site_xmat[site].reshape(3, 3)

    @property
    def centre_m(self) -> Array:
        """Centre of mass, metres, shape (3,)."""
        centre: Array = self.data.subtree_com[1]
        return centre

    @property
    def half_sole_m(self) -> tuple[float, float]:
        """Half a sole's length and half its breadth, metres."""
        sole = self.body.sole
        return (sole.toe_m + sole.heel_m) / 2, sole.half_m
