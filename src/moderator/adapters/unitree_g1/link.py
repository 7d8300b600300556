"""A DDS participant on the running loop.

DDS receives in threads of its own, in which no line of ours runs: what has come is looked for every
few milliseconds. Nothing here waits.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary
from xml.sax.saxutils import quoteattr

from cyclonedds.core import DDSException
from cyclonedds.domain import Domain, DomainParticipant
from cyclonedds.idl import IdlStruct
from cyclonedds.internal import InvalidSample
from cyclonedds.pub import DataWriter
from cyclonedds.qos import Policy, Qos
from cyclonedds.sub import DataReader
from cyclonedds.topic import Topic
from cyclonedds.util import duration

from moderator.adapters.unitree_g1.settings import G1Settings
from moderator.errors import CannotStart

_MESSAGES = 32
"""So many of a topic are kept until they are looked for."""

Message = TypeVar("Message", bound=IdlStruct)


class Writer(Generic[Message]):
    """Writes on one topic."""

    def __init__(self, writer: "DataWriter[Message]") -> None:
        self._writer = writer

    @property
    def taken(self) -> bool:
        """Whether anybody takes what is written; nothing is sent for that."""
        try:
            return bool(self._writer.get_matched_subscriptions())
        except DDSException:
            return False

    def write(self, message: Message) -> bool:
        """Write a message at once; whether it has left."""
        try:
            self._writer.write(message)
        except DDSException:
            return False
        return True


class Link:
    """One participant, its writers and its readers.

    Args:
        settings: which domain, and how the robot is found.
        looks_every_s: how long what has come may wait, seconds.

    Raises:
        CannotStart: there is no such network interface, or DDS does not start.
    """

    def __init__(self, settings: G1Settings, looks_every_s: float = 0.01) -> None:
        self._looks_every_s = looks_every_s
        self._domain: Domain | None = _domain(settings)
        try:
            self._participant: Any = DomainParticipant(settings.domain)
        except DDSException as error:
            raise CannotStart(f"DDS takes no more of us in domain {settings.domain}") from error
        self._topics: dict[str, Topic[Any]] = {}
        self._heard: list[tuple[DataReader[Any], Callable[[Any], None]]] = []
        self._next = asyncio.get_running_loop().call_soon(self._look)

    def writer(self, topic: str, kind: type[Message], lives_s: float) -> Writer[Message]:
        """What writes on a topic, while the link is open.

        Args:
            topic: its name.
            kind: of its messages.
            lives_s: so long a message is kept here for one who has not taken it, seconds. What is
                on its way already, or lies at the robot, comes all the same.
        """
        qos = Qos(Policy.Lifespan(duration(seconds=lives_s)))
        return Writer(DataWriter(self._participant, self._topic(topic, kind), qos))

    def hear(
        self, topic: str, kind: type[Message], heard: Callable[[Message], None], *, last: bool
    ) -> None:
        """Be told each message on a topic, or the `last` alone of those that came since a look."""
        depth = 1 if last else _MESSAGES
        qos = Qos(Policy.History.KeepLast(depth))
        self._heard.append((DataReader(self._participant, self._topic(topic, kind), qos), heard))

    async def until(self, holds: Callable[[], bool], within_s: float) -> bool:
        """Wait until something holds that comes over the link; whether it does in that time."""
        loop = asyncio.get_running_loop()
        until_s = loop.time() + within_s
        while not holds() and loop.time() < until_s:  # noqa: ASYNC110 — DDS tells nobody
            await asyncio.sleep(self._looks_every_s)
        return holds()

    def close(self) -> None:
        """Leave; idempotent."""
        self._next.cancel()
        self._heard.clear()
        self._topics.clear()
        self._participant = self._domain = None

    def _topic(self, name: str, kind: type[Any]) -> "Topic[Any]":
        if name not in self._topics:
            self._topics[name] = Topic(self._participant, name, kind)
        return self._topics[name]

    def _look(self) -> None:
        self._next = asyncio.get_running_loop().call_later(self._looks_every_s, self._look)
        for reader, heard in tuple(self._heard):
            for message in _taken(reader):
                heard(message)


def _taken(reader: "DataReader[Any]") -> Sequence[Any]:
    return [each for each in reader.take(_MESSAGES) if not isinstance(each, InvalidSample)]


class _Configured(Domain):
    """A domain as this process has it: as long as a link is in it, and each with the same."""

    def __init__(self, number: int, configuration: str) -> None:
        super().__init__(number, configuration)
        self.configuration = configuration


_domains: WeakValueDictionary[int, _Configured] = WeakValueDictionary()


def _domain(settings: G1Settings) -> _Configured:
    interfaces = [name for _, name in socket.if_nameindex()]
    if settings.interface and settings.interface not in interfaces:
        why = f"there is no network interface {settings.interface!r}"
        raise CannotStart(why, f"set `interface` in the config; there are {', '.join(interfaces)}")
    number, configuration = settings.domain, _configuration(settings)
    domain = _domains.get(number)
    try:
        if domain is None:
            _domains[number] = domain = _Configured(number, configuration)
    except DDSException as error:
        raise CannotStart(f"DDS does not start in domain {number}", "is a network up?") from error
    if domain.configuration != configuration:
        raise CannotStart(f"DDS domain {number} is in use with other settings in this program")
    return domain


def _configuration(settings: G1Settings) -> str:
    """Source of the elements: Eclipse Cyclone DDS, its configuration guide."""
    interface = settings.interface
    named = f"name={quoteattr(interface)}" if interface else 'autodetermine="true"'
    general = f"<Interfaces><NetworkInterface {named}/></Interfaces>"
    discovery = ""
    if settings.peers:
        general += "<AllowMulticast>false</AllowMulticast>"
        asked = "".join(f'<Peer Address="{peer}"/>' for peer in settings.peers)
        discovery = (
            "<Discovery><ParticipantIndex>auto</ParticipantIndex>"
            "<MaxAutoParticipantIndex>30</MaxAutoParticipantIndex>"
            f"<Peers>{asked}</Peers></Discovery>"
        )
    domain = f'<Domain Id="any"><General>{general}</General>{discovery}</Domain>'
    return f"<CycloneDDS>{domain}</CycloneDDS>"
