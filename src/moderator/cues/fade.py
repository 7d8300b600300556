"""Fade and stop_sound: what plays becomes louder or softer, or ends."""

from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.cues.written import CueNumber
from moderator.robot import Outcome
from moderator.values.fields import DurationNs, Share

_SECOND = 1_000_000_000


class _Fading(Action):
    cue: CueNumber | None = Field(None, description="whose sounds; all that play unless written")
    over: DurationNs = Field(_SECOND, description="how long it takes")

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset()

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        if self.cue is not None:
            checking.cue((*path, "cue"), self.cue)

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.over


class Fade(_Fading):
    """What plays goes to another level."""

    called: ClassVar[str] = "a fade"
    kind: ClassVar[str] = "fade"
    short: ClassVar[str] = "to"

    to: Share = Field(description="the level that it goes to, 0 to 1 of what is in the file")

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        return await stage.fade(self.cue, self.to, self.over, ends=False)

    @override
    def described(self, materials: Materials) -> str:
        return f"fade {f'cue {self.cue} ' if self.cue else ''}to {self.to:g}"


class StopSound(_Fading):
    """What plays fades to silence and ends; its cue has then ended well."""

    called: ClassVar[str] = "stop_sound"
    kind: ClassVar[str] = "stop_sound"
    short: ClassVar[str] = "over"

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        return await stage.fade(self.cue, 0.0, self.over, ends=True)

    @override
    def described(self, materials: Materials) -> str:
        return f"stop the sound{f' of cue {self.cue}' if self.cue else ''}"
