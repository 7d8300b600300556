"""Moves made on the spot: onto a motion's start, and from pose to pose.

The way from pose to pose is the minimum-jerk one, a quintic, taken through a few Hermite knots.
Source: Flash & Hogan 1985, J. Neurosci. 5(7):1688.
"""

from collections.abc import Iterable, Mapping

from moderator.motion.limits import JointLimits
from moderator.motion.trajectory import Row, Trajectory

_PIECES = 8
_FASTEST = 1.875
"""Greatest speed of a minimum-jerk reach, as a multiple of its mean."""
_MARGIN = 1.01
"""Of time, for what the knots' cubics leave of the quintic."""


def reach(
    from_rad: Mapping[str, float],
    to_rad: Mapping[str, float],
    joints: Iterable[JointLimits],
    least_s: float,
) -> Trajectory:
    """Go smoothly from standing still in one pose to standing still in another.

    Args:
        from_rad: where the joints are, radians by joint; holds at least those of `to_rad`.
        to_rad: where they shall go.
        joints: the robot's joints, of which the speeds are kept.
        least_s: the time to take when no speed limit asks for more, seconds, above 0.

    Raises:
        ValueError: `from_rad` lacks a joint, or `least_s` is not above 0.
    """
    names = tuple(to_rad)
    start, goal = _row(from_rad, names), _row(to_rad, names)
    length_s = _long_enough(names, start, goal, joints, least_s)
    knots = [_minimum_jerk(k / _PIECES) for k in range(_PIECES + 1)]
    way = tuple(there - here for here, there in zip(start, goal, strict=True))
    return Trajectory(
        joints=names,
        times_s=tuple(length_s * k / _PIECES for k in range(_PIECES + 1)),
        positions_rad=(
            start,
            *(
                tuple(here + share * d for here, d in zip(start, way, strict=True))
                for share, _ in knots[1:-1]
            ),
            goal,
        ),
        velocities_rad_s=tuple(tuple(rate * d / length_s for d in way) for _, rate in knots),
    )


def joined(
    trajectory: Trajectory,
    from_rad: Mapping[str, float],
    blend_s: float,
    joints: Iterable[JointLimits] = (),
) -> Trajectory:
    """Begin a trajectory from the pose that the robot is really in.

    Args:
        trajectory: the motion; it begins standing still.
        from_rad: the measured pose, radians by joint; holds at least the motion's joints.
        blend_s: the least time to take to the motion's start, seconds, above 0.
        joints: the robot's joints, of which the speeds are kept by taking longer.

    Returns:
        The blend and then the motion; the blend's time is the difference of their durations.

    Raises:
        ValueError: `from_rad` lacks a joint, or `blend_s` is not above 0.
    """
    begin = dict(zip(trajectory.joints, trajectory.positions_rad[0], strict=True))
    blend = reach(from_rad, begin, joints, blend_s)
    return Trajectory(
        joints=trajectory.joints,
        times_s=(*blend.times_s, *(blend.duration_s + at for at in trajectory.times_s[1:])),
        positions_rad=(*blend.positions_rad, *trajectory.positions_rad[1:]),
        velocities_rad_s=(
            *blend.velocities_rad_s[:-1],
            *trajectory.velocities_rad_s,
        ),
    )


def _minimum_jerk(fraction: float) -> tuple[float, float]:
    """Share of the way done at a share of the time, and its rate there."""
    f = fraction
    return f**3 * (10 + f * (6 * f - 15)), 30 * f**2 * (1 - f) ** 2


def _row(pose: Mapping[str, float], names: tuple[str, ...]) -> Row:
    missing = next((name for name in names if name not in pose), None)
    if missing:
        raise ValueError(f"nothing says where {missing} is")
    return tuple(pose[name] for name in names)


def _long_enough(
    names: tuple[str, ...],
    start: Row,
    goal: Row,
    joints: Iterable[JointLimits],
    least_s: float,
) -> float:
    """The time that a reach takes with every joint's speed in its limit, seconds."""
    if not least_s > 0:
        raise ValueError(f"a move takes some time, not {least_s} s")
    way = {name: abs(there - here) for name, here, there in zip(names, start, goal, strict=True)}
    needed = (
        _MARGIN * _FASTEST * way.get(joint.name, 0.0) / joint.velocity_rad_s for joint in joints
    )
    return max(least_s, *needed, 0.0)
