"""What can be set on every robot behind a rosbridge server."""

from pydantic import Field

from moderator.adapters.wired.settings import WireSettings


class RosbridgeSettings(WireSettings):
    """The keys that each such robot's config has."""

    stale_s: float = Field(
        0.5,
        gt=0,
        le=2,
        description="older than this, what the robot says of itself is no link; the real rosbridge "
        "of ROS 1 was silent for 0.29 s on a busy machine",
    )
    host: str = Field("127.0.0.1", description="name or address of the robot's rosbridge server")
    port: int = Field(9090, ge=1, le=65_535, description="its port")
