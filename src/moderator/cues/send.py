"""Send: a message to lights, screens, sound desks."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.device_messages import Argument, HttpPath, OscPattern
from moderator.cues.devices import HttpDevice, OscDevice
from moderator.cues.materials import Materials
from moderator.cues.stage import Stage
from moderator.cues.written import Word
from moderator.errors import SourceSilent
from moderator.knowledge.template import facts_in, shown
from moderator.outputs.message import HttpRequest, Message, OscMessage
from moderator.outputs.osc import number_or_text
from moderator.robot import Outcome


class Send(Action):
    """One OSC message or HTTP request to a device of the show."""

    called: ClassVar[str] = "send"
    kind: ClassVar[str] = "send"

    to: Word = Field(description="a device named under `devices`")
    osc: OscPattern | None = Field(None, description="an OSC address, such as /cue/5/go")
    args: tuple[Argument, ...] = Field(
        (), description="OSC arguments; what reads as a number is one, {fact} puts a fact in"
    )
    path: HttpPath | None = Field(None, description="an HTTP path, added to the device's address")
    method: Literal["get", "post", "put"] = Field("post", description="the HTTP method")
    body: str | None = Field(
        None, max_length=20_000, description="the HTTP request's text; {fact} puts a fact in"
    )

    @model_validator(mode="after")
    def _one_protocol(self) -> Self:
        if (self.osc is None) == (self.path is None):
            hint = {"hint": "osc: /address for OSC, path: /path for HTTP"}
            raise PydanticCustomError("bad-message", "a message is either OSC or HTTP", hint)
        return self

    @override
    def claims(self, heading: Heading, materials: Materials) -> Claims:
        return frozenset({Resource.SCREEN}) if self.to == "screen" else frozenset()

    @override
    def check(self, path: Path_, heading: Heading, checking: Checking) -> None:
        kind = OscDevice if self.osc is not None else HttpDevice
        if not checking.device(path, "to", self.to, kind):
            return
        for number, text in enumerate(self.args):
            checking.facts((*path, "args", number), facts_in(text))
        checking.facts((*path, "body"), facts_in(self.body or ""))

    @override
    def length_ns(self, heading: Heading, lengths: Lengths) -> int:
        return 0

    @override
    def shows(self) -> Iterator[str]:
        yield from filter(None, (*self.args, self.body))

    @override
    def devices(self) -> Iterator[str]:
        yield self.to

    @override
    async def perform(self, heading: Heading, stage: Stage) -> Outcome:
        try:
            message = self._message(stage)
        except SourceSilent as error:
            return Outcome.aborted("source", error.message)
        return await stage.send(self.to, message)

    def _message(self, stage: Stage) -> Message:
        """What is sent, with the facts of now."""
        value, device = stage.knowledge.value, stage.materials.devices[self.to]
        if isinstance(device, OscDevice):
            args = tuple(number_or_text(shown(text, value)) for text in self.args)
            return OscMessage(device.address, self.osc or "/", args)
        assert isinstance(device, HttpDevice)
        body = None if self.body is None else shown(self.body, value)
        return HttpRequest(device.address, self.method, self.path or "/", body)

    @override
    def described(self, materials: Materials) -> str:
        message = " ".join((self.osc, *self.args)) if self.osc else self.path
        return f"send {self.to} {message}"
