"""What the OSC messages mean, and how they are read. QLab's words where QLab has them.

Source: QLab 5's OSC dictionary, qlab.app/docs/v5/scripting/osc-dictionary-v5; Open Sound Control
1.0 for the bytes.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message import ParseError as MessageParseError
from pythonosc.parsing.osc_types import ParseError, get_string

from moderator.console.remote.control import Own, RemoteOrder
from moderator.engine.orders import Verb
from moderator.robot import Grade
from moderator.show.rundown import Rundown

STOPS = {
    "/panic": Grade.RELAX,
    "/stop": Grade.RELAX,
    "/hardStop": Grade.FREEZE,
    "/robotStop": Grade.ROBOT_STOP,
}
"""Obeyed whatever else is in the datagram."""

_PLAIN = {
    "/hold": Verb.HOLD,
    "/pause": Verb.HOLD,
    "/resume": Verb.RESUME,
    "/playhead/next": Verb.NEXT,
    "/playhead/previous": Verb.BACK,
    "/skip": Verb.SKIP,
    "/shorten": Verb.SHORTEN,
    "/approve": Verb.APPROVE,
    "/refuse": Verb.REFUSE,
    "/talk/start": Verb.LISTEN,
    "/talk/stop": Verb.LISTENED,
    "/interrupt": Verb.INTERRUPT,
}
_PLAYHEAD = re.compile(r"/playhead/([0-9A-Za-z][0-9A-Za-z.-]{0,11})")
_NAMED = re.compile(
    r"/(cut_to|drop|restore|absent|present|take_back|ended)/([0-9A-Za-z][0-9A-Za-z.-]{0,11})"
)
_TIME = re.compile(r"/give_time/([0-9A-Za-z][0-9A-Za-z.-]{0,11})/([0-9.hms]{1,12})")
_START = re.compile(r"/cue/([0-9A-Za-z][0-9A-Za-z.-]{0,11})/start")
_REORDER = re.compile(
    r"/reorder/([0-9A-Za-z][0-9A-Za-z.-]{0,11})/before/([0-9A-Za-z][0-9A-Za-z.-]{0,11})"
)
_CHECK = re.compile(r"/check/([a-z][a-z0-9_]{0,39})/(confirm|decline)")
_PICK = re.compile(r"/pick/([a-z][a-z0-9_]{0,39})")
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,11}")
_READ_TAGS = frozenset(",ifdhsTFN")
_BUNDLE = b"#bundle\x00"
_BUNDLE_HEAD = len(_BUNDLE) + 8
_MOST_IN_A_BUNDLE = 16


class NotOsc(ValueError):
    """A datagram is no OSC message that this program reads."""


@dataclass(frozen=True)
class Message:
    """An OSC message.

    Attributes:
        address: its address.
        args: its arguments.
    """

    address: str
    args: tuple[object, ...] = ()


def read_datagram(data: bytes) -> list[Message]:
    """The messages in a datagram: one, or those of a bundle that is meant for now.

    The library's reader of bundles never returns from a negative length, so that bundles are taken
    apart here.

    Raises:
        NotOsc: it is none, or a bundle in a bundle, or of too many.
    """
    return [_read(part) for part in (_parts(data) if data.startswith(_BUNDLE) else (data,))]


def stop_in(data: bytes) -> str | None:
    """The address of the stop that a datagram asks for, by its first bytes alone."""
    address = data[:16].partition(b"\0")[0].decode("latin-1")
    return address if address in STOPS else None


def order_in(message: Message, rundown: Rundown) -> RemoteOrder:
    """The order that a message gives.

    Raises:
        LookupError: there is no such message; it says what is wrong.
    """
    if message.address == "/go":
        return RemoteOrder(Verb.GO, _expected(message))
    if verb := _PLAIN.get(message.address):
        return RemoteOrder(verb)
    if message.address == f"/{Own.PREFLIGHT}":
        return RemoteOrder(Own.PREFLIGHT)
    if found := _PLAYHEAD.fullmatch(message.address):
        return RemoteOrder(Verb.JUMP, found[1])
    if found := _NAMED.fullmatch(message.address):
        return RemoteOrder(Verb(found[1]), found[2])
    if found := _TIME.fullmatch(message.address):
        return RemoteOrder(Verb.GIVE_TIME, found[1], words=found[2])
    if found := _REORDER.fullmatch(message.address):
        return RemoteOrder(Verb.REORDER, found[1], words=found[2])
    if found := _CHECK.fullmatch(message.address):
        return RemoteOrder(Verb(found[2]), found[1])
    if found := _PICK.fullmatch(message.address):
        return RemoteOrder(Verb.PICK, found[1])
    if found := _START.fullmatch(message.address):
        called = rundown.find(found[1])
        hot = called is not None and called.position < 0
        return RemoteOrder(Verb.HOT if hot else Verb.GO, found[1])
    raise LookupError("there is no such message")


def _expected(message: Message) -> str | None:
    """The cue that a GO names, as text: a button's 1.0 and 0.0 are no cue's number."""
    if not message.args:
        return None
    first = message.args[0]
    if len(message.args) > 1 or not (isinstance(first, str) and _NUMBER.fullmatch(first)):
        raise LookupError("/go takes one argument, the number of the cue that it expects, as text")
    return first


def _parts(data: bytes) -> Iterator[bytes]:
    at, count = _BUNDLE_HEAD, 0
    while at < len(data):
        if at + 4 > len(data) or count >= _MOST_IN_A_BUNDLE:
            raise NotOsc("a bundle that breaks off, or of too many")
        (length,) = struct.unpack_from(">i", data, at)
        at += 4
        if length <= 0 or length % 4 or at + length > len(data):
            raise NotOsc("a bundle that breaks off")
        yield data[at : at + length]
        at, count = at + length, count + 1


def _read(data: bytes) -> Message:
    try:
        address, at = get_string(data, 0)
        if not address.startswith("/"):
            raise NotOsc("no address")
        if at >= len(data):
            return Message(address)
        tags, _ = get_string(data, at)
        if not _READ_TAGS.issuperset(tags):
            raise NotOsc("arguments of other types")
        return Message(address, tuple(OscMessage(data)))
    except (ParseError, MessageParseError, UnicodeDecodeError, struct.error) as error:
        raise NotOsc(str(error)) from None
