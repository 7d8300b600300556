"""What can be set on every robot at the far side of a wire."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from math import radians
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from moderator.body.table import Joint
from moderator.errors import CannotStart


class AngleRange(BaseModel):
    """A joint's range, where the robot's differs from its model's table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lower_deg: float = Field(description="least angle, degrees, in our sign convention")
    upper_deg: float = Field(description="greatest angle, degrees")
    velocity_deg_s: float | None = Field(None, gt=0, description="greatest speed, degrees a second")
    source: str = Field(description="where that is known from")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.lower_deg >= self.upper_deg:
            raise ValueError("lower_deg is not below upper_deg")
        return self


class WireSettings(BaseModel):
    """The keys that each such robot's config has."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = "the robot's config"

    stale_s: float = Field(
        0.25, gt=0, le=2, description="older than this, what the robot says of itself is no link"
    )
    tolerance_deg: float = Field(
        1.0, gt=0, le=10, description="a joint nearer than this to where it is to be is there"
    )
    astray_deg: float = Field(
        15.0,
        gt=0,
        le=90,
        description="a joint that is further off than this for `stale_s` is led no further",
    )
    limits: dict[str, AngleRange] = Field(
        default_factory=dict, description="ranges of single joints, instead of the model's"
    )

    rest: dict[str, float] = Field(
        default_factory=dict,
        description="where its own controller holds single joints, degrees, instead of the model's",
    )

    def limited(self, joints: tuple[Joint, ...]) -> tuple[Joint, ...]:
        """Joints with the ranges that are set here.

        Raises:
            CannotStart: one is set of a joint that is not among them.
        """
        self._known("limits", self.limits, [joint.name for joint in joints])
        return tuple(self._limited(joint) for joint in joints)

    def rested(self, rest_rad: Mapping[str, float]) -> dict[str, float]:
        """Where joints rest, radians, with what is set here.

        Raises:
            CannotStart: as `limited`.
        """
        self._known("rest", self.rest, rest_rad)
        return {**rest_rad, **{joint: radians(at) for joint, at in self.rest.items()}}

    def _known(self, key: str, named: Iterable[str], known: Collection[str]) -> None:
        for joint in named:
            if joint not in known:
                told = f"{self.called}: {key}: this robot has no joint {joint!r}"
                raise CannotStart(told, f"it has {', '.join(known)}")

    def _limited(self, joint: Joint) -> Joint:
        found = self.limits.get(joint.name)
        if found is None:
            return joint
        speed = joint.velocity_rad_s
        if found.velocity_deg_s is not None:
            speed = radians(found.velocity_deg_s)
        return replace(
            joint,
            lower_rad=radians(found.lower_deg),
            upper_rad=radians(found.upper_deg),
            velocity_rad_s=speed,
            source=found.source,
        )
