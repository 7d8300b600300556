"""What a robot can do, known without the robot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from moderator.body.table import Body, Joint
from moderator.robot.limits import Limit, Reading


class Support(StrEnum):
    """How a robot comes by an ability."""

    NATIVE = "native"
    EMULATED = "emulated"
    NONE = "none"


@dataclass(frozen=True)
class BuiltIn:
    """A motion that the robot brings itself, called by name.

    Attributes:
        duration_ns: how long it takes; None where the maker does not say.
        cancellable: whether it can be ended before its end.
        what: what the audience sees, in a few words.
    """

    duration_ns: int | None
    cancellable: bool
    what: str


@dataclass(frozen=True)
class VoiceLatency:
    """How late a robot's own voice is.

    Attributes:
        ns: from `say` until the sound is heard, nanoseconds.
        source: where that is known from.
    """

    ns: int
    source: str


class Grade(StrEnum):
    """The grades of stop, gentlest first. None of them is an emergency stop: that is hardware."""

    RELAX = "relax"
    FREEZE = "freeze"
    ROBOT_STOP = "robot_stop"


@dataclass(frozen=True)
class StopEffect:
    """What one grade of stop does to this robot's body.

    Attributes:
        what: what happens to torque and balance, one sentence.
        leaves_standing: whether the robot surely stands afterwards; only then may software send
            this grade by itself.
        within_ns: the stop request has left the adapter within this time.
        source: where that is known from.
    """

    what: str
    leaves_standing: bool
    within_ns: int
    source: str


@dataclass(frozen=True)
class Capabilities:
    """All that a show can be checked against while the robot is switched off.

    Attributes:
        model: maker and model, as a person would say it.
        joints: every joint that can be commanded, in the robot's order.
        rest: the pose, radians by joint, that the robot stands in when nothing is asked of it.
        built_in: motions of the robot's own, by name.
        instead: which of its own motions it does in place of a show's, by the show's name.
        leaves_out: whether a motion is done without the joints that the robot lacks.
        voice: whether the robot plays sound itself; with NONE the show computer does.
        voice_latency: how late its own voice is; None where nobody has measured it.
        locomotion: whether it walks.
        hands: whether its hands close and open.
        trajectories: whether it follows joint trajectories.
        cancel_motion: whether a motion can be ended before its end.
        stops: every grade's effect.
        blend_ns: least time in which a motion is joined on from another pose than its first.
        body: links, masses and shapes, for what is computed about it; None where nobody has them.
        measures: the readings that its state has.
        limits: what it must not pass, each with its source; a show can only be stricter. Of each
            reading at most one for each rule, a graver one never before a milder one.
        wall_clock: whether it lives by the wall clock, so that virtual time is nothing for it.
        obeys_faults: whether it fails as `RobotSetup.faults` says; robots made of software do.
    """

    model: str
    joints: tuple[Joint, ...]
    rest: Mapping[str, float]
    stops: Mapping[Grade, StopEffect]
    built_in: Mapping[str, BuiltIn] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    leaves_out: bool = False
    voice: Support = Support.NONE
    voice_latency: VoiceLatency | None = None
    locomotion: Support = Support.NONE
    hands: Support = Support.NONE
    trajectories: Support = Support.NATIVE
    cancel_motion: bool = True
    blend_ns: int = 1_000_000_000
    body: Body | None = None
    measures: tuple[Reading, ...] = (Reading.BATTERY, Reading.TEMPERATURE)
    limits: tuple[Limit, ...] = ()
    wall_clock: bool = False
    obeys_faults: bool = False

    def joint(self, name: str) -> Joint | None:
        """The joint of that name, if the robot has it."""
        return next((joint for joint in self.joints if joint.name == name), None)

    @property
    def voice_latency_ns(self) -> int:
        """How late its own voice is; 0 where it has none, or nobody knows."""
        if self.voice is Support.NONE or self.voice_latency is None:
            return 0
        return self.voice_latency.ns
