"""The devices of a show: where they are, and what they take."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar
from urllib.parse import quote

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import override

from moderator.cues.written import Written
from moderator.knowledge.template import facts_in, put_in
from moderator.outputs.message import (
    Address,
    HttpAddress,
    HttpRequest,
    Message,
    OscAddress,
    OscMessage,
)
from moderator.outputs.osc import number_or_text
from moderator.values.fields import OrElse

WORDS = ("name", "office", "title")
"""What a lower third says, by its place in what is sent."""

Argument = Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean"]})]

HostAndPort = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s:/]+:\d{1,5}$"),
    OrElse("{value} is not a host and its port", "write it like 192.168.1.20:7700"),
]

OscPattern = Annotated[
    str,
    StringConstraints(pattern=r"^/[^\s#*,?\[\]{}]*$", max_length=200),
    OrElse("{value} is not an OSC address", "write it like /cue/5/go"),
]

HttpPath = Annotated[
    str,
    StringConstraints(pattern=r"^/\S*$", max_length=500),
    OrElse("{value} is not a path", "begin it with /, without blanks"),
]


def _only_known(text: str) -> str:
    for name in facts_in(text):
        if name not in WORDS:
            told = {
                "name": f"{{{name}}}",
                "hint": f"there are {', '.join(f'{{{word}}}' for word in WORDS)}",
            }
            raise PydanticCustomError("bad-slot", "a lower third has no {name}", told)
    return text


class OscWritten(Written):
    """An OSC message with places for words."""

    called: ClassVar[str] = "an OSC message"

    osc: OscPattern = Field(description="an OSC address")
    args: tuple[Argument, ...] = Field((), description="its arguments, with {name} and the like")

    _known = field_validator("args")(lambda args: tuple(map(_only_known, args)))

    def message(self, to: OscAddress, words: Mapping[str, str]) -> OscMessage:
        """The message; what stands in a place stays text, whatever it reads as."""
        args = (put_in(arg, words) if facts_in(arg) else number_or_text(arg) for arg in self.args)
        return OscMessage(to, self.osc, tuple(args))


class HttpWritten(Written):
    """An HTTP request with places for words."""

    called: ClassVar[str] = "an HTTP request"

    path: HttpPath = Field(description="an HTTP path, added to the device's address")
    method: Literal["get", "post", "put"] = Field("post", description="the HTTP method")
    body: str | None = Field(
        None, max_length=20_000, description="its text, with {name} and the like"
    )

    _known = field_validator("path", "body")(lambda text: text and _only_known(text))

    def message(self, to: HttpAddress, words: Mapping[str, str]) -> HttpRequest:
        """The request; in its path words are encoded as URLs have them."""
        path = put_in(self.path, {word: quote(text, safe="") for word, text in words.items()})
        body = None if self.body is None else put_in(self.body, words)
        return HttpRequest(to, self.method, path, body)


class OscLowerThird(OscWritten):
    """How a device that takes OSC shows a lower third."""

    called: ClassVar[str] = "lower_third"

    clear: OscWritten | None = Field(None, description="sent when its time is over")


class HttpLowerThird(HttpWritten):
    """How a device that takes HTTP shows a lower third."""

    called: ClassVar[str] = "lower_third"

    clear: HttpWritten | None = Field(None, description="sent when its time is over")


SomeAddress = TypeVar("SomeAddress", bound=Address)


class DeviceWritten(Written, ABC, Generic[SomeAddress]):
    """Anything that takes messages."""

    takes: ClassVar[str]
    """What a cue writes for it."""

    lower_third: Any = None

    @property
    @abstractmethod
    def address(self) -> SomeAddress:
        """Where it is."""

    def showing(self, words: Mapping[str, str]) -> tuple[Message, ...]:
        """What has it show a lower third."""
        return (self.lower_third.message(self.address, words),) if self.lower_third else ()

    def clearing(self, words: Mapping[str, str]) -> tuple[Message, ...]:
        """What has it show it no more."""
        clear = self.lower_third.clear if self.lower_third else None
        return (clear.message(self.address, words),) if clear else ()


class OscDevice(DeviceWritten[OscAddress]):
    """Something that takes OSC messages over UDP."""

    called: ClassVar[str] = "an OSC device"
    takes: ClassVar[str] = "OSC: write osc:"

    osc: HostAndPort = Field(description="host:port")
    lower_third: OscLowerThird | None = Field(None, description="how it shows a lower third")

    @property
    @override
    def address(self) -> OscAddress:
        return OscAddress(self.osc)


class HttpDevice(DeviceWritten[HttpAddress]):
    """Something that takes HTTP requests."""

    called: ClassVar[str] = "an HTTP device"
    takes: ClassVar[str] = "HTTP: write path:"

    http: Annotated[
        str,
        StringConstraints(pattern=r"^https?://[^\s/]+(/\S*)?$"),
        OrElse("{value} is not a web address", "write it like http://192.168.1.30:8080"),
    ] = Field(description="the address that paths are added to")
    lower_third: HttpLowerThird | None = Field(None, description="how it shows a lower third")

    @property
    @override
    def address(self) -> HttpAddress:
        return HttpAddress(self.http)


def _takes(written: object) -> str | None:
    """Which kind of device is meant: its tag."""
    if isinstance(written, DeviceWritten):
        return written.called
    keys = written if isinstance(written, dict) else {}
    return next((kind.called for key, kind in _KINDS.items() if key in keys), None)


def _takes_something(written: object) -> object:
    if _takes(written) is None:
        told = {"hint": 'write osc: "host:port", or http: "http://…"'}
        raise PydanticCustomError("bad-device", "a device takes either OSC or HTTP", told)
    return written


_KINDS: Mapping[str, type[DeviceWritten[Any]]] = {"osc": OscDevice, "http": HttpDevice}

Device = Annotated[
    Annotated[OscDevice, Tag(OscDevice.called)] | Annotated[HttpDevice, Tag(HttpDevice.called)],
    Discriminator(_takes),
    BeforeValidator(_takes_something),
]
