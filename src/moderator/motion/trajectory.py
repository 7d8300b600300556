"""Joint trajectories: knots in time, joined by cubic Hermite pieces."""

from dataclasses import dataclass

Row = tuple[float, ...]


@dataclass(frozen=True)
class Trajectory:
    """Where each joint is at each knot, and how fast it passes.

    Attributes:
        joints: robot-neutral joint names, n of them.
        times_s: knots, seconds, shape (k,), rising from 0.
        positions_rad: angles at the knots, radians, shape (k, n).
        velocities_rad_s: speeds at the knots, radians a second, shape (k, n).
    """

    joints: tuple[str, ...]
    times_s: Row
    positions_rad: tuple[Row, ...]
    velocities_rad_s: tuple[Row, ...]

    @property
    def duration_s(self) -> float:
        """Time from the first knot to the last, seconds."""
        return self.times_s[-1]
