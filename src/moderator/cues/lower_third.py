"""Lower third: who somebody is, on a screen for a while."""

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.device_messages import WORDS
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.cues.written import Title, Word
from moderator.errors import SourceSilent
from moderator.knowledge.template import facts_in, shown
from moderator.outputs.message import Message
from moderator.robot import Outcome
from moderator.values.duration import seconds
from moderator.values.fields import DurationNs


class LowerThird(Action):
    """Somebody's name and office on a screen; how, the device's own `lower_third` says."""

    called: ClassVar[str] = "lower_third"
    kind: ClassVar[str] = "lower_third"
    short: ClassVar[str] = "of"

    of: Word = Field(description="a key of `people`")
    on: Word = Field("screen", description="a device that says how it shows one")
    for_: DurationNs = Field(8_000_000_000, alias="for", description="how long it stands")
    title: Title | None = Field(None, description="a line more, as of a talk; {fact} puts one in")

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset({Resource.SCREEN}) if self.on == "screen" else frozenset()

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        checking.person((*path, "of"), self.of)
        checking.facts((*path, "title"), facts_in(self.title or ""))
        devices = checking.materials.devices
        if not checking.known((*path, "on"), self.on, devices, "device", "unknown-device"):
            return
        if not devices[self.on].showing(dict.fromkeys(WORDS, "")):
            what = f"{self.on!r} does not say how it shows a lower third"
            checking.error(path, "no-lower-third", what, f"write devices.{self.on}.lower_third")

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return self.for_

    @override
    def shows(self) -> Iterator[str]:
        yield from filter(None, (self.title,))

    @override
    def devices(self) -> Iterator[str]:
        yield self.on

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        try:
            title = shown(self.title or "", stage.knowledge.value)
        except SourceSilent as error:
            return Outcome.aborted("source", error.message)
        person, device = stage.materials.person(self.of), stage.materials.devices[self.on]
        words = {"name": person.name, "office": person.office, "title": title}
        try:
            outcome = await self._send(device.showing(words), stage)
        except asyncio.CancelledError:  # nobody knows whether it stands there by now
            await self._send(device.clearing(words), stage)
            raise
        if not outcome.ok:
            return outcome
        stage.record("lower_third", of=self.of, on=self.on, **words, for_s=seconds(self.for_))
        end_ns = stage.now_ns() + self.for_
        try:
            await stage.until(end_ns)
        finally:
            outcome = await self._send(device.clearing(words), stage)
            stage.record("lower_third_ended", of=self.of, on=self.on)
        return outcome

    async def _send(self, messages: tuple[Message, ...], stage: Stage) -> Outcome:
        """Send one after another, until one is not taken."""
        for message in messages:
            if not (outcome := await stage.send(self.on, message)).ok:
                return outcome
        return Outcome.succeeded()

    @override
    def described(self, materials: Materials) -> str:
        return f"lower third of {materials.person(self.of).name}"
