"""What is to fail, as data: when, for how long, and what it is."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from moderator.errors import CannotStart
from moderator.robot import Joint
from moderator.values.fields import DurationNs, Share
from moderator_simulator.settings import read

Kind = Literal["link", "joint", "balance", "battery", "overheat", "voice"]


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


def read_faults(data: Sequence[Mapping[str, object]], joints: Sequence[Joint]) -> tuple[Fault, ...]:
    """Read faults.

    Args:
        data: one mapping a fault, as written.
        joints: the body's joints.

    Raises:
        CannotStart: one is not right; says which.
    """
    faults = tuple(read(Fault, one, f"fault {number}") for number, one in enumerate(data, 1))
    known = {joint.name for joint in joints}
    for number, fault in enumerate(faults, 1):
        if fault.joint is not None and fault.joint not in known:
            raise CannotStart(
                f"fault {number}: there is no joint {fault.joint!r}",
                f"joints: {', '.join(sorted(known))}",
            )
    return faults
