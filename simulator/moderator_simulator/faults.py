"""What is to fail, as data: when, for how long, and what it is."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from moderator.errors import CannotStart
from moderator.robot import Joint
from moderator.values.fields import DurationNs, Share
from moderator_simulator.settings import read

Kind = Literal[
    "link", "joint", "balance", "battery", "overheat", "voice",
    "push", "friction", "mass", "torque", "delay", "noise",
]  # fmt: skip
ANY_BODY: frozenset[Kind] = frozenset(("link", "joint", "balance", "battery", "overheat", "voice"))
"""What any simulated robot can be told to do; the others need a body in physics."""
CHANGES: frozenset[Kind] = frozenset(("friction", "mass", "torque", "delay", "noise"))
"""What changes a figure of the body or the hall."""


class Fault(BaseModel):
    """One thing that fails.

    `at` counts from connecting and `after` from the first activation. With `during` it fails in
    the named motion: half-way through, or `after` so long.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = "a fault"

    fault: Kind = Field(description="what fails")
    at: DurationNs | None = Field(None, description="time since the robot was connected")
    after: DurationNs | None = Field(None, description="time since it was activated")
    during: str | None = Field(None, description="name of the motion in which it fails")
    lasts: DurationNs | None = Field(None, alias="for", description="how long; always if left out")
    joint: str | None = Field(None, description="which joint fails")
    level: Share = Field(0.05, description="charge that the battery drops to, 0 to 1")
    temperature_c: float = Field(90.0, description="temperature that the actuators jump to")
    value: str | float | None = Field(None, description="what the figure changes to")
    force_n: float = Field(60.0, gt=0, description="how hard it is pushed, newtons")
    angle_deg: float | None = Field(
        None, description="which way: 0 forwards, 90 to its left; by chance if left out"
    )

    @model_validator(mode="after")
    def _has_a_time(self) -> Self:
        if self.at is None and self.after is None and self.during is None:
            raise ValueError("nothing says when it fails; give at, after or during")
        if self.at is not None and (self.after is not None or self.during is not None):
            raise ValueError("at stands alone; leave out after and during")
        return self

    @model_validator(mode="after")
    def _has_a_joint(self) -> Self:
        if (self.fault == "joint") != (self.joint is not None):
            raise ValueError("a joint fault, and no other, names its joint")
        return self

    @model_validator(mode="after")
    def _has_a_value(self) -> Self:
        if (self.fault in CHANGES) != (self.value is not None):
            raise ValueError(f"{', '.join(sorted(CHANGES))} need a value, and no other fault")
        return self


def read_faults(
    data: Sequence[Mapping[str, object]],
    joints: Sequence[Joint],
    kinds: frozenset[Kind] = ANY_BODY,
) -> tuple[Fault, ...]:
    """Read faults.

    Args:
        data: one mapping a fault, as written.
        joints: the body's joints.
        kinds: what can happen to that body.

    Raises:
        CannotStart: one is not right; says which.
    """
    faults = tuple(read(Fault, one, f"fault {number}") for number, one in enumerate(data, 1))
    known = {joint.name for joint in joints}
    for number, fault in enumerate(faults, 1):
        if fault.fault not in kinds:
            raise CannotStart(
                f"fault {number}: {fault.fault!r} happens to a body in physics alone",
                "rehearse with --robot simulator-physics",
            )
        if fault.joint is not None and fault.joint not in known:
            raise CannotStart(
                f"fault {number}: there is no joint {fault.joint!r}",
                f"joints: {', '.join(sorted(known))}",
            )
    return faults
