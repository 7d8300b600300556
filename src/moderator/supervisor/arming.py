"""What the engine gives its supervisor to stop a robot with."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Self

_LAST_PORT = 65_535


@dataclass(frozen=True)
class Arming:
    """A robot's stop channel.

    Attributes:
        host: its address, a numeric one: a name would have to be looked up, which takes time.
        port: its port.
        command: the program that holds it, and its arguments; empty when it takes datagrams, and
            host and port say nothing when it does not.
        stops: grade and payload to send, by the grade that is asked for.
        watch: whether the engine's silence means stop from now on.
    """

    host: str
    port: int
    command: tuple[str, ...]
    stops: Mapping[str, tuple[str, bytes]]
    watch: bool

    @classmethod
    def read(cls, message: Mapping[str, Any]) -> Self | None:
        """What a message holds; None when it holds no stop channel."""
        try:
            command, watch = tuple(message.get("command", ())), message["watch"]
            host, port = ("", 0) if command else (message["host"], message["port"])
            stops = {
                asked: (grade, bytes.fromhex(payload))
                for asked, (grade, payload) in message["stops"].items()
            }
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        sound = (
            (all(isinstance(word, str) for word in command) if command else _sound(host, port))
            and isinstance(watch, bool)
            and all(isinstance(grade, str) for grade, _ in stops.values())
        )
        return cls(host, port, command, stops, watch) if sound else None


def _sound(host: object, port: object) -> bool:
    """Whether datagrams can be sent there."""
    numeric = isinstance(host, str) and is_numeric(host)
    return numeric and type(port) is int and 0 < port <= _LAST_PORT


def is_numeric(host: str) -> bool:
    """Whether a host needs no looking up."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
