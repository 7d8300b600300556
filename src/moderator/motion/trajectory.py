"""Joint trajectories: knots in time, joined by cubic Hermite pieces."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isfinite

from moderator.motion.hermite import cubic, slope, value
from moderator.motion.peak import Peak, peak

Row = tuple[float, ...]


@dataclass(frozen=True)
class Trajectory:
    """Where each joint is at each knot, and how fast it passes.

    Attributes:
        joints: robot-neutral joint names, n of them.
        times_s: knots, seconds, shape (k,), rising from 0.
        positions_rad: angles at the knots, radians, shape (k, n).
        velocities_rad_s: speeds at the knots, radians a second, shape (k, n).

    Raises:
        ValueError: shapes differ, times do not rise from 0, a name comes twice, or a figure is
            not finite.
    """

    joints: tuple[str, ...]
    times_s: Row
    positions_rad: tuple[Row, ...]
    velocities_rad_s: tuple[Row, ...]

    def __post_init__(self) -> None:
        knots, joints = len(self.times_s), len(self.joints)
        if len(set(self.joints)) != joints:
            raise ValueError("a joint is named twice")
        if knots == 0 or self.times_s[0] != 0:
            raise ValueError("a trajectory's first knot is at 0 s")
        for before, after in pairwise(self.times_s):
            if not (before < after and isfinite(after)):
                raise ValueError(f"knots must rise in time: {after} s follows {before} s")
        for what, rows in (("angles", self.positions_rad), ("speeds", self.velocities_rad_s)):
            if len(rows) != knots or any(len(row) != joints for row in rows):
                raise ValueError(f"{what} are not {knots} rows of {joints}")
            if not all(isfinite(sum(row)) for row in rows):
                raise ValueError(f"{what} are not all finite")

    @property
    def duration_s(self) -> float:
        """Time from the first knot to the last, seconds."""
        return self.times_s[-1]

    def at(self, time_s: float) -> Row:
        """Return every joint's angle at a time.

        Args:
            time_s: seconds from the start; before 0 is the start, past the end is the end.

        Returns:
            Radians, shape (n,), in the order of `joints`.
        """
        if time_s >= self.duration_s:
            return self.positions_rad[-1]
        i, s, length = self._piece(time_s)
        return tuple(value(cubic(*knots, length), s) for knots in self._knots(i))

    def velocity_at(self, time_s: float) -> Row:
        """Return every joint's speed at a time.

        Args:
            time_s: seconds from the start, held to the ends as in `at`.

        Returns:
            Radians a second, shape (n,); at the ends the speed of the end knot.
        """
        if time_s >= self.duration_s:
            return self.velocities_rad_s[-1]
        i, s, length = self._piece(time_s)
        return tuple(slope(cubic(*knots, length), s) / length for knots in self._knots(i))

    def peaks(self) -> Mapping[str, Peak]:
        """How far and how fast each joint goes, exactly, also between the knots."""
        return self._peaks

    @cached_property
    def _peaks(self) -> Mapping[str, Peak]:
        angles = list(zip(*self.positions_rad, strict=True))
        speeds = list(zip(*self.velocities_rad_s, strict=True))
        return {
            joint: peak(self.times_s, angles[column], speeds[column])
            for column, joint in enumerate(self.joints)
        }

    def of(self, joints: Sequence[str]) -> "Trajectory":
        """The same of some of its joints, in that order.

        Raises:
            ValueError: one of them is not in it.
        """
        columns = [self.joints.index(joint) for joint in joints]
        angles, speeds = (
            tuple(tuple(row[column] for column in columns) for row in rows)
            for rows in (self.positions_rad, self.velocities_rad_s)
        )
        return Trajectory(tuple(joints), self.times_s, angles, speeds)

    def _piece(self, time_s: float) -> tuple[int, float, float]:
        """The piece that holds a time before the end, the place in it, and its length."""
        i = max(bisect_right(self.times_s, time_s) - 1, 0)
        length = self.times_s[i + 1] - self.times_s[i]
        return i, max(time_s - self.times_s[i], 0.0) / length, length

    def _knots(self, i: int) -> "zip[tuple[float, float, float, float]]":
        """Each joint's start, leaving speed, end and arriving speed in piece `i`."""
        return zip(
            self.positions_rad[i],
            self.velocities_rad_s[i],
            self.positions_rad[i + 1],
            self.velocities_rad_s[i + 1],
            strict=True,
        )
