"""What is sent to lights, screens and sound desks, and where to: plain data."""

from dataclasses import dataclass

from typing_extensions import override


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


Address = OscAddress | HttpAddress
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


Message = OscMessage | HttpRequest
"""What is sent."""
