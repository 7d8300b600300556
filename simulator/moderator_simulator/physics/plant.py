"""The body in MuJoCo: heavy, its motors of limited torque, on a floor; nothing holds it upright."""

import mujoco
import numpy as np

from moderator.body.joints import SIDES
from moderator.body.mjcf import STEP_S, mjcf
from moderator.body.table import PELVIS, Body
from moderator.motion.whole_body.mannequin import Array
from moderator_simulator.physics.motors import gains
from moderator_simulator.physics.parameters import Parameters
from moderator_simulator.physics.rope import Rope

_SINKS_M = 0.0005
"""How deep the soles are in the soft floor when they carry the body."""
_TIED = "tied"


class Plant:
    """What really happens.

    Args:
        body: its table.

    Attributes:
        model: MuJoCo's model.
        data: the true state.
        rope: hangs above it.
    """

    def __init__(self, body: Body, parameters: Parameters) -> None:
        spec = mujoco.MjSpec.from_string(mjcf(body))
        for side in SIDES:
            spec.add_sensor(
                name=f"{side}_force", type=mujoco.mjtSensor.mjSENS_FORCE,
                objtype=mujoco.mjtObj.mjOBJ_SITE, objname=f"{side}_sole",
            )  # fmt: skip
        neck = body.link("head_yaw")
        spec.body(neck.parent).add_site(name=_TIED, pos=list(neck.at_m))
        self.model = spec.compile()
        self.data = mujoco.MjData(self.model)
        self.rope = Rope()
        self.soles = tuple(self.model.site(f"{side}_sole").id for side in SIDES)
        self._tied = self.model.site(_TIED).id
        self._trunk = int(self.model.site_bodyid[self._tied])
        self._pelvis = self.model.body(PELVIS).id
        self._known = (
            self.model.body_mass.copy(), self.model.body_inertia.copy(),
            self.model.actuator_forcerange.copy(),
        )  # fmt: skip
        stiffness, damping = gains(body)
        self.model.actuator_gainprm[:, 0] = stiffness
        self.model.actuator_biasprm[:, 1] = -stiffness
        self.model.actuator_biasprm[:, 2] = -damping
        feet = {self.model.site_bodyid[sole] for sole in self.soles}
        floor = self.model.geom("floor").id
        self._no_foot = np.array(
            [place not in feet and i != floor for i, place in enumerate(self.model.geom_bodyid)]
        )
        self.set(parameters)

    def set(self, parameters: Parameters) -> None:
        """Change what is wrong with it."""
        mass, inertia, torque = self._known
        self._hangs = parameters.rope
        self.model.body_mass[:] = mass * parameters.mass
        self.model.body_inertia[:] = inertia * parameters.mass
        self.model.actuator_forcerange[:] = torque * parameters.torque
        self.model.geom_friction[:, 0] = parameters.friction
        mujoco.mj_setConst(self.model, mujoco.MjData(self.model))

    def begin(self, pose: Array) -> None:
        """Stand as in MuJoCo's `qpos`, shape (nq,)."""
        mujoco.mj_resetData(self.model, self.data)
        self.rope.force_n = 0.0
        self.data.qpos[:] = pose
        self.data.qpos[2] -= _SINKS_M
        mujoco.mj_forward(self.model, self.data)

    def step(self, targets_rad: Array, push_n: Array, lasts_s: float) -> None:
        """Go on.

        Args:
            targets_rad: what the motors are told, shape (n,).
            push_n: what pushes the pelvis, shape (3,).
            lasts_s: for how long, seconds.
        """
        data = self.data
        data.ctrl[:] = targets_rad
        data.xfrc_applied[self._pelvis, :3] = push_n
        for _ in range(round(lasts_s / STEP_S)):
            if self._hangs:
                self._hang()
            mujoco.mj_step(self.model, data)

    def follow(self, plan: mujoco.MjData) -> None:
        """Bring the rope's trolley above a planned posture of the same body."""
        trunk = plan.xmat[self._trunk].reshape(3, 3)
        self.rope.follow(plan.xpos[self._trunk] + trunk @ self.model.site_pos[self._tied])

    @property
    def centre_m(self) -> Array:
        """Centre of mass, metres, shape (3,)."""
        centre: Array = self.data.subtree_com[self._pelvis]
        return centre

    @property
    def forces_n(self) -> Array:
        """What presses on each sole, newtons, shape (2,)."""
        forces: Array = np.abs(self.data.sensordata[[2, 5]])
        return forces

    @property
    def feet(self) -> tuple[Array, Array]:
        """Places of the soles, metres, shape (2, 3), and axes as columns, shape (2, 3, 3)."""
        sites = list(self.soles)
        return self.data.site_xpos[sites], self.data.site_xmat[sites].reshape(2, 3, 3)

    def touching(self) -> str:
        """A link that touches the floor and is no foot; empty for none."""
        touching = self._no_foot[self.data.contact.geom]
        if not touching.any():
            return ""
        geom = self.data.contact.geom[touching][0]
        return str(self.model.body(self.model.geom_bodyid[geom]).name)

    def _hang(self) -> None:
        data, applied = self.data, self.data.xfrc_applied[self._trunk]
        tied = data.site_xpos[self._tied]
        if self.rope.is_slack(tied):
            applied[:] = 0.0
            return
        turning, moving = data.cvel[self._trunk, :3], data.cvel[self._trunk, 3:]
        speed = moving + np.cross(turning, tied - data.subtree_com[1])
        applied[:3] = self.rope.pull(tied, speed)
        applied[3:] = np.cross(tied - data.xipos[self._trunk], applied[:3])
