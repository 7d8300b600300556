"""Wait: nothing happens for a while."""

from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.robot import Outcome
from moderator.values.duration import format_duration
from moderator.values.fields import DurationNs


class Wait(Action):
    """A pause of a given length."""

    called: ClassVar[str] = "wait"
    kind: ClassVar[str] = "wait"
    short: ClassVar[str] = "time"

    time: DurationNs = Field(description="how long")

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset()

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        """Nothing that reading it has not checked."""

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.time

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        end_ns = stage.began_ns + self.time
        await stage.until(end_ns)
        stage.ends_at(end_ns)
        return Outcome.succeeded()

    @override
    def described(self, materials: Materials) -> str:
        return f"wait {format_duration(self.time)}"
