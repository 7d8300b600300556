"""Coming to a standstill: of joints that may leave their path, and of a motion that may not.

A motion on its legs stays on its path and goes to a safe point, forwards or back, whichever is
sooner; any other stops where it is.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from moderator.body.joints import PARTS
from moderator.motion.jerk_limited import Bounds, Moment, braked
from moderator.motion.limits import JointLimits
from moderator.motion.motion import Manifest
from moderator.motion.pace import Passing, led_to_nearest
from moderator.motion.trajectory import Trajectory

FREEZE_S = 0.25
"""The time in which freeze brings a motion's own pace to a standstill. Source: assumed."""
GENTLY_S = 0.5
"""The same for whatever is no freeze. Source: assumed."""

_LEAST_S = 0.01
_ROOM = 0.99
_CRAWL_RAD_S = 1e-6


def standstill(
    from_rad: Mapping[str, float],
    speeds_rad_s: Mapping[str, float],
    joints: Iterable[JointLimits],
    within_s: float,
) -> Trajectory:
    """Bring joints to a standstill, each on the way that it goes.

    Every joint takes the whole time, so that the way is straight in joint space, except one that
    would leave its range: that one brakes harder. One that is at the end of its range or beyond it
    stops in 10 ms.

    Args:
        from_rad: where they are, radians by joint; at least one.
        speeds_rad_s: how fast, radians a second, of the same joints.
        joints: the robot's joints, whose ranges are kept.
        within_s: the time to take, seconds, above 0.

    Raises:
        ValueError: a figure is not finite.
    """
    names = tuple(from_rad)
    limits = {joint.name: joint for joint in joints}
    speeds = tuple(speeds_rad_s[name] for name in names)
    lasting = [
        min(within_s, _room_s(from_rad[name], speed, limits.get(name)))
        for name, speed in zip(names, speeds, strict=True)
    ]
    moving = [max(abs(speed), _CRAWL_RAD_S) for speed in speeds]
    bounds = Bounds(
        speed_rad_s=tuple(moving),
        acceleration_rad_s2=tuple(2 * v / t for v, t in zip(moving, lasting, strict=True)),
        jerk_rad_s3=tuple(4 * v / t**2 for v, t in zip(moving, lasting, strict=True)),
    )
    return braked(names, Moment(tuple(from_rad.values()), speeds), bounds)


def _room_s(angle_rad: float, speed_rad_s: float, joint: JointLimits | None) -> float:
    """The time of a standstill that uses up a joint's range; braking evenly it goes half as far."""
    if joint is None or not speed_rad_s:
        return float("inf")
    end_rad = joint.upper_rad if speed_rad_s > 0 else joint.lower_rad
    return max(_ROOM * 2 * (end_rad - angle_rad) / speed_rad_s, _LEAST_S)


def time_to_stand_s(manifest: Manifest, at_s: float) -> float:
    """How long freeze takes until the body stands still, with the motion at its own pace.

    Args:
        manifest: the motion.
        at_s: place in the motion, seconds from its start.
    """
    ending_s = max(manifest.duration_s - at_s, 0.0)
    if not _on_legs(manifest):
        return min(FREEZE_S, ending_s)
    way = led_to_nearest(_safe_s(manifest), 0.0, Passing(at_s), FREEZE_S)
    return min(way.lasts_s, ending_s) if way else ending_s


def longest_to_stand_s(manifest: Manifest) -> float:
    """The time in which freeze has brought the body to a standstill, whenever it comes.

    Half-way between safe points and a little before, going on takes as long as turning round. Near
    one there may be no room to stop before it: then it is passed, and come back to.
    """
    if not _on_legs(manifest):
        return FREEZE_S
    safe_s = _safe_s(manifest)
    gap_s = max((after - before for before, after in pairwise(safe_s)), default=0.0)
    return max(gap_s / 2 + 1.25 * FREEZE_S, 2.5 * FREEZE_S)


def _on_legs(manifest: Manifest) -> bool:
    return not manifest.start_rad.keys().isdisjoint(PARTS["legs"])


def _safe_s(manifest: Manifest) -> list[float]:
    """The safe points, to which its start and its end belong always."""
    return sorted({0.0, *manifest.safe_points_s, manifest.duration_s})
