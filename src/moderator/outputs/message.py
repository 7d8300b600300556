"""What is sent to lights, screens and sound desks, and where to: plain data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from typing_extensions import override

from moderator.values.duration import format_duration


@dataclass(frozen=True)
class OscAddress:
    """Something that takes OSC over UDP, at `host:port`."""

    place: str

    @override
    def __str__(self) -> str:
        return self.place


@dataclass(frozen=True)
class HttpAddress:
    """Something that takes HTTP requests; paths are added to its base."""

    base: str

    @override
    def __str__(self) -> str:
        return self.base


@dataclass(frozen=True)
class ObsAddress:
    """An OBS Studio, at `host:port`.

    Attributes:
        place: of its obs-websocket.
        password_from: the environment variable that has its password; empty where it wants none.
    """

    place: str
    password_from: str = ""

    @override
    def __str__(self) -> str:
        return f"OBS at {self.place}"


@dataclass(frozen=True)
class UniverseAddress:
    """512 channels of light.

    Attributes:
        protocol: `artnet` or `sacn`.
        place: host, with a port where it is not the protocol's own; empty for sACN's multicast.
        universe: its number.
    """

    protocol: Literal["artnet", "sacn"]
    place: str
    universe: int

    @override
    def __str__(self) -> str:
        return f"{self.protocol} universe {self.universe} at {self.place or 'all'}"


Address = OscAddress | HttpAddress | ObsAddress | UniverseAddress
"""Where a message goes."""


@dataclass(frozen=True)
class OscMessage:
    """One OSC message.

    Attributes:
        to: where.
        pattern: the OSC address pattern.
        args: its arguments, with their types.
    """

    to: OscAddress
    pattern: str
    args: tuple[str | int | float, ...] = ()

    @property
    def told(self) -> str:
        """What the record says of it."""
        return " ".join((self.pattern, *map(str, self.args)))


@dataclass(frozen=True)
class HttpRequest:
    """One HTTP request.

    Attributes:
        to: where.
        method: of HTTP, in small letters.
        path: added to the base.
        body: its text.
    """

    to: HttpAddress
    method: str
    path: str
    body: str | None = None

    @property
    def told(self) -> str:
        """What the record says of it."""
        return f"{self.method.upper()} {self.path}"


@dataclass(frozen=True)
class ObsRequest:
    """One request of obs-websocket's.

    Attributes:
        name: its type, such as `SetCurrentProgramScene`.
        data: its fields.
        item: the scene and the source whose item it is about, if it is about one.
    """

    name: str
    data: Mapping[str, object] = field(default_factory=dict)
    item: tuple[str, str] | None = None

    @property
    def told(self) -> str:
        """What the record says of it."""
        item = {"sceneName": self.item[0], "sourceName": self.item[1]} if self.item else {}
        told = {**item, **self.data}
        return self.name + (f" {json.dumps(told, ensure_ascii=False)}" if told else "")


@dataclass(frozen=True)
class ObsRequests:
    """Requests to OBS, one after the other."""

    to: ObsAddress
    requests: tuple[ObsRequest, ...]

    @property
    def told(self) -> str:
        """What the record says of them."""
        return "; ".join(request.told for request in self.requests)


@dataclass(frozen=True)
class Look:
    """Levels that channels of light go to; others stay as they are.

    Attributes:
        to: the universe.
        name: what the show calls it.
        levels: 0 to 255, by channel from 1.
        fade_ns: how long they take.
    """

    to: UniverseAddress
    name: str
    levels: Mapping[int, int]
    fade_ns: int = 0

    @property
    def told(self) -> str:
        """What the record says of it."""
        return f"look {self.name} in {format_duration(self.fade_ns)}"


Message = OscMessage | HttpRequest | ObsRequests | Look
"""What is sent."""
