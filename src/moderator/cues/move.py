"""Move: the robot makes a motion."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_, claims_of
from moderator.cues.claims import BODY, Claims
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.cues.written import MotionName
from moderator.robot import Outcome
from moderator.values.fields import Flag


class Move(Action):
    """The robot makes a motion, of the show's own or one that comes with every show."""

    called: ClassVar[str] = "move"
    kind: ClassVar[str] = "move"
    short: ClassVar[str] = "motion"

    motion: MotionName = Field(description="the motion's name, or a certain variant's")
    apex: Flag = Field(False, description="in a timeline: its apex is at the moment, not its start")

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        manifests = materials.manifests(self.motion)
        return claims_of(*manifests) if manifests else BODY

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        checking.motion(path, self.motion)

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return lengths.motion_ns(self.motion)

    @override
    def lead_ns(self, heading: Heading, lengths: Lengths) -> int:
        return lengths.apex_ns(self.motion) if self.apex else 0

    @override
    def after_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.length_ns(heading, lengths) - self.lead_ns(heading, lengths)

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        return await stage.move(self.motion, apex=self.apex)

    @override
    def motions(self, heading: Heading) -> Iterator[str]:
        yield from (self.motion, *heading.gestures.values())

    @override
    def described(self, materials: Materials) -> str:
        abouts = [manifest.about for manifest in materials.manifests(self.motion)]
        return abouts[0] if abouts and abouts[0] else self.motion
