"""The fake's own DDS participant: topics written and read, each message through the air."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cyclonedds.domain import Domain, DomainParticipant
from cyclonedds.idl import IdlStruct
from cyclonedds.internal import InvalidSample
from cyclonedds.pub import DataWriter
from cyclonedds.qos import Policy, Qos
from cyclonedds.sub import DataReader
from cyclonedds.topic import Topic

from moderator_simulator.fakes.unitree_g1.air import Air

_LOCAL = """<CycloneDDS><Domain Id="any">
<General><Interfaces><NetworkInterface name="lo"/></Interfaces>
<AllowMulticast>false</AllowMulticast></General><Discovery><ParticipantIndex>auto</ParticipantIndex>
<MaxAutoParticipantIndex>30</MaxAutoParticipantIndex><Peers><Peer Address="127.0.0.1"/></Peers>
</Discovery></Domain></CycloneDDS>"""
"""On this machine alone."""
_AT_ONCE = 64


class Participant:
    """One in a domain.

    Args:
        number: the domain's.
        air: what is between it and others.
    """

    def __init__(self, number: int, air: Air) -> None:
        self._domain = Domain(number, _LOCAL)
        self._participant = DomainParticipant(number)
        self._air = air
        self._topics: dict[str, Topic[Any]] = {}
        self._readers: dict[str, tuple[DataReader[Any], Callable[[Any], None]]] = {}
        self._writers: dict[str, DataWriter[Any]] = {}

    def tell(self, topic: str, kind: type[Any]) -> None:
        """Have a topic to write on: whoever hears it has to find it first."""
        self._writers[topic] = DataWriter(self._participant, self._topic(topic, kind))

    def write(self, topic: str, message: IdlStruct) -> None:
        """Write a message, which is not changed afterwards."""
        writer = self._writers[topic]
        self._air.way(topic, inward=False).take(lambda: writer.write(message))

    def hear(self, topic: str, kind: type[Any], heard: Callable[[Any], None]) -> None:
        """Be told each message."""
        qos = Qos(Policy.History.KeepLast(_AT_ONCE))
        reader = DataReader(self._participant, self._topic(topic, kind), qos)
        self._readers[topic] = reader, heard

    def deafen(self, topic: str) -> None:
        """Hear a topic no more."""
        self._readers.pop(topic, None)

    def look(self) -> None:
        """Take in what has come."""
        for topic, (reader, heard) in tuple(self._readers.items()):
            for message in reader.take(_AT_ONCE):
                if not isinstance(message, InvalidSample):
                    self._air.way(topic, inward=True).take(partial(heard, message))

    def _topic(self, name: str, kind: type[Any]) -> "Topic[Any]":
        if name not in self._topics:
            self._topics[name] = Topic(self._participant, name, kind)
        return self._topics[name]
