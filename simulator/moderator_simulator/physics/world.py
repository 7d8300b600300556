"""The body in physics, tick by tick: it is told where its joints shall be, and stands or falls."""

from collections import deque
from collections.abc import Sequence
from math import acos

import numpy as np
from numpy.typing import NDArray

from moderator.body.table import Body
from moderator.motion.whole_body.mannequin import Array
from moderator.values.chance import Chance
from moderator_simulator.physics.balance import Balance
from moderator_simulator.physics.gauges import Gauges, Peaks
from moderator_simulator.physics.parameters import TICK_S, Parameters
from moderator_simulator.physics.plant import Plant
from moderator_simulator.physics.sensing import Sensing

LOW_M = 0.15
"""It has fallen when its pelvis is lower than planned by more."""
CAUGHT_N = 50.0
"""It has fallen when the rope carries more: a fall that is caught is one all the same."""
_SETTLING_TICKS = 100
_STILL_TICKS = 12
_STILL_RAD = 0.012
_STILL_M = 0.005
"""It is still when for so many ticks neither a joint nor the pelvis went further; 3 mm
of noise stir the ankles by less nineteen times in twenty."""


class World:
    """Floor, rope, body, sensors and controller; a hundred ticks a second.

    Args:
        body: its table.
        parameters: how far it is from what the controller believes; may be changed by `set`.
        chance: random streams, for the noise.
        feedback: share of the balance's feedback that is given; below 1 to see that it falls.

    Attributes:
        fallen: how it fell, in words; empty while it stands.
        gauges: the worst of each figure since it first stood on its feet.
        push_n: what pushes the pelvis now, newtons, shape (3,).
    """

    def __init__(
        self,
        body: Body,
        parameters: Parameters | None = None,
        chance: Chance | None = None,
        *,
        feedback: float = 1.0,
    ) -> None:
        self._parameters = parameters or Parameters()
        self._plant = Plant(body, self._parameters)
        self._balance = Balance(body, feedback)
        stream = (chance or Chance(0)).stream("physics: sensor noise")
        self._sensing = Sensing(stream, TICK_S, self._balance.height_m)
        self._peaks = Peaks(body)
        self._recent: deque[Array] = deque(maxlen=_STILL_TICKS)
        self.push_n = np.zeros(3)
        self.fallen = ""

    @property
    def parameters(self) -> Parameters:
        """How far the body is from what the controller believes."""
        return self._parameters

    @property
    def gauges(self) -> Gauges:
        """The worst of each figure since it first stood on its feet."""
        return self._peaks.gauges

    @property
    def rope_n(self) -> float:
        """What the rope carries now, newtons."""
        return self._plant.rope.force_n

    @property
    def tilt_rad(self) -> float:
        """How far the pelvis leans from how it is planned to, radians."""
        there, planned = self._plant.data.xmat[1, 2::3], self._balance.plan.data.xmat[1, 2::3]
        return acos(min(1.0, max(-1.0, float(there @ planned))))

    @property
    def joints_rad(self) -> Array:
        """True angles, in the table's order, radians, shape (n,)."""
        angles: Array = self._plant.data.qpos[self._balance.plan.places]
        return angles

    @property
    def poses(self) -> tuple[Array, Array]:
        """MuJoCo's `qpos` of the body as it is, and as it is planned, each of shape (nq,)."""
        return self._plant.data.qpos.copy(), self._balance.plan.data.qpos.copy()

    @property
    def settled(self) -> bool:
        """Whether it is still, but for what the noise of its sensors makes of that."""
        return bool(self._went()[:3].max() < _STILL_M and self.still.all())

    @property
    def still(self) -> NDArray[np.bool_]:
        """Which joints are, in the table's order, shape (n,)."""
        still: NDArray[np.bool_] = self._went()[self._balance.plan.places] < _STILL_RAD
        return still

    def set(self, parameters: Parameters) -> None:
        """Change how far the body is from what the controller believes."""
        self._parameters = parameters
        self._plant.set(parameters)

    def begin(self, joints_rad: Array | Sequence[float]) -> None:
        """Set it on its feet in a posture, and let it settle there.

        Args:
            joints_rad: angles in the table's order, shape (n,).
        """
        self.put(joints_rad)
        for _ in range(_SETTLING_TICKS):
            self.tick(joints_rad)
        self._peaks.begin()

    def put(self, joints_rad: Array | Sequence[float]) -> None:
        """As `begin`, at once: it settles in the next ticks."""
        self._balance.begin(np.asarray(joints_rad, dtype=float))
        self._plant.begin(self._balance.plan.data.qpos)
        self._sensing.forget()
        self.push_n = np.zeros(3)
        self.fallen = ""
        self._recent.clear()
        self._peaks.put()

    def tick(self, joints_rad: Array | Sequence[float]) -> None:
        """Go on for 10 ms.

        Args:
            joints_rad: where the joints shall be, in the table's order, shape (n,).
        """
        plant, parameters = self._plant, self._parameters
        reading = self._sensing.read(
            plant.data, plant.forces_n, parameters.delay, parameters.noise_mm
        )
        targets = self._balance.command(np.asarray(joints_rad, dtype=float), reading)
        plant.follow(self._balance.plan.data)
        plant.step(targets, self.push_n, TICK_S)
        self._recent.append(plant.data.qpos.copy())
        self._peaks.look(plant, self._balance)
        self.fallen = self.fallen or self._fall()

    def _went(self) -> Array:
        """How far each of MuJoCo's `qpos` went in the last ticks, shape (nq,)."""
        if len(self._recent) < _STILL_TICKS:
            return np.full(self._plant.model.nq, np.inf)
        went: Array = np.ptp(np.array(self._recent), axis=0)
        return went

    def _fall(self) -> str:
        sunk_m = float(self._balance.plan.data.qpos[2] - self._plant.data.qpos[2])
        if self.rope_n > CAUGHT_N:
            return f"it fell, and the rope caught it with {self.rope_n:.0f} N"
        if touching := self._plant.touching():
            return f"it fell: its {touching} is on the floor"
        if sunk_m > LOW_M:
            return f"it fell: its pelvis is {100 * sunk_m:.0f} cm too low"
        return ""
