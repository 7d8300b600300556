"""How near a motion comes to what a robot can do, and where it first goes beyond.

A check is a list of margins, each found by a function of its own; `checked` puts them together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import pairwise
from math import degrees

from moderator.motion.blend import STEP_RAD_S, has_room
from moderator.motion.hermite import Cubic, cubic, fastest_place, slope, turning_places, value
from moderator.motion.limits import JointLimits
from moderator.motion.peak import Peak
from moderator.motion.trajectory import Trajectory

_SLACK = 1e-9
_HALVINGS = 50


@dataclass(frozen=True)
class Margin:
    """How near a motion comes to one limit.

    Attributes:
        what: what is limited: `angle`, `speed`.
        of: the joint, or what else it is of.
        figure: the furthest it goes, in `unit`.
        limit: how far it may.
        margin: what is left between them; negative where the limit is broken.
        unit: of all three.
        at_s: when it goes furthest, seconds from the motion's start.
        broken_s: when the limit is first broken; None when it is kept.
    """

    what: str
    of: str
    figure: float
    limit: float
    margin: float
    unit: str
    at_s: float
    broken_s: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.broken_s is None

    def __str__(self) -> str:
        """One sentence, such as `left_knee angle 151.2° at 12.40 s, limit 150.0°`."""
        digits = 1 if self.unit == "°" else 2
        while f"{self.figure:.{digits}f}" == f"{self.limit:.{digits}f}" and digits < 9:
            digits += 1
        unit = self.unit if self.unit == "°" else f" {self.unit}"
        reached, allowed = (f"{figure:.{digits}f}{unit}" for figure in (self.figure, self.limit))
        return f"{self.of} {self.what} {reached} at {self.at_s:.2f} s, limit {allowed}"


@dataclass(frozen=True)
class Checked:
    """A motion held against a robot.

    Attributes:
        margins: every limit, in the order of the motion's joints.
        missing: joints that the robot does not have, a sentence each.
    """

    margins: tuple[Margin, ...]
    missing: tuple[str, ...]

    @property
    def can(self) -> bool:
        """Whether the robot can do it."""
        return not self.missing and all(margin.kept for margin in self.margins)

    @property
    def first_offence(self) -> Margin | None:
        """The limit that is broken first in time."""
        broken = [margin for margin in self.margins if margin.broken_s is not None]
        return min(broken, key=lambda margin: margin.broken_s or 0.0, default=None)


def checked(trajectory: Trajectory, joints: Iterable[JointLimits]) -> Checked:
    """Hold a motion against a robot's joints.

    Args:
        trajectory: the motion.
        joints: the robot's joints.
    """
    known = {joint.name: joint for joint in joints}
    missing = tuple(_missing(name, known) for name in trajectory.joints if name not in known)
    return Checked(tuple(joint_margins(trajectory, known.values())), missing)


def joint_margins(trajectory: Trajectory, joints: Iterable[JointLimits]) -> Iterator[Margin]:
    """How near each joint comes to its angles and its speed."""
    known = {joint.name: joint for joint in joints}
    peaks = trajectory.peaks()
    for column, name in enumerate(trajectory.joints):
        if name in known:
            pieces = _Pieces(trajectory, column)
            yield _angle(known[name], peaks[name], pieces)
            yield _speed(known[name], peaks[name], pieces)


def start_margins(trajectory: Trajectory, joints: Iterable[JointLimits]) -> Iterator[Margin]:
    """Of each joint that moves from the first instant and cannot come with that speed."""
    known = {joint.name: joint for joint in joints}
    starts = zip(
        trajectory.joints, trajectory.positions_rad[0], trajectory.velocities_rad_s[0], strict=True
    )
    for name, angle, speed in starts:
        if name in known and abs(speed) > STEP_RAD_S and not has_room(known[name], angle, speed):
            yield Margin(
                what="speed at its start",
                of=name,
                figure=abs(speed),
                limit=STEP_RAD_S,
                margin=STEP_RAD_S - abs(speed),
                unit="rad/s",
                at_s=0.0,
                broken_s=0.0,
            )


def _missing(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"the robot has no joint {name}" + (f"; did you mean {near[0]}?" if near else "")


@dataclass(frozen=True)
class _Pieces:
    """One joint's way."""

    trajectory: Trajectory
    column: int

    def __iter__(self) -> Iterator[tuple[float, float, Cubic]]:
        """When each piece begins, how long it is, and the piece."""
        way, i = self.trajectory, self.column
        knots = zip(way.times_s, way.positions_rad, way.velocities_rad_s, strict=True)
        for (begin, here, out), (end, there, into) in pairwise(knots):
            length = end - begin
            yield begin, length, cubic(here[i], out[i], there[i], into[i], length)


def _angle(joint: JointLimits, peak: Peak, pieces: _Pieces) -> Margin:
    """The margin to the nearer one of a joint's two angles."""
    below, above = peak.lower_rad - joint.lower_rad, joint.upper_rad - peak.upper_rad
    margin = min(below, above)

    def over(piece: Cubic, _length: float, s: float) -> float:
        angle = value(piece, s)
        return max(joint.lower_rad - angle, angle - joint.upper_rad)

    low = below < above
    return Margin(
        what="angle",
        of=joint.name,
        figure=degrees(peak.lower_rad if low else peak.upper_rad),
        limit=degrees(joint.lower_rad if low else joint.upper_rad),
        margin=degrees(margin),
        unit="°",
        at_s=peak.lower_at_s if low else peak.upper_at_s,
        broken_s=_first(pieces, over, turning_places) if margin < -_SLACK else None,
    )


def _speed(joint: JointLimits, peak: Peak, pieces: _Pieces) -> Margin:
    margin = joint.velocity_rad_s - peak.velocity_rad_s

    def over(piece: Cubic, length: float, s: float) -> float:
        return abs(slope(piece, s)) / length - joint.velocity_rad_s

    def turns(piece: Cubic) -> list[float]:
        place = fastest_place(piece)
        return sorted([*turning_places(piece), *([] if place is None else [place])])

    return Margin(
        what="speed",
        of=joint.name,
        figure=peak.velocity_rad_s,
        limit=joint.velocity_rad_s,
        margin=margin,
        unit="rad/s",
        at_s=peak.velocity_at_s,
        broken_s=_first(pieces, over, turns) if margin < -_SLACK else None,
    )


def _first(
    pieces: _Pieces,
    over: Callable[[Cubic, float, float], float],
    turns: Callable[[Cubic], list[float]],
) -> float:
    """When a limit is first broken, seconds.

    Args:
        pieces: the joint's way.
        over: how far beyond its limit a piece of some length is at a place in it.
        turns: places in a piece between which that only rises or only falls.
    """
    begin = 0.0
    for begin, length, piece in pieces:
        for low, high in pairwise([0.0, *sorted(turns(piece)), 1.0]):
            if over(piece, length, low) > _SLACK:
                return begin + low * length
            if over(piece, length, high) > _SLACK:
                return begin + length * _crossing(partial(over, piece, length), low, high)
    return begin


def _crossing(over: Callable[[float], float], kept: float, broken: float) -> float:
    """The place between two at which a limit is broken."""
    for _ in range(_HALVINGS):
        middle = (kept + broken) / 2
        if over(middle) > _SLACK:
            broken = middle
        else:
            kept = middle
    return broken
