"""What can be set on a Kuavo: the keys of its config."""

from typing import ClassVar, Literal

from pydantic import Field

from moderator.adapters.rosbridge.settings import RosbridgeSettings


class KuavoSettings(RosbridgeSettings):
    """The config of a Kuavo."""

    called: ClassVar[str] = "the Kuavo's config"

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
