"""Send: a message to lights, screens, sound desks."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import override

from moderator.cues.action import Action, Heading, Lengths
from moderator.cues.checking import Checking, Path_
from moderator.cues.claims import Claims, Resource
from moderator.cues.materials import HttpDevice, Materials
from moderator.cues.stage import Stage
from moderator.cues.written import Word
from moderator.errors import SourceSilent
from moderator.knowledge.template import facts_in, shown
from moderator.robot import Outcome
from moderator.values.fields import OrElse

Argument = Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean"]})]


class Send(Action):
    """One OSC message or HTTP request to a device of the show."""

    called: ClassVar[str] = "send"
    kind: ClassVar[str] = "send"

    to: Word = Field(description="a device named under `devices`")
    osc: (
        Annotated[
            str,
            StringConstraints(pattern=r"^/[^\s#*,?\[\]{}]*$", max_length=200),
            OrElse("{value} is not an OSC address", "write it like /cue/5/go"),
        ]
        | None
    ) = Field(None, description="an OSC address, such as /cue/5/go")
    args: tuple[Argument, ...] = Field(
        (), description="OSC arguments; what reads as a number is one, {fact} puts a fact in"
    )
    path: (
        Annotated[
            str,
            StringConstraints(pattern=r"^/\S*$", max_length=500),
            OrElse("{value} is not a path", "begin it with /, without blanks"),
        ]
        | None
    ) = Field(None, description="an HTTP path, added to the device's address")
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
        devices = checking.materials.devices
        if not checking.known((*path, "to"), self.to, devices, "device", "unknown-device"):
            return
        takes_http = isinstance(devices[self.to], HttpDevice)
        if takes_http != (self.path is not None):
            takes = "HTTP: write path:" if takes_http else "OSC: write osc:"
            checking.error(path, "bad-message", f"{self.to!r} takes {takes}", "or name another")
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
        value = stage.knowledge.value
        try:
            args = tuple(shown(text, value) for text in self.args)
            body = None if self.body is None else shown(self.body, value)
        except SourceSilent as error:
            return Outcome.aborted("source", error.message)
        if self.osc is not None:
            return await stage.osc(self.to, self.osc, args)
        return await stage.http(self.to, self.method, self.path or "/", body)

    @override
    def described(self, materials: Materials) -> str:
        message = " ".join((self.osc, *self.args)) if self.osc else self.path
        return f"send {self.to} {message}"
