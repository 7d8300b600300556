"""The devices of a show: where they are, and what they take."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Generic, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError
from typing_extensions import override

from moderator.cues.device_messages import (
    WORDS,
    HttpLowerThird,
    ObsLowerThird,
    OscLowerThird,
    item_enabled,
    text_of,
)
from moderator.cues.written import Word, Written
from moderator.outputs.message import (
    Address,
    HttpAddress,
    Message,
    ObsAddress,
    ObsRequests,
    OscAddress,
    UniverseAddress,
)
from moderator.values.fields import OrElse

_HIGHEST_PORT = 65_535


def _can_be_called(place: str) -> str:
    """Let no port pass that there cannot be: what sends would fail on it in the show."""
    _, _, port = place.rpartition(":")
    if port.isdecimal() and int(port) > _HIGHEST_PORT:
        raise ValueError
    return place


def _can_be_asked(address: str) -> str:
    """Let no web address pass that cannot be taken apart."""
    _ = urlsplit(address).port  # raises a ValueError where there is no such port
    return address


HostAndPort = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s:/]+:\d{1,5}$"),
    AfterValidator(_can_be_called),
    OrElse("{value} is not a host and its port", "write it like 192.168.1.20:7700"),
]

EnvironmentName = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z_][A-Z0-9_]*$", max_length=80),
    OrElse("{value} is no environment variable's name", "write the name, never the password"),
]

LightsPlace = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s:/]+(:\d{1,5})?$"),
    AfterValidator(_can_be_called),
    OrElse("{value} is no host", "write it like 192.168.1.50"),
]

Channel = Annotated[int, Field(ge=1, le=512), WithJsonSchema({"type": "integer"})]
Level = Annotated[int, Field(ge=0, le=255)]


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
        AfterValidator(_can_be_asked),
        OrElse("{value} is not a web address", "write it like http://192.168.1.30:8080"),
    ] = Field(description="the address that paths are added to")
    lower_third: HttpLowerThird | None = Field(None, description="how it shows a lower third")

    @property
    @override
    def address(self) -> HttpAddress:
        return HttpAddress(self.http)


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
