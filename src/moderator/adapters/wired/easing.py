"""Taking a body over from where it is: the first thing that it is told is what was measured."""

from collections.abc import Mapping

from moderator.adapters.wired.far_side import Told

_EASES_S = 1.0
"""Time in which what is left between the measured pose and the one meant goes to nothing."""


class Eased:
    """Where the joints are to be, with a small remainder that goes to nothing.

    Args:
        told: where they are to be.
        off_rad: by how much each joint was measured to be elsewhere, radians.
        from_s: when, on the loop's clock.
    """

    def __init__(self, told: Told, off_rad: Mapping[str, float], from_s: float) -> None:
        self._told = told
        self._off_rad = off_rad
        self._from_s = from_s

    @property
    def ends_s(self) -> float:
        """The loop's time from which on they are told nothing new, seconds."""
        return max(self._told.ends_s, self._from_s + _EASES_S)

    def pose(self, now_s: float | None = None) -> dict[str, float]:
        """Angle of every joint at a time of the loop, or now, radians."""
        pose = self._told.pose(now_s)
        share = 1.0 if now_s is None else (now_s - self._from_s) / _EASES_S
        if share < 1:
            left = 1 - share * share * (3 - 2 * share) if share > 0 else 1.0
            for joint, off_rad in self._off_rad.items():
                pose[joint] += left * off_rad
        return pose
