"""Moves made on the spot: onto a motion's start, and from pose to pose, gently.

The way is ruckig's, of limited jerk. Ruckig knows no joint's range and takes a start beyond it, so
that what it found is looked at afterwards; a way that leaves the range is sought again with harder
braking, and refused if that does not help.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from moderator.motion.jerk_limited import Bounds, Moment, way
from moderator.motion.limits import JointLimits, offence_of
from moderator.motion.trajectory import Trajectory

GENTLE_RAD_S = 1.2
"""Greatest speed of a joint that merely goes somewhere. Source: assumed, as are the next two."""
_GENTLE_RAD_S2 = 3.0
_GENTLE_RAD_S3 = 15.0
STEP_RAD_S = 0.1
"""A joint that stands may be told this speed at once. Source: assumed; the first step of a motion
that begins at rest and is sampled 50 times a second is slower."""
_OF_THE_LIMIT = 0.999
"""Share of a joint's own speed that is used, which leaves room for rounding."""
_HARDER = (1, 2, 4, 8, 16, 32)
"""How many times quicker speeds may be changed, tried in turn."""


def reach(
    from_rad: Mapping[str, float],
    to_rad: Mapping[str, float],
    joints: Iterable[JointLimits],
    least_s: float,
    speeds_rad_s: Mapping[str, float] | None = None,
) -> Trajectory:
    """Go gently from a pose, moving or not, to standing still in another.

    From standing still, every joint is at every time equally far on its way.

    Args:
        from_rad: where the joints are, radians by joint; holds at least those of `to_rad`.
        to_rad: where they shall go.
        joints: the robot's joints, whose ranges and speeds are kept. A joint that is beyond its
            range comes back into it and goes no further out.
        least_s: the time to take when gentleness does not ask for more, seconds, above 0.
        speeds_rad_s: how fast the joints are, radians a second by joint; who is not in it stands.

    Raises:
        ValueError: `from_rad` lacks a joint, `least_s` is not above 0, a figure is not finite, the
            goal is beyond a range, or there is no way that stays in it.
    """
    still = dict.fromkeys(to_rad, 0.0)
    return _led(from_rad, speeds_rad_s or {}, to_rad, still, joints, least_s)


def lead_in(
    trajectory: Trajectory,
    from_rad: Mapping[str, float],
    joints: Iterable[JointLimits],
    least_s: float,
    speeds_rad_s: Mapping[str, float] | None = None,
) -> Trajectory:
    """Go gently to where a motion begins, and arrive with the speed that it begins with.

    Where a range has no room to come with that speed, joints of up to `STEP_RAD_S` arrive standing.

    Args:
        trajectory: the motion.
        from_rad: the measured pose, radians by joint; holds at least the motion's joints.
        joints: as in `reach`.
        least_s: as in `reach`.
        speeds_rad_s: as in `reach`.

    Raises:
        ValueError: as `reach`, of the motion's first pose.
    """
    begin = dict(zip(trajectory.joints, trajectory.positions_rad[0], strict=True))
    speeds = dict(zip(trajectory.joints, trajectory.velocities_rad_s[0], strict=True))
    known, was = tuple(joints), speeds_rad_s or {}
    try:
        return _led(from_rad, was, begin, speeds, known, least_s)
    except ValueError:
        slow = {name: 0.0 if abs(speed) <= STEP_RAD_S else speed for name, speed in speeds.items()}
        return _led(from_rad, was, begin, slow, known, least_s)


def has_room(joint: JointLimits, angle_rad: float, speed_rad_s: float) -> bool:
    """Whether a joint that stands in the middle of its range can come to an angle with a speed.

    True for an angle beyond the range: that is another matter.

    One that is at the edge, such as a straight elbow, cannot bend at once: to come with that speed
    it would have to be beyond the edge before.
    """
    if not joint.lower_rad <= angle_rad <= joint.upper_rad:
        return True
    middle = (joint.lower_rad + joint.upper_rad) / 2
    there, then = {joint.name: angle_rad}, {joint.name: speed_rad_s}
    try:
        _led({joint.name: middle}, {}, there, then, [joint], 1.0)
    except ValueError:
        return False
    return True


