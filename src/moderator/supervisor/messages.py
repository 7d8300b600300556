"""What passes between the engine and its supervisor: one packet each, on a pair of sockets.

The engine says `arm`, `heard` and `goodbye`, the supervisor `ready`, `armed`, `here` and `stopped`;
these are JSON. The heartbeat is not: it comes fifty times a second.
"""

import json
from dataclasses import dataclass
from struct import Struct
from typing import Any, NamedTuple

LONGEST = 65_536
"""No packet is longer, bytes."""

_BEAT = Struct("<cq?")


class Beat(NamedTuple):
    """The engine's sign of life.

    Attributes:
        alive_ns: when everything that has to be alive last was so, on the monotonic clock.
        watched: whether the robot is to be stopped when the beats stay away.
    """

    alive_ns: int
    watched: bool


@dataclass(frozen=True)
class Asked:
    """A stop that the supervisor was asked for, or found to be needed.

    Attributes:
        grade: the grade that was asked for.
        origin: which input it came from, or what the supervisor found.
    """

    grade: str
    origin: str


@dataclass(frozen=True)
class Sent:
    """What became of a stop.

    Attributes:
        grade: the grade that was sent, which leaves the robot standing; empty when none was.
        why: why nothing has left; empty when something has.
    """

    grade: str
    why: str = ""


def encode_beat(beat: Beat) -> bytes:
    """A beat as a packet."""
    return _BEAT.pack(b"b", *beat)


def decode_beat(packet: bytes) -> Beat | None:
    """The beat in a packet; None when it is something else."""
    if len(packet) != _BEAT.size:
        return None
    mark, alive_ns, watched = _BEAT.unpack(packet)
    return Beat(alive_ns, watched) if mark == b"b" else None


def encode(say: str, **data: object) -> bytes:
    """A message as a packet."""
    return json.dumps({"say": say, **data}).encode()


def decode(packet: bytes) -> dict[str, Any]:
    """A packet that is no beat, as the message that it is; what is none says nothing."""
    try:
        message = json.loads(packet)
    except (ValueError, RecursionError):
        message = None
    sound = isinstance(message, dict) and isinstance(message.get("say"), str)
    return message if sound else {"say": ""}
