"""The first thing in a motion that a robot's joints cannot do."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from math import degrees
from typing import Protocol

from moderator.motion.motion import Manifest
from moderator.motion.peak import Peak

_SLACK = 1e-9


class JointLimits(Protocol):
    """What is read of a robot's joint."""

    @property
    def name(self) -> str:
        """The robot-neutral name."""

    @property
    def lower_rad(self) -> float:
        """Least angle, radians."""

    @property
    def upper_rad(self) -> float:
        """Greatest angle, radians."""

    @property
    def velocity_rad_s(self) -> float:
        """Greatest speed, radians a second."""


def offence(manifest: Manifest, joints: Iterable[JointLimits]) -> str | None:
    """Say what in a motion a robot cannot do, the earliest such thing.

    Args:
        manifest: the motion.
        joints: the robot's joints.

    Returns:
        One sentence with the joint, the time and the figure, such as `left_knee reaches 151.2° at
        12.40 s, limit 150.0°`; None when the robot can do all of it.
    """
    return offence_of(manifest.peaks, joints)


def offence_of(peaks: Mapping[str, Peak], joints: Iterable[JointLimits]) -> str | None:
    """Say what a robot cannot do of something that goes that far and that fast; as `offence`."""
    known = {joint.name: joint for joint in joints}
    for name in peaks:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            return f"the robot has no joint {name}" + (f"; did you mean {near[0]}?" if near else "")
    found = [told for name, peak in peaks.items() for told in _offences(known[name], peak)]
    return min(found)[1] if found else None


def _offences(joint: JointLimits, peak: Peak) -> Iterable[tuple[float, str]]:
    """When and how a joint's limits are broken."""
    for angle, at, limit, over in (
        (peak.lower_rad, peak.lower_at_s, joint.lower_rad, joint.lower_rad - peak.lower_rad),
        (peak.upper_rad, peak.upper_at_s, joint.upper_rad, peak.upper_rad - joint.upper_rad),
    ):
        if over > _SLACK:
            reached, allowed = _apart(degrees(angle), degrees(limit), 1)
            yield at, f"{joint.name} reaches {reached}° at {at:.2f} s, limit {allowed}°"
    if peak.velocity_rad_s > joint.velocity_rad_s + _SLACK:
        driven, allowed = _apart(peak.velocity_rad_s, joint.velocity_rad_s, 2)
        at = peak.velocity_at_s
        yield at, f"{joint.name} is driven at {driven} rad/s at {at:.2f} s, limit {allowed}"


def _apart(figure: float, limit: float, digits: int) -> tuple[str, str]:
    """Both figures with as few digits as tell them apart."""
    while f"{figure:.{digits}f}" == f"{limit:.{digits}f}" and digits < 9:
        digits += 1
    return f"{figure:.{digits}f}", f"{limit:.{digits}f}"
