"""What can be set on the simulated robot: the keys of its config."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from moderator.robot import Limit, Reading, Rule, VoiceLatency
from moderator.values.duration import NS_PER_S
from moderator.values.fields import Share

_SETTINGS = "this simulator: moderator_simulator/settings.py"
_WARM_C = 5.0
"""So long before its hottest it warns."""


class Settings(BaseModel):
    """The simulated robot's config. The figures are assumed; no maker publishes them all."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = "the simulator's config"

    battery: Share = Field(1.0, description="charge when it is switched on, 0 to 1")
    standing_hours: float = Field(8.0, gt=0, description="a full battery lasts this long, standing")
    moving_hours: float = Field(2.5, gt=0, description="and this long, moving all the time")
    ambient_c: float = Field(25.0, description="temperature of the hall, degrees Celsius")
    standing_rise_c: float = Field(10.0, ge=0, description="actuators above the hall, standing")
    moving_rise_c: float = Field(40.0, ge=0, description="actuators above the hall, moving")
    warming_s: float = Field(600.0, gt=0, description="time constant of warming, seconds")
    hottest_c: float = Field(75.0, description="no motion is taken above this temperature")
    least_battery: Share = Field(0.15, description="preflight is red below this charge")
    lowest_battery: Share = Field(0.1, description="the show holds below this charge")
    voice_latency_s: float = Field(
        0.0, ge=0, le=2, description="from what is to be said until it is heard, seconds"
    )

    @property
    def voice_latency(self) -> VoiceLatency:
        """How late the robot's voice is."""
        return VoiceLatency(round(self.voice_latency_s * NS_PER_S), _SETTINGS)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """What the robot must not pass: below them it may still move, and is soon not to."""
        battery, heat = Reading.BATTERY, Reading.TEMPERATURE
        return (
            Limit(battery, Rule.WARN, max(self.least_battery, self.lowest_battery), _SETTINGS),
            Limit(battery, Rule.HOLD, self.lowest_battery, _SETTINGS),
            Limit(heat, Rule.WARN, self.hottest_c - _WARM_C, _SETTINGS),
            Limit(heat, Rule.HOLD, self.hottest_c, _SETTINGS),
        )
