"""How far the centre of mass is from its plan, and how fast that changes: a Kalman filter.

The sensed place is noisy, and its difference from tick to tick is useless. The filter knows what
the body does by itself: on its feet it is a cart on a table, drawn to where the centre of pressure
is not. Source: Kajita et al. 2003, Biped walking pattern generation by preview control, ICRA.
"""

import numpy as np

from moderator.motion.whole_body.mannequin import Array

_STIFFNESS = 1.0
"""Share of gravity's pull that the stiff joints take up by themselves. Source: tuned here."""
_PUSHED_M_S2 = 1.0
"""What pushes the body unforeseen, one sigma. Source: a push of 60 N on 57 kg."""
_NOISE = (0.002, 0.01)
"""How far off the sensed place, metres, and speed, metres a second, are taken to be, one sigma.
Source: tuned here."""


class Observer:
    """Sees both axes of the floor alike.

    Args:
        tick_s: time between two looks, seconds.
        omega2: gravity over the height of the centre of mass, 1/s².
    """

    def __init__(self, tick_s: float, omega2: float) -> None:
        self._state = np.zeros((2, 2))
        self._on = np.array([[1.0, tick_s], [tick_s * omega2 * (1 - _STIFFNESS), 1.0]])
        self._by = np.array([0.0, -tick_s * omega2])
        self._gain = _gain(self._on, _PUSHED_M_S2 * tick_s)

    @property
    def place_m(self) -> Array:
        """How far it is off, metres, shape (2,)."""
        here: Array = self._state[0]
        return here

    @property
    def speed_m_s(self) -> Array:
        """How fast that changes, metres a second, shape (2,)."""
        speed: Array = self._state[1]
        return speed

    def look(self, sensed_m: Array, speed_m_s: Array, shift_m: Array) -> None:
        """Take in what is sensed now.

        Args:
            sensed_m: how far it seems off, metres, shape (2,).
            speed_m_s: how fast that seems to change, metres a second, shape (2,).
            shift_m: by how much the centre of pressure was moved since the last look, shape (2,).
        """
        foreseen = self._on @ self._state + np.outer(self._by, shift_m)
        self._state = foreseen + self._gain @ (np.stack([sensed_m, speed_m_s]) - foreseen)


def _gain(on: Array, push_m_s: float) -> Array:
    """The steady gain of such a filter, shape (2, 2), for white pushes a tick and white noise."""
    pushed, noise = np.diag([0.0, push_m_s**2]), np.diag(_NOISE) ** 2
    unsure = gain = np.eye(2)
    for _ in range(2000):
        unsure = on @ unsure @ on.T + pushed
        gain = unsure @ np.linalg.inv(unsure + noise)
        unsure = unsure - gain @ unsure
    return gain
