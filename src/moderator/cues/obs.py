"""Obs: scenes, texts, sources and recording of an OBS Studio."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.device_messages import item_enabled, text_of
from moderator.cues.devices import ObsDevice
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.cues.written import Title, Word, Written
from moderator.errors import SourceSilent
from moderator.knowledge.template import facts_in, shown
from moderator.outputs.message import ObsRequest, ObsRequests
from moderator.robot import Outcome


class SourceOf(Written):
    """A source in a scene of OBS."""

    called: ClassVar[str] = "a source"

    source: Title = Field(description="its name in OBS")
    in_: Title = Field(alias="in", description="the scene that has it")


class Obs(Action):
    """What an OBS does, in this order: texts, show, hide, scene, record."""

    called: ClassVar[str] = "obs"
    kind: ClassVar[str] = "obs"

    on: Word = Field(description="a device that has `obs`")
    texts: dict[Title, str] = Field(
        {}, description="what text sources show, by their names; {fact} puts a fact in"
    )
    show: SourceOf | None = Field(None, description="a source that is made visible")
    hide: SourceOf | None = Field(None, description="a source that is hidden")
    scene: Title | None = Field(None, description="the scene that goes on air")
    record: Literal["start", "stop"] | None = Field(None, description="OBS's own recording")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.texts or self.show or self.hide or self.scene or self.record):
            hint = {"hint": "write scene, texts, show, hide or record"}
            raise PydanticCustomError("empty-cue", "an obs that does nothing", hint)
        return self

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset({Resource.SCREEN}) if self.on == "screen" else frozenset()

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        if not checking.device(path, "on", self.on, ObsDevice):
            return
        for source, text in self.texts.items():
            checking.facts((*path, "texts", source), facts_in(text))

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return 0

    @override
    def shows(self) -> Iterator[str]:
        yield from self.texts.values()

    @override
    def devices(self) -> Iterator[str]:
        yield self.on

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        device = stage.materials.devices[self.on]
        assert isinstance(device, ObsDevice)
        try:
            requests = tuple(self._requests(stage))
        except SourceSilent as error:
            return Outcome.aborted("source", error.message)
        return await stage.send(self.on, ObsRequests(device.address, requests))

    def _requests(self, stage: Stage) -> Iterator[ObsRequest]:
        for source, text in self.texts.items():
            yield text_of(source, shown(text, stage.knowledge.value))
        if self.show:
            yield item_enabled(self.show.in_, self.show.source, enabled=True)
        if self.hide:
            yield item_enabled(self.hide.in_, self.hide.source, enabled=False)
        if self.scene:
            yield ObsRequest("SetCurrentProgramScene", {"sceneName": self.scene})
        if self.record:
            yield ObsRequest("StartRecord" if self.record == "start" else "StopRecord")

    @override
    def described(self, materials: Materials) -> str:
        told = self.scene or ", ".join(self.texts) or f"{self.record or 'sources'}"
        return f"{self.on}: {told}"
