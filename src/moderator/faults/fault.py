"""One thing that fails, as data: what, when, and for how long."""

from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from moderator.faults.kinds import AT_ONCE, BELONGS, IN_HALL, NEEDED, Kind
from moderator.values.duration import format_duration
from moderator.values.fields import DurationNs, Share

_IN_WORDS: dict[Kind, str] = {
    "link": "the link is lost",
    "joint": "{0.joint} does not answer",
    "balance": "it lost its balance",
    "battery": "{battery}",
    "overheat": "the actuators are too hot",
    "voice": "the loudspeaker does not answer",
    "take_over": "the hand controller has taken it over",
    "push": "it is pushed with {0.force_n:g} N",
    "friction": "friction is {0.value}",
    "mass": "its mass is {0.value} of what it knows",
    "torque": "its greatest torque is {0.value} of what it was",
    "delay": "its sensors are late by {0.value}",
    "noise": "its sensed attitude is off by {0.value} mm",
    "speech": "the speech engine does not answer",
    "sound_device": "the sound device is gone",
    "outputs": "{device}",
    "source": "{source}",
    "console": "nobody reaches the console",
    "disk": "{disk}",
    "clock": "the clock leaps by {by}",
    "slow": "everything is late by up to {by}",
}


class Fault(BaseModel):
    """One thing that fails.

    `at` counts from the show's zero and `after` from the first time that the robot is made ready;
    with `cue` and `during`, `after` counts from where that cue or that motion began.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = "a fault"

    fault: Kind = Field(description="what fails")
    at: DurationNs | None = Field(None, description="time since the show's zero")
    after: DurationNs | None = Field(
        None, description="time since the robot was ready, or the cue or motion began"
    )
    cue: str | None = Field(None, description="number of the cue in which it fails, once")
    during: str | None = Field(None, description="name of the motion in which it fails, once")
    within: DurationNs | None = Field(
        None, description="at an instant by chance within so long after that"
    )
    chance: Share = Field(1.0, description="on which share of nights it comes at all, 0 to 1")
    lasts: DurationNs | None = Field(None, alias="for", description="how long; always if left out")
    joint: str | None = Field(None, description="which joint fails")
    level: Share = Field(0.05, description="charge that the battery drops to, 0 to 1")
    temperature_c: float = Field(90.0, description="temperature that the actuators jump to")
    value: str | float | None = Field(None, description="what the figure changes to")
    force_n: float = Field(60.0, gt=0, description="how hard it is pushed, newtons")
    angle_deg: float | None = Field(
        None, description="which way: 0 forwards, 90 to its left; by chance if left out"
    )
    device: str | None = Field(None, description="which device; all if left out")
    source: str | None = Field(None, description="which facts' source; all if left out")
    slow: DurationNs | None = Field(None, description="how long a write takes; full if left out")
    by: DurationNs | None = Field(None, description="how far the clock leaps, or all is late")

    @model_validator(mode="after")
    def _has_a_time(self) -> Self:
        since = [key for key in ("cue", "during") if getattr(self, key) is not None]
        if self.at is None and self.after is None and not since:
            raise ValueError("nothing says when it fails; give at, after, cue or during")
        if self.at is not None and (self.after is not None or since):
            raise ValueError("at stands alone; leave out after, cue and during")
        if len(since) > 1:
            raise ValueError("cue and during are two times; leave one out")
        if self.during is not None and self.fault in IN_HALL:
            raise ValueError("during is for what fails in the robot; give the cue")
        return self

    @model_validator(mode="after")
    def _has_its_own_keys(self) -> Self:
        for key, kinds in BELONGS.items():
            if key in self.model_fields_set and self.fault not in kinds:
                raise ValueError(f"{key} is for {', '.join(sorted(kinds))}; leave it out")
        if missing := [key for key in NEEDED if self.fault in BELONGS[key] and not self._has(key)]:
            raise ValueError(f"a fault of {self.fault} needs its {missing[0]}; add it")
        if self.fault == "clock" and self.lasts is not None:
            raise ValueError("the clock leaps once; leave out for")
        return self

    def _has(self, key: str) -> bool:
        return getattr(self, key) is not None

    def plain(self) -> dict[str, object]:
        """As plain data, without what is as it is anyway."""
        return self.model_dump(by_alias=True, exclude_defaults=True)

    @property
    def stays(self) -> bool:
        """Whether it is there until it is over, and not the matter of an instant."""
        return self.fault not in AT_ONCE

    def like(self, other: "Fault") -> bool:
        """Whether it is the same thing that fails in both."""
        return self.thing == other.thing

    @property
    def thing(self) -> tuple[object, ...]:
        """What it is that fails."""
        return self.fault, self.joint, self.device, self.source, self.slow is None

    @property
    def in_words(self) -> str:
        """What has failed, in words."""
        charge, takes = f"{self.level:.0%}", format_duration(self.slow or 0)
        return _IN_WORDS[self.fault].format(
            self,
            battery=f"the battery drops to {charge}" if self.level else "the battery is flat",
            device=f"{self.device} does not answer" if self.device else "no device answers",
            source=f"no facts of {self.source} come" if self.source else "no live facts come",
            disk="the disk is full" if self.slow is None else f"a write to disk takes {takes}",
            by=format_duration(self.by or 0),
        )
