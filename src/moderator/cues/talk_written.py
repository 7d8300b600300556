"""The parts of a talk as they are written."""

from typing import ClassVar, Literal

from pydantic import Field

from moderator.cues.written import CueNumber, Spoken, Written
from moderator.values.duration import NS_PER_S
from moderator.values.fields import DurationNs, Share

Courtesy = Literal["monitor", "look", "gesture", "remind", "hand_over"]

GRADES: tuple[Courtesy, ...] = ("monitor", "look", "gesture", "remind", "hand_over")
"""The grades of the overtime ladder, gentlest first."""


class IfAbsent(Written):
    """What happens when the speaker is not there."""

    called: ClassVar[str] = "if_absent"

    say: Spoken = Field(description="what the robot says instead")
    go_to: CueNumber | None = Field(None, description="the cue on standby after that")


class IfMoved(Written):
    """What is said first when talks are heard in another order than written."""

    called: ClassVar[str] = "if_moved"

    earlier: Spoken = Field("usual", description="when it is heard before its place")
    later: Spoken = Field("usual", description="when it is heard after its place")


class EndsOn(Written):
    """What the audio gate has to hear for the talk to have ended; what is left out ends nothing."""

    called: ClassVar[str] = "ends_on"

    applause: DurationNs | None = Field(None, description="applause held so long")
    after: Share = Field(0.75, description="the share of their time before which none ends it")
    silence: DurationNs | None = Field(
        None, description="silence held so long after the allotted time"
    )


USUAL_ENDS = EndsOn(applause=4 * NS_PER_S, silence=15 * NS_PER_S)