def joined(
    trajectory: Trajectory,
    from_rad: Mapping[str, float],
    blend_s: float,
    joints: Iterable[JointLimits] = (),
    speeds_rad_s: Mapping[str, float] | None = None,
) -> Trajectory:
    """Begin a trajectory from the pose that the robot is really in: its lead-in, and then itself.

    Args:
        trajectory: the motion.
        from_rad: as in `lead_in`.
        blend_s: the least time to take to the motion's start, seconds, above 0.
        joints: as in `reach`.
        speeds_rad_s: as in `reach`.

    Raises:
        ValueError: as `lead_in`.
    """
    lead = lead_in(trajectory, from_rad, joints, blend_s, speeds_rad_s)
    return Trajectory(
        joints=trajectory.joints,
        times_s=(*lead.times_s, *(lead.duration_s + at for at in trajectory.times_s[1:])),
        positions_rad=(*lead.positions_rad, *trajectory.positions_rad[1:]),
        velocities_rad_s=(*lead.velocities_rad_s, *trajectory.velocities_rad_s[1:]),
    )


def _led(
    from_rad: Mapping[str, float],
    from_rad_s: Mapping[str, float],
    to_rad: Mapping[str, float],
    to_rad_s: Mapping[str, float],
    joints: Iterable[JointLimits],
    least_s: float,
) -> Trajectory:
    if not least_s > 0:
        raise ValueError(f"a move takes some time, not {least_s} s")
    names = tuple(to_rad)
    missing = next((name for name in names if name not in from_rad), None)
    if missing:
        raise ValueError(f"nothing says where {missing} is")
    start = Moment(
        tuple(from_rad[name] for name in names), tuple(from_rad_s.get(name, 0.0) for name in names)
    )
    goal = Moment(tuple(to_rad.values()), tuple(to_rad_s[name] for name in names))
    limits = {joint.name: joint for joint in joints}
    told = _beyond(Trajectory(names, (0.0,), (goal.pose_rad,), (goal.speeds_rad_s,)), start, limits)
    for harder in () if told else _HARDER:
        bounds = _bounds(names, goal, limits, harder)
        found = way(names, start, goal, bounds, least_s)
        told = _beyond(found, start, limits)
        if told is None:
            return found
    raise ValueError(f"there is no way there: {told}")


def _bounds(
    names: tuple[str, ...], goal: Moment, limits: Mapping[str, JointLimits], harder: int
) -> Bounds:
    own = (limits[name].velocity_rad_s if name in limits else inf for name in names)
    return Bounds(
        speed_rad_s=tuple(
            max(min(GENTLE_RAD_S, _OF_THE_LIMIT * limit), abs(speed))
            for limit, speed in zip(own, goal.speeds_rad_s, strict=True)
        ),
        acceleration_rad_s2=(_GENTLE_RAD_S2 * harder,) * len(names),
        jerk_rad_s3=(_GENTLE_RAD_S3 * harder**2,) * len(names),
    )


@dataclass(frozen=True)
class _Room:
    """What a joint may use: its limits, and where and how fast it is if that is beyond them."""

    name: str
    lower_rad: float
    upper_rad: float
    velocity_rad_s: float


def _beyond(found: Trajectory, start: Moment, limits: Mapping[str, JointLimits]) -> str | None:
    """What in a way is beyond the limits, in words; what the start had to be beyond is not."""
    rooms = [
        _Room(
            name,
            min(limits[name].lower_rad, angle),
            max(limits[name].upper_rad, angle),
            max(limits[name].velocity_rad_s, abs(speed)),
        )
        for name, angle, speed in zip(found.joints, start.pose_rad, start.speeds_rad_s, strict=True)
        if name in limits
    ]
    peaks = found.peaks()
    return offence_of({room.name: peaks[room.name] for room in rooms}, rooms)
