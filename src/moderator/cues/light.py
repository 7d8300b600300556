"""Light: a look of the hall's lights."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims
from moderator.cues.devices import LightsDevice, SacnDevice
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.cues.written import Word
from moderator.outputs.message import Look
from moderator.robot import Outcome
from moderator.values.fields import DurationNs


class Light(Action):
    """Channels of light go to a look's levels; the others stay as they are."""

    called: ClassVar[str] = "light"
    kind: ClassVar[str] = "light"

    on: Word = Field(description="a device that has `artnet` or `sacn`")
    look: Word = Field(description="one of its looks")
    fade: DurationNs = Field(0, description="how long it takes; the cue lasts as long")

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset()

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        if not checking.device(path, "on", self.on, LightsDevice):
            return
        device = checking.materials.devices[self.on]
        if not isinstance(device, LightsDevice):
            return
        checking.known((*path, "look"), self.look, device.looks, "look", "unknown-look")
        if isinstance(device, SacnDevice) and not find_spec("sacn"):
            what = f"{self.on!r} takes sACN, and what sends that is not installed"
            checking.warning((*path, "on"), "no-sacn", what, "pip install 'moderator[lights]'")

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.fade

    @override
    def devices(self) -> Iterator[str]:
        yield self.on

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        device = stage.materials.devices[self.on]
        assert isinstance(device, LightsDevice)
        begins_ns = stage.now_ns()
        levels = device.looks[self.look]
        outcome = await stage.send(self.on, Look(device.address, self.look, levels, self.fade))
        if outcome.ok:
            await stage.until(begins_ns + self.fade)
        return outcome

    @override
    def described(self, materials: Materials) -> str:
        return f"{self.on}: {self.look}"
