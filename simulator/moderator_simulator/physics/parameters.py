"""What can be wrong with the body in physics and what it stands on."""

from pydantic import BaseModel, ConfigDict, Field

from moderator.values.fields import DurationNs, Flag, Share

TICK_S = 0.01
"""Time between two commands of the controller, seconds."""
PUSH_S = 0.1
"""How long a push lasts that is not told otherwise, seconds."""


class Parameters(BaseModel):
    """How far the body and the hall are from what the controller believes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mass: float = Field(1.0, ge=0.5, le=2.0, description="true mass, as a share of what is known")
    friction: float = Field(0.8, gt=0, le=2.0, description="friction of soles and floor")
    torque: Share = Field(1.0, description="share of each motor's greatest torque that it has")
    delay: DurationNs = Field(0, ge=0, le=200_000_000, description="age of what the sensors say")
    noise_mm: float = Field(
        0.0, ge=0, le=50, description="noise of the sensed attitude, at the centre of mass, mm"
    )
    rope: Flag = Field(True, description="whether a slack rope hangs above it, to catch a fall")
