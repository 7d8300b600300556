"""A slack hoist rope, from a trolley that follows the planned body: a gauge, and it catches a fall.

It carries exactly nothing while it is slack, so that nobody is held upright by it unseen.
"""

from math import sqrt

import numpy as np

from moderator.motion.whole_body.mannequin import Array

ABOVE_M = 1.0
"""How high the trolley is above where the rope is tied to the body, as planned."""
SLACK_M = 0.10
"""By how much the rope is longer than that."""
_STIFFNESS_N_M = 20_000.0
_DAMPING_NS_M = 1_000.0


class Rope:
    """Pulls when its ends are further apart than it is long, and at no other time.

    Attributes:
        force_n: what it carries now.
        trolley_m: where its upper end is, shape (3,).
    """

    def __init__(self) -> None:
        self.force_n = 0.0
        self.trolley_m = np.zeros(3)

    def follow(self, planned_m: Array) -> None:
        """Bring the trolley above where the body is planned to be tied, metres, shape (3,)."""
        self.trolley_m = planned_m + np.array([0.0, 0.0, ABOVE_M])

    def is_slack(self, tied_m: Array) -> bool:
        """Whether it carries nothing when it is tied there, metres, shape (3,)."""
        if _apart(self.trolley_m - tied_m) > ABOVE_M + SLACK_M:
            return False
        self.force_n = 0.0
        return True

    def pull(self, tied_m: Array, speed_m_s: Array) -> Array:
        """Force on the body while it is not slack, newtons, shape (3,).

        Args:
            tied_m: where the rope is tied to the body, metres, shape (3,).
            speed_m_s: how that place moves, metres a second, shape (3,).
        """
        up = self.trolley_m - tied_m
        apart = _apart(up)
        along: Array = up / apart
        stretched = _STIFFNESS_N_M * (apart - ABOVE_M - SLACK_M)
        self.force_n = max(0.0, stretched - _DAMPING_NS_M * float(along @ speed_m_s))
        return self.force_n * along


def _apart(way: Array) -> float:
    return sqrt(way @ way)
