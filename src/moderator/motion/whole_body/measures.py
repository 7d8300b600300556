"""What is measured of a motion on its feet, all along it, and what the figures may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderator.body.joints import PARTS, SIDES
from moderator.motion.trajectory import Trajectory
from moderator.motion.whole_body.dynamics import Effort, effort
from moderator.motion.whole_body.ground import Grounded, grounded_rows
from moderator.motion.whole_body.knots import sampled_rows
from moderator.motion.whole_body.mannequin import Array, Mannequin
from moderator.motion.whole_body.nearness import nearness
from moderator.motion.whole_body.support import corners, inside_m
from moderator.motion.whole_body.targets import RATE_HZ, Targets

EVERY_S = 0.02
_FALLEN_M = 1.0
DISTANCE, SUPPORT, ERROR, SLIDE, TORQUE = "self-distance", "support", "error", "slide", "torque"
CENTRE, PRESSURE = "centre of mass", "zero-moment point"
APART_MM = 15.0
"""As near as a body may come to itself."""
HANDS_MM = 0.0
"""As near as the hands may come to each other where nobody solved for more: they may meet."""
INSIDE_MM = 10.0
"""As near as centre of mass and zero-moment point may come to the edge of what bears them."""
FOOT_MM = 3.0
"""As far as a sole may be from where a score puts it, seen from the other one."""
SLIDE_MM = 10.0
"""As far as a sole that stands may be moved by joints that nobody solved for it."""


@dataclass(frozen=True)
class Measure:
    """One figure all along a motion.

    Attributes:
        what: what it is, such as `self-distance`.
        unit: of figure and limit.
        limit: what it may be.
        least: whether it may be no less than that, rather than no more.
        figures: k of them.
        of: what it is of, always or at a sample.
    """

    what: str
    unit: str
    limit: float
    least: bool
    figures: Array
    of: Callable[[int], str] | str

    def named(self, i: int) -> str:
        """What it is of at a sample."""
        return self.of if isinstance(self.of, str) else self.of(i)

    @property
    def margins(self) -> Array:
        """What is left to the limit; negative beyond it, shape (k,)."""
        return self.figures - self.limit if self.least else self.limit - self.figures


@dataclass(frozen=True)
class Course:
    """A motion on the floor with what it takes.

    Attributes:
        mannequin: the body.
        ground: its poses and where its feet are.
        standing: which feet may bear weight, shape (k, 2).
        effort: what it takes.
        soles: corners of both soles on the floor, metres, shape (k, 2, 4, 2).
        targets: what a score asks at the same times; None without one.
    """

    mannequin: Mannequin
    ground: Grounded
    standing: NDArray[np.bool_]
    effort: Effort
    soles: Array
    targets: Targets | None

    @property
    def times_s(self) -> Array:
        """When, shape (k,)."""
        return self.ground.times_s


def course(mannequin: Mannequin, trajectory: Trajectory, targets: Targets | None = None) -> Course:
    """Put a motion on the floor and work out what it takes.

    Args:
        mannequin: the body; joints that the motion does not have are at rest.
        trajectory: the motion.
        targets: what the score that it was made of asks.
    """
    count = max(3, int(np.ceil(trajectory.duration_s / EVERY_S)) + 1)
    times = np.linspace(0.0, trajectory.duration_s, count)
    rows = np.tile(mannequin.rest, (count, 1))
    columns = [mannequin.joints.index(joint) for joint in trajectory.joints]
    rows[:, columns] = sampled_rows(trajectory, times)
    ground = grounded_rows(mannequin, times, rows)
    standing = ground.standing
    if targets is not None:
        asked = np.clip(np.round(times * RATE_HZ).astype(int), 0, len(targets.times_s) - 1)
        targets = targets.taken(asked)
        standing = targets.stands.T
    soles = corners(ground.soles, mannequin.half_sole_m)
    return Course(mannequin, ground, standing, effort(mannequin, ground, standing), soles, targets)


def measures(course: Course, joints: tuple[str, ...]) -> Iterator[Measure]:
    """Every figure of a motion that has a limit, but for what its joints' angles and speeds have.

    Args:
        course: the motion.
        joints: those that it moves.
    """
    for of_hands in (False, True):
        near = nearness(course.mannequin, course.ground.poses, of_hands=of_hands)
        limit = HANDS_MM if of_hands and course.targets is None else APART_MM
        yield Measure(DISTANCE, "mm", limit, True, near.apart_m * 1e3, near.named)
    for of, points in (
        (CENTRE, course.ground.centres_m[:, :2]),
        (PRESSURE, course.effort.pressure_m),
    ):
        inside = inside_m(points, course.soles, course.standing).clip(-_FALLEN_M) * 1e3
        yield Measure(SUPPORT, "mm", INSIDE_MM, True, inside, of)
    yield from _feet(course) if course.targets else _slides(course, joints)
    for column, joint in enumerate(course.mannequin.body.joints):
        if joint.torque_nm is not None:
            torques = np.abs(course.effort.torques_nm[:, column])
            yield Measure(TORQUE, "Nm", joint.torque_nm, False, torques, joint.name)


def _feet(course: Course) -> Iterator[Measure]:
    """How far each sole's corners are from where the score puts them, seen from the other sole."""
    mannequin, targets = course.mannequin, course.targets
    assert targets is not None
    count = len(course.times_s)
    off = np.empty(count)
    length, breadth = mannequin.half_sole_m
    around = np.array([[a * length, b * breadth, 0] for a in (1, -1) for b in (1, -1)])
    for i, pose in enumerate(course.ground.poses):
        mannequin.data.qpos[:] = pose
        mannequin.read()
        bearing = 0 if course.effort.shares[i] >= 0.5 else 1
        here, axes = mannequin.sole(bearing)
        there, turned = mannequin.sole(1 - bearing)
        found = (there + around @ turned.T - here) @ axes
        at, frame = _sole_asked(targets.soles[bearing, i])
        other_at, other = _sole_asked(targets.soles[1 - bearing, i])
        asked = (other_at + around @ other.T - at) @ frame
        off[i] = np.linalg.norm(found - asked, axis=1).max()
    yield Measure(ERROR, "mm", FOOT_MM, False, off * 1e3, "foot")


def _sole_asked(row: Array) -> tuple[Array, Array]:
    """Place and axes of a sole that a score asks for."""
    x, y, up, heading, toes = row
    c, s, ct, st = np.cos(heading), np.sin(heading), np.cos(-toes), np.sin(-toes)
    yaw = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    pitch = np.array([[ct, 0.0, st], [0.0, 1.0, 0.0], [-st, 0.0, ct]])
    return np.array([x, y, up]), yaw @ pitch


def _slides(course: Course, joints: tuple[str, ...]) -> Iterator[Measure]:
    """How far each sole is moved along the floor while it stands."""
    if not set(joints) & set(PARTS["legs"]):
        return
    for side in (0, 1):
        places = course.ground.soles[:, side, :2]
        slid = np.zeros(len(places))
        stood = places[0]
        for i, stands in enumerate(course.standing[:, side]):
            if stands and (i == 0 or not course.standing[i - 1, side]):
                stood = places[i]
            slid[i] = np.hypot(*(places[i] - stood)) if stands else 0.0
        name = f"{SIDES[side]} foot"
        yield Measure(SLIDE, "mm", SLIDE_MM, False, slid * 1e3, name)
