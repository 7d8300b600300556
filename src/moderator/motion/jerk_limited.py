"""Ways with limited jerk, by ruckig, as trajectories.

Between two changes of a joint's jerk its angle is a cubic of time, so that a trajectory with its
knots there is ruckig's own curve and no copy of it. Ruckig's intermediate waypoints are computed by
a service in the network: none are used. Source: Berscheid & Kröger 2021, RSS, "Jerk-limited
Real-time Trajectory Generation with Arbitrary Target States".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from moderator.motion.trajectory import Row, Trajectory

if TYPE_CHECKING:
    from ruckig import InputParameter
    from ruckig import Trajectory as Profiles

_CLOSEST_S = 0.001
"""Knots nearer to each other lose digits; a cubic over so short a time leaves the curve by less
than a microradian at a thousand radians a second cubed."""
_STANDING = 1e-9
_SHARES_OF_JERK = (1.0, 0.999, 0.99, 0.97)


@dataclass(frozen=True)
class Bounds:
    """How fast joints may go, may change that, and may change the change; shape (n,) each."""

    speed_rad_s: Row
    acceleration_rad_s2: Row
    jerk_rad_s3: Row


@dataclass(frozen=True)
class Moment:
    """Where joints are, radians, and how fast they pass, radians a second; shape (n,) each."""

    pose_rad: Row
    speeds_rad_s: Row

    @property
    def standing(self) -> bool:
        """Whether no joint moves."""
        return all(abs(speed) <= _STANDING for speed in self.speeds_rad_s)


def load() -> None:
    """Load ruckig now, so that neither the first GO nor the first stop waits for it."""
    import ruckig  # noqa: F401


def way(
    names: tuple[str, ...], start: Moment, goal: Moment, bounds: Bounds, least_s: float
) -> Trajectory:
    """Go from a moment to a moment, all joints arriving together.

    From standing to standing it is straight in joint space. A start that is faster than the bounds
    is braked first; the way may leave the joints' angles, which nothing here knows.

    Args:
        names: the joints.
        start: at time 0.
        goal: at the end, not faster than the bounds.
        bounds: kept after the start.
        least_s: the time to take when the bounds do not ask for more, seconds, above 0.

    Raises:
        ValueError: ruckig finds no way.
    """
    from ruckig import Synchronization

    asked = _asked(start, bounds)
    asked.target_position, asked.target_velocity = goal.pose_rad, goal.speeds_rad_s
    asked.synchronization = Synchronization.Phase
    still = start.standing and goal.standing
    if not still:
        asked.minimum_duration = least_s
    whole = _sampled(names, start, calculated(asked), goal)
    return _stretched(whole, least_s) if still and whole.duration_s < least_s else whole


def braked(names: tuple[str, ...], start: Moment, bounds: Bounds) -> Trajectory:
    """Bring each joint to a standstill as soon as its own bounds let it.

    Args:
        names: the joints.
        start: at time 0.
        bounds: of which the speed is not read.

    Raises:
        ValueError: ruckig finds no way.
    """
    from ruckig import ControlInterface, Synchronization

    asked = _asked(start, bounds)
    asked.control_interface = ControlInterface.Velocity
    asked.synchronization = Synchronization.No
    found = calculated(asked)
    end_rad = tuple(found.at_time(found.duration)[0])
    return _sampled(names, start, found, Moment(end_rad, (0.0,) * len(names)))


def _sampled(names: tuple[str, ...], start: Moment, found: "Profiles", end: Moment) -> Trajectory:
    """What ruckig found, from its start to its end as they were asked for, to the last digit."""
    times = _knots(found)
    moments = (start, *(Moment(*map(tuple, found.at_time(at)[:2])) for at in times[1:-1]), end)
    return Trajectory(
        joints=names,
        times_s=times,
        positions_rad=tuple(moment.pose_rad for moment in moments),
        velocities_rad_s=tuple(moment.speeds_rad_s for moment in moments),
    )


def _stretched(whole: Trajectory, length_s: float) -> Trajectory:
    """The same way in more time, slower all over; it begins and ends standing."""
    pace = whole.duration_s / length_s
    return Trajectory(
        joints=whole.joints,
        times_s=(*(at / pace for at in whole.times_s[:-1]), length_s),
        positions_rad=whole.positions_rad,
        velocities_rad_s=tuple(
            tuple(speed * pace for speed in row) for row in whole.velocities_rad_s
        ),
    )


def _asked(start: Moment, bounds: Bounds) -> "InputParameter":
    from ruckig import InputParameter

    asked = InputParameter(len(start.pose_rad))
    asked.current_position, asked.current_velocity = start.pose_rad, start.speeds_rad_s
    asked.max_velocity = bounds.speed_rad_s
    asked.max_acceleration = bounds.acceleration_rad_s2
    asked.max_jerk = bounds.jerk_rad_s3
    return asked


def calculated(asked: "InputParameter") -> "Profiles":
    """What ruckig finds.

    It finds nothing where a way just reaches two of its bounds at once; with a little less jerk it
    does.

    Raises:
        ValueError: it finds no way.
    """
    from ruckig import Ruckig, RuckigError
    from ruckig import Trajectory as Profiles

    joints, jerk = asked.degrees_of_freedom, list(asked.max_jerk)
    found, why = Profiles(joints), ""
    for share in _SHARES_OF_JERK:
        asked.max_jerk = [share * bound for bound in jerk]
        try:
            result = Ruckig(joints).calculate(asked, found)
        except RuckigError as error:
            why = str(error)
            continue
        if result >= 0:
            return found
        why = result.name
    raise ValueError(f"no way was found: {why}")


def _knots(found: "Profiles") -> Row:
    """When a jerk changes, seconds, from 0 to an end above it."""
    (profiles,) = found.profiles
    changes: set[float] = set()
    for profile in profiles:
        changes.update(_sums((*profile.brake.t, *profile.t, *profile.accel.t)))
    length_s = max(found.duration, _CLOSEST_S)
    kept = [0.0]
    for time in sorted(changes):
        if time - kept[-1] >= _CLOSEST_S and length_s - time >= _CLOSEST_S:
            kept.append(time)
    return (*kept, length_s)


def _sums(lengths_s: Iterable[float]) -> Iterable[float]:
    total_s = 0.0
    for length_s in lengths_s:
        total_s += length_s
        yield total_s
