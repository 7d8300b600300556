"""How people behave in a rehearsal; written in the show under `rehearsal:`."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from moderator.values.fields import DurationNs, Share


class _Behaviour(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OperatorBehaviour(_Behaviour):
    """The person at the console."""

    called: ClassVar[str] = "the operator's behaviour"

    reaction: DurationNs = Field(1_500_000_000, description="usual time from green to GO")
    spread: DurationNs = Field(500_000_000, description="how much that varies, either way")
    approves: Share = Field(0.9, description="how often a draft answer is approved, 0 to 1")
    confirms: Share = Field(1.0, description="how often a check of preflight is confirmed, 0 to 1")


class TalkBehaviour(_Behaviour):
    """A human speaker. What is not given comes from the talk cue's allotted time."""

    called: ClassVar[str] = "a speaker's behaviour"

    talks: DurationNs | None = Field(None, description="usual length of the talk")
    spread: DurationNs = Field(30_000_000_000, description="how much that varies (one sigma)")
    walks: DurationNs = Field(12_000_000_000, description="time to reach the lectern")
    absent: Share = Field(0.0, description="how often they are not there, 0 to 1")
    late: Share = Field(0.0, description="how often they are late, 0 to 1")
    late_by: DurationNs = Field(45_000_000_000, description="how much later they come at most")
    says: DurationNs = Field(6_000_000_000, description="usual length of a sentence")
    pauses: DurationNs = Field(900_000_000, description="usual pause after a sentence")
    applauded: DurationNs = Field(7_000_000_000, description="usual length of the applause")


class HostBehaviour(_Behaviour):
    """The human who asks the dialogue's questions."""

    called: ClassVar[str] = "the host's behaviour"

    asks: tuple[str, ...] = Field((), description="answer ids to ask for, in order; all if empty")
    unscripted: tuple[str, ...] = Field((), description="questions that nobody scripted")
    thinks: DurationNs = Field(2_500_000_000, description="usual pause before a question")


class Behaviour(_Behaviour):
    """Everybody's behaviour in a rehearsal."""

    called: ClassVar[str] = "rehearsal"

    operator: OperatorBehaviour = OperatorBehaviour()
    host: HostBehaviour = HostBehaviour()
    speakers: dict[str, TalkBehaviour] = Field({}, description="by the key in `people`")
    everyone: TalkBehaviour = Field(TalkBehaviour(), description="speakers not named above")
