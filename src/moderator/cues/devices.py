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

from moderator.cues.written import Title, Word, Written
from moderator.knowledge.template import facts_in, put_in
from moderator.outputs.message import (
    Address,
    HttpAddress,
    HttpRequest,
    Message,
    ObsAddress,
    ObsRequest,
    ObsRequests,
    OscAddress,
    OscMessage,
    UniverseAddress,
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


EnvironmentName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z_][A-Z0-9_]*$", max_length=80),
    OrElse("{value} is no environment variable's name", "write the name, never the password"),
]

LightsPlace = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s:/]+(:\d{1,5})?$"),
    OrElse("{value} is no host", "write it like 192.168.1.50"),
]

Channel = Annotated[int, Field(ge=1, le=512), WithJsonSchema({"type": "integer"})]
Level = Annotated[int, Field(ge=0, le=255)]


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


class ObsLowerThird(Written):
    """How an OBS shows a lower third: texts of its sources, and the source that has them all."""

    called: ClassVar[str] = "lower_third"

    show: Title = Field(description="the source that is made visible, and hidden again")
    in_: Title = Field(alias="in", description="the scene that has it")
    name: Title = Field(description="the text source for the name")
    office: Title | None = Field(None, description="the text source for the office")
    title: Title | None = Field(None, description="the text source for the title")


class ObsDevice(DeviceWritten[ObsAddress]):
    """OBS Studio, by its obs-websocket."""

    called: ClassVar[str] = "an OBS"
    takes: ClassVar[str] = "a cue obs:"

    obs: HostAndPort = Field(description="host:port of its obs-websocket")
    password_from: EnvironmentName | None = Field(
        None, description="the environment variable that has the password"
    )
    lower_third: ObsLowerThird | None = Field(None, description="how it shows a lower third")

    @property
    @override
    def address(self) -> ObsAddress:
        return ObsAddress(self.obs, self.password_from or "")

    @override
    def showing(self, words: Mapping[str, str]) -> tuple[Message, ...]:
        third = self.lower_third
        if third is None:
            return ()
        inputs = {word: source for word in WORDS if (source := getattr(third, word))}
        texts = (text_of(source, words[word]) for word, source in inputs.items())
        shown = item_enabled(third.in_, third.show, enabled=True)
        return (ObsRequests(self.address, (*texts, shown)),)

    @override
    def clearing(self, words: Mapping[str, str]) -> tuple[Message, ...]:
        third = self.lower_third
        if third is None:
            return ()
        hidden = item_enabled(third.in_, third.show, enabled=False)
        return (ObsRequests(self.address, (hidden,)),)


class LightsDevice(DeviceWritten[UniverseAddress]):
    """A universe of lights, and its looks."""

    takes: ClassVar[str] = "a cue light:"

    looks: dict[Word, dict[Channel, Level]] = Field(
        description="by name: the level of each channel, 0 to 255, by its number"
    )


class ArtnetDevice(LightsDevice):
    """Lights over Art-Net."""

    called: ClassVar[str] = "an Art-Net universe"

    artnet: LightsPlace = Field(description="the node's host, or host:port")
    universe: Annotated[int, Field(ge=0, le=32767)] = Field(0, description="its port-address")

    @property
    @override
    def address(self) -> UniverseAddress:
        return UniverseAddress("artnet", self.artnet, self.universe)


class SacnDevice(LightsDevice):
    """Lights over sACN."""

    called: ClassVar[str] = "an sACN universe"

    sacn: LightsPlace = Field(description="multicast, or the host or host:port of a receiver")
    universe: Annotated[int, Field(ge=1, le=63999)] = Field(1, description="its number")

    @property
    @override
    def address(self) -> UniverseAddress:
        place = "" if self.sacn == "multicast" else self.sacn
        return UniverseAddress("sacn", place, self.universe)


def text_of(source: str, text: str) -> ObsRequest:
    """Have a text source show a text."""
    data = {"inputName": source, "inputSettings": {"text": text}, "overlay": True}
    return ObsRequest("SetInputSettings", data)


def item_enabled(scene: str, source: str, *, enabled: bool) -> ObsRequest:
    """Have a source seen in a scene, or not."""
    data = {"sceneItemEnabled": enabled}
    return ObsRequest("SetSceneItemEnabled", data, (scene, source))


def _takes(written: object) -> str | None:
    """Which kind of device is meant: its tag."""
    if isinstance(written, DeviceWritten):
        return written.called
    keys = written if isinstance(written, dict) else {}
    return next((kind.called for key, kind in _KINDS.items() if key in keys), None)


def _takes_something(written: object) -> object:
    if _takes(written) is None:
        told = {"hint": 'write osc: "host:port", http: "http://…", obs:, artnet: or sacn:'}
        raise PydanticCustomError("bad-device", "nothing says what this device takes", told)
    return written


_KINDS: Mapping[str, type[DeviceWritten[Any]]] = {
    "osc": OscDevice,
    "http": HttpDevice,
    "obs": ObsDevice,
    "artnet": ArtnetDevice,
    "sacn": SacnDevice,
}

Device = Annotated[
    Annotated[OscDevice, Tag(OscDevice.called)]
    | Annotated[HttpDevice, Tag(HttpDevice.called)]
    | Annotated[ObsDevice, Tag(ObsDevice.called)]
    | Annotated[ArtnetDevice, Tag(ArtnetDevice.called)]
    | Annotated[SacnDevice, Tag(SacnDevice.called)],
    Discriminator(_takes),
    BeforeValidator(_takes_something),
]
