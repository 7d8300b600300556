"""What can be set on a G1: the keys of its config."""

from ipaddress import IPv4Address
from typing import ClassVar, Literal

from pydantic import Field

from moderator.adapters.wired.settings import WireSettings


class G1Settings(WireSettings):
    """The config of a G1."""

    called: ClassVar[str] = "the G1's config"

    interface: str = Field(
        "", description="the network interface that leads to the robot, such as eth0; empty for any"
    )
    domain: int = Field(0, ge=0, le=230, description="DDS domain; a G1 is in 0")
    peers: tuple[IPv4Address, ...] = Field(
        (), description="addresses to ask for the robot, where multicast does not pass"
    )
    ramp_s: float = Field(
        3.0, ge=1.0, le=10.0, description="how long the arms take to become ours, and the robot's"
    )
    kp: float = Field(60.0, gt=0, le=100, description="stiffness of arms and waist, Nm/rad")
    kd: float = Field(1.5, gt=0, le=5, description="their damping, Nm s/rad")
    loco_service: Literal["sport", "loco"] = Field(
        "sport", description="what its firmware calls the walking service; `robots probe` tells"
    )
    voice: Literal["show_computer", "robot"] = Field(
        "show_computer", description="what plays speech: the show computer, or the robot"
    )
    renderings: dict[str, str] = Field(
        default_factory=dict, description="its own arm action for a show's motion: wave: high_wave"
    )
    robot_stop: Literal["as_freeze", "damp"] = Field(
        "as_freeze",
        description="what the gravest grade sends; after damp the robot sinks and falls",
    )
