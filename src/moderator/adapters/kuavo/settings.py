"""What can be set on a Kuavo: the keys of its config."""

from typing import ClassVar, Literal

from pydantic import Field

from moderator.adapters.wired.settings import WireSettings


class KuavoSettings(WireSettings):
    """The config of a Kuavo."""

    called: ClassVar[str] = "the Kuavo's config"

    stale_s: float = Field(
        0.5,
        gt=0,
        le=2,
        description="older than this, what the robot says of itself is no link; the real rosbridge "
        "of ROS 1 was silent for 0.29 s on a busy machine",
    )
    host: str = Field("127.0.0.1", description="name or address of the robot's rosbridge server")
    port: int = Field(9090, ge=1, le=65_535, description="its port")
    model: Literal["45", "52"] = Field("45", description="whose table of joints holds")
    voice: Literal["show_computer", "robot"] = Field(
        "show_computer", description="what plays speech: the show computer, or /audio_data"
    )
    renderings: dict[str, str] = Field(
        default_factory=dict, description="its own motion for a show's: tai_chi_24: perform_taiji"
    )
    actions: dict[str, str] = Field(
        default_factory=dict, description="its own arm actions: what the audience sees, by name"
    )
    own_at_most_s: float = Field(
        600.0, gt=0, description="a motion of its own that takes longer has an unknown end"
    )
    robot_stop: Literal["as_freeze", "stop_robot"] = Field(
        "as_freeze",
        description="what the gravest grade sends; after stop_robot the robot falls",
    )
