"""What can be set on a robot that follows joint trajectories: the keys of its config."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from moderator.adapters.rosbridge.settings import RosbridgeSettings
from moderator.body.joints import JOINTS, PARTS

_LEGS = frozenset(PARTS["legs"])


class Named(BaseModel):
    """A joint as the robot has it: its angle is `sign` times ours plus `offset_deg`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, description="the robot's name of it")
    sign: int = Field(1, description="1, or -1 where it turns the other way")
    offset_deg: float = Field(0.0, description="its angle where ours is zero, degrees")
    action: str = Field("", description="its action server, where that is not `action`")

    @field_validator("sign")
    @classmethod
    def _one(cls, sign: int) -> int:
        if sign not in (1, -1):
            raise ValueError("it is 1 or -1")
        return sign


def _by_name(told: object) -> object:
    return {"name": told} if isinstance(told, str) else told


def _every_joint_above_the_legs() -> dict[str, Named]:
    """`left_elbow_joint` for `left_elbow`, as most descriptions name them."""
    return {joint: Named(name=f"{joint}_joint") for joint in JOINTS if joint not in _LEGS}


class RosFjtSettings(RosbridgeSettings):
    """The config of a robot that follows joint trajectories."""

    called: ClassVar[str] = "the config of ros_fjt"

    model: str = Field("robot that follows joint trajectories", description="maker and model")
    ros: int = Field(1, ge=1, le=2, description="1 or 2: which ROS the robot runs")
    action: str = Field(
        "/joint_trajectory_controller/follow_joint_trajectory",
        description="the action server that its joints follow",
    )
    states: str = Field("/joint_states", description="the topic that tells where joints are")
    joints: dict[str, Annotated[Named, BeforeValidator(_by_name)]] = Field(
        default_factory=_every_joint_above_the_legs,
        min_length=1,
        description="the robot's name of each of ours, or its name, sign, offset_deg and action",
    )
    ahead_s: float = Field(
        4.0, ge=1, le=60, description="how far ahead it is told where to go; then it stands still"
    )
    stop_service: str = Field(
        "", description="a std_srvs/Trigger that is called for the gravest stop; empty for none"
    )

    @field_validator("joints")
    @classmethod
    def _no_legs(cls, joints: dict[str, Named]) -> dict[str, Named]:
        for joint in joints:
            if joint in _LEGS:
                raise ValueError(f"{joint}: legs keep the balance, which is the robot's own")
            if joint not in JOINTS:
                raise ValueError(f"{joint} is no joint of ours; there are {', '.join(JOINTS)}")
        theirs = [named.name for named in joints.values()]
        if twice := next((name for name in theirs if theirs.count(name) > 1), ""):
            raise ValueError(f"{twice} stands for two joints")
        return joints
