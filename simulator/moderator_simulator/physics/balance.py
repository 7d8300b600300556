"""What keeps the body on its feet: a plain controller, of what the sensors say and of nothing else.

The joints are told their angles, and with them the torques that hold the planned posture on its
feet with the centre of pressure where balance wants it: under the planned centre of mass, shifted
to the side to which the sensed one is off. A real robot's own balance is another.
"""

import mujoco
import numpy as np

from moderator.body.table import Body
from moderator.motion.whole_body.ground import Ground
from moderator.motion.whole_body.mannequin import Array, Mannequin
from moderator_simulator.physics.legs import Legs
from moderator_simulator.physics.motors import gains
from moderator_simulator.physics.observer import Observer
from moderator_simulator.physics.parameters import TICK_S
from moderator_simulator.physics.sensing import Reading
from moderator_simulator.physics.support import GRAVITY_M_S2, Support, stance

PER_PLACE = 2.0
"""Shift of the centre of pressure for each metre that the centre of mass is off."""
PER_SPEED_S = 0.7
"""And for each metre a second. Source of both: a first trial stood with 2.5 and 0.8 s;
these, tuned here with the filtered speed, stand as well and stir the feet less."""
_LOOK_S = 1e-4
_MOST_SHIFT_M = 0.06
"""Source: a first trial; a sole's half-breadth is 48 mm, its ends 122 mm from its middle."""


class Balance:
    """Turns planned angles into what the motors are told.

    Args:
        body: what the controller believes that the body is.
        feedback: share of the feedback that is given.

    Attributes:
        plan: the planned posture, on its planned footholds.
        height_m: of the centre of mass at rest, above the soles.
    """

    def __init__(self, body: Body, feedback: float = 1.0) -> None:
        self.plan = Mannequin(body)
        self._ground = Ground(self.plan)
        self._sensed = Mannequin(body)
        self._support = Support(self.plan)
        self._legs = Legs(self.plan, TICK_S)
        self._stiffness, self._damping = gains(body)
        self._weight_n = body.mass_kg * GRAVITY_M_S2
        self._motors = self.plan.places - 1
        self._angles = np.zeros(len(self.plan.joints))
        self._shift_m = np.zeros(2)
        self._per_place, self._per_speed_s = feedback * PER_PLACE, feedback * PER_SPEED_S
        self.begin(self.plan.rest)
        self.height_m = float(self.plan.centre_m[2])

    @property
    def standing(self) -> tuple[bool, bool]:
        """Which feet are planned to stand."""
        left, right = self._ground.standing
        return left is not None, right is not None

    def begin(self, joints_rad: Array) -> None:
        """Stand still in a first posture, radians, shape (n,)."""
        self._ground.begin(joints_rad)
        self._observer = Observer(TICK_S, GRAVITY_M_S2 / float(self.plan.centre_m[2]))
        self._planned = stance(self.plan.data, self.plan.soles)
        self._see()
        self._legs.begin()
        self._angles = joints_rad.copy()
        self._shift_m = np.zeros(2)

    def off(self, data: mujoco.MjData, soles: tuple[int, ...]) -> Array:
        """How far a body's centre of mass is off, as its feet see it, metres, shape (2,)."""
        return stance(data, soles).seen_m(self._weights) - self._centre_m

    def command(self, joints_rad: Array, reading: Reading) -> Array:
        """What to tell the position motors, radians, shape (n,).

        Args:
            joints_rad: planned angles, in the table's order, shape (n,).
            reading: what the sensors say.
        """
        self._ground.pose(joints_rad)
        self._see()
        self._observer.look(*self._seen(reading), self._shift_m)
        self._shift_m = np.clip(
            self._per_place * self._observer.place_m + self._per_speed_s * self._observer.speed_m_s,
            -_MOST_SHIFT_M,
            _MOST_SHIFT_M,
        )
        pressure = self._planned.frame(self._weights).outside(self._centre_m + self._shift_m)
        shares = self._support.shares(pressure, self.standing)
        torques = self._support.torques(pressure, shares)[self._motors]
        change = self._legs.change(np.array(shares) * self._weight_n, reading.forces_n)
        speeds = (joints_rad - self._angles) / TICK_S
        self._angles = joints_rad.copy()
        return joints_rad + change + (torques + self._damping * speeds) / self._stiffness

    def _see(self) -> None:
        """Work out how the plan stands, and how fast its centre of mass goes."""
        self._weights = self._ground.weights()
        before, self._planned = self._planned, stance(self.plan.data, self.plan.soles)
        self._centre_m = self._planned.seen_m(self._weights)
        self._speed_m_s = (self._centre_m - before.seen_m(self._weights)) / TICK_S

    def _seen(self, reading: Reading) -> tuple[Array, Array]:
        """How far the sensed centre of mass is off, and how fast that changes, each shape (2,)."""
        sensed, speeds = self._sensed, np.zeros(self._sensed.model.nv)
        sensed.data.qpos[3:7] = reading.attitude
        sensed.data.qpos[7:] = reading.joints_rad
        speeds[3:6], speeds[6:] = reading.turning_rad_s, reading.speeds_rad_s
        here, there = self._sensed_m(), self._sensed_m(after=speeds)
        return here - self._centre_m, (there - here) / _LOOK_S - self._speed_m_s

    def _sensed_m(self, after: Array | None = None) -> Array:
        """Where the sensed centre of mass is, or will be at some speeds, shape (2,)."""
        sensed = self._sensed
        if after is not None:
            mujoco.mj_integratePos(sensed.model, sensed.data.qpos, after, _LOOK_S)
        sensed.read()
        return stance(sensed.data, sensed.soles).seen_m(self._weights)
