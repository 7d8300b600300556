"""A humanoid's body as a table: every link with its place, mass and shape, every joint's limits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from moderator.body.joints import mirrored

Vector = tuple[float, float, float]
Axis = Literal["x", "y", "z"]
Tone = Literal["shell", "dark", "accent", "light"]
"""What a shape is painted with: the shell, the joints, a touch of colour, what shines."""

PELVIS = "pelvis"
"""The link that all others hang on."""


@dataclass(frozen=True)
class Joint:
    """One joint's limits.

    Attributes:
        name: the robot-neutral name, such as `left_shoulder_pitch`.
        lower_rad: least angle, radians.
        upper_rad: greatest angle, radians.
        velocity_rad_s: greatest speed, radians a second.
        source: where the figures are from, or `assumed`.
        torque_nm: greatest torque, newton metres; None where nobody says.
    """

    name: str
    lower_rad: float
    upper_rad: float
    velocity_rad_s: float
    source: str
    torque_nm: float | None = None


@dataclass(frozen=True)
class Shape:
    """A solid that a link is drawn and felt with.

    Attributes:
        kind: `capsule` from `start` to `end`; `box` and `ellipsoid` about the middle between them.
        start: metres, in the link's frame.
        end: metres.
        size: a capsule's radius, at its start and at its end where they differ, which only what is
            not felt may do; or half the breadth along each of the link's axes; metres.
        tone: what it is painted with.
        felt: whether it touches floor and body; else it is there to be seen alone.
    """

    kind: Literal["capsule", "box", "ellipsoid"]
    start: Vector
    end: Vector
    size: tuple[float, ...]
    tone: Tone = "shell"
    felt: bool = True


@dataclass(frozen=True)
class Link:
    """What lies between a joint and the next ones.

    Attributes:
        name: the name of the joint that moves it; `pelvis` for the one that no joint moves.
        parent: the link that it hangs on; empty for the pelvis.
        axis: the axis that it turns about, of its own frame, which at angle zero is its parent's.
        at_m: place of the joint in the parent's frame.
        mass_kg: mass.
        centre_m: centre of mass in its own frame.
        inertia_kg_m2: about that centre, along its own axes: xx, yy, zz.
        shapes: what it is drawn and felt with.
        source: where place, mass, centre and inertia are from, or `assumed`.
    """

    name: str
    parent: str
    axis: Axis
    at_m: Vector
    mass_kg: float
    centre_m: Vector
    inertia_kg_m2: Vector
    shapes: tuple[Shape, ...]
    source: str


@dataclass(frozen=True)
class Sole:
    """What a foot stands on, in the frame of its last link, of the left foot.

    Attributes:
        toe_m: from the ankle forward to the sole's end.
        heel_m: from the ankle back to it.
        half_m: from its middle line to its edge.
        drop_m: from the ankle down to it.
        source: where that is from, or `assumed`.
    """

    toe_m: float
    heel_m: float
    half_m: float
    drop_m: float
    source: str


@dataclass(frozen=True)
class Body:
    """A humanoid.

    Attributes:
        model: maker and model, as a person would say it.
        links: the pelvis first, every other one after the link that it hangs on.
        joints: the limits, one for each link but the pelvis, in the robot's own order.
        sole: what the last link of each leg stands on.
        palm_m: place of the left palm in the frame of the last link of its arm.
        eyes_m: place of the eyes in the frame of the head's last link.
    """

    model: str
    links: tuple[Link, ...]
    joints: tuple[Joint, ...]
    sole: Sole
    palm_m: Vector
    eyes_m: Vector

    @property
    def mass_kg(self) -> float:
        """All of it."""
        return sum(link.mass_kg for link in self.links)

    def link(self, name: str) -> Link:
        """The link of that name.

        Raises:
            KeyError: there is none.
        """
        found = next((link for link in self.links if link.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def end(self, limb: str) -> str:
        """The last link of a limb.

        Args:
            limb: such as `left_ankle`, `right_wrist`, `head`: how its joints' names begin.

        Raises:
            KeyError: there is none.
        """
        names = [link.name for link in self.links if link.name.startswith(f"{limb}_")]
        if not names:
            raise KeyError(limb)
        return names[-1]


def other_side(link: Link) -> Link:
    """The same link of the other side of the body."""

    def turned(point: Vector) -> Vector:
        return (point[0], -point[1], point[2])

    parent = link.parent if not link.parent.startswith("left_") else _other(link.parent)
    return replace(
        link,
        name=_other(link.name),
        parent=parent,
        at_m=turned(link.at_m),
        centre_m=turned(link.centre_m),
        shapes=tuple(
            replace(shape, start=turned(shape.start), end=turned(shape.end))
            for shape in link.shapes
        ),
    )


def limits_of(
    table: Mapping[str, tuple[float, float, float, float]], source: str
) -> tuple[Joint, ...]:
    """Joints from a table of least and greatest angle in degrees, speed and torque."""
    from math import radians

    return tuple(
        Joint(name, radians(lower), radians(upper), speed, source, torque)
        for name, (lower, upper, speed, torque) in table.items()
    )


def _other(name: str) -> str:
    return next(iter(mirrored({name: 0.0})))
