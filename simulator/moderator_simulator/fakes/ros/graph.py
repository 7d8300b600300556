"""A ROS graph in one process: topics, services, parameters, nodes and actions."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from moderator_simulator.fakes.ros.shapes import misfit

Message: TypeAlias = Mapping[str, Any]
Heard: TypeAlias = Callable[[Message], None]
Answer: TypeAlias = Callable[[Message], Message | Awaitable[Message]]

OWN_NODE = "/fake_robot"
BRIDGE_NODE = "/rosbridge_websocket"


class Refused(Exception):
    """A service did not do it; its text is what the caller is told."""


@dataclass
class Topic:
    """One topic.

    Attributes:
        kind: type of its messages.
        latched: whether one who comes late is told the last message.
        last: that message.
        heard: who hears it; keys tell them apart.
        published: whether anybody publishes on it, in the robot or from outside.
    """

    kind: str
    latched: bool = False
    last: Message | None = None
    heard: dict[object, Heard] = field(default_factory=dict)
    published: bool = False


class Graph:
    """What a robot's ROS master knows, and who hears whom.

    Args:
        ros: 1 or 2; names and types of rosapi, headers and actions follow it.

    Attributes:
        topics: by name.
        services: type and answer by name.
        params: values by name; of ROS 2 as `/node:name`.
        nodes: names.
        actions: ROS 2 action servers by name.
        complaints: what clients sent that the real server would drop with a line in its log.
    """

    def __init__(self, ros: int = 1) -> None:
        from moderator_simulator.fakes.ros.rosapi import offer

        self.ros = ros
        self.topics: dict[str, Topic] = {}
        self.services: dict[str, tuple[str, Answer]] = {}
        self.params: dict[str, object] = {}
        self.nodes = [OWN_NODE, BRIDGE_NODE, "/rosapi"]
        self.actions: dict[str, Any] = {}
        self.complaints: list[str] = []
        if ros == 2:
            self.params[f"{BRIDGE_NODE}:send_action_goals_in_new_thread"] = True
            kind = "rcl_interfaces/srv/GetParameters"
            self.service(f"{BRIDGE_NODE}/get_parameters", kind, self._parameters)
        offer(self)

    @property
    def goals_block(self) -> bool:
        """Whether a client with a ROS 2 goal under way is read no further: rosbridge's default."""
        return not self.params.get(f"{BRIDGE_NODE}:send_action_goals_in_new_thread")

    def topic(self, name: str, kind: str, *, latched: bool = False) -> Topic:
        """Have a topic that the robot publishes."""
        topic = self.topics.setdefault(name, Topic(kind, latched))
        topic.published = True
        return topic

    def service(self, name: str, kind: str, answer: Answer) -> None:
        """Offer a service; what answers it may be a coroutine, and raise `Refused`."""
        self.services[name] = kind, answer

    def withdraw(self, service: str) -> None:
        """Offer a service no more."""
        self.services.pop(service, None)

    def silence(self, service: str) -> None:
        """Answer calls of a service no more."""
        kind, _ = self.services[service]

        async def never(told: Message) -> Message:
            del told
            return await asyncio.Future()

        self.service(service, kind, never)

    def publish(self, name: str, message: Message) -> None:
        """Publish on a topic that is there.

        Raises:
            KeyError: it is not.
        """
        topic = self.topics[name]
        topic.last = message
        for heard in tuple(topic.heard.values()):
            heard(message)

    def on_message(self, name: str, heard: Heard, kind: str = "") -> None:
        """Hear a topic, as a node of the robot; `kind` makes one that is not there yet."""
        self.subscribe(name, kind, object(), heard)

    def subscribe(self, name: str, kind: str, who: object, heard: Heard) -> None:
        """Hear a topic under a key of one's own."""
        topic = self.topics.get(name)
        if topic is None:
            topic = self.topics[name] = Topic(kind)
        topic.kind = topic.kind or kind
        topic.heard[who] = heard
        if topic.latched and topic.last is not None:
            heard(topic.last)

    def unsubscribe(self, name: str, who: object) -> None:
        """Hear it no more."""
        if topic := self.topics.get(name):
            topic.heard.pop(who, None)

    def advertised(self, name: str, kind: str, *, latched: bool = False) -> None:
        """A client says that it will publish."""
        topic = self.topics.setdefault(name, Topic(kind, latched))
        topic.kind = topic.kind or kind
        if topic.kind != kind:
            self.complain(f"{name} is of type {topic.kind}, not {kind}")
            return
        topic.published = True

    def from_client(self, name: str, message: Message) -> None:
        """A client publishes; what does not fit the type is dropped, as the real server does."""
        topic = self.topics.get(name)
        if topic is None or not topic.kind:
            self.complain(f"{name} was not advertised")
        elif wrong := misfit(topic.kind, message):
            self.complain(f"{name}: {wrong}")
        else:
            self.publish(name, message)

    async def call(self, name: str, arguments: Message) -> Message:
        """Call a service.

        Raises:
            Refused: it is not there, or does not do it.
        """
        if name not in self.services:
            raise Refused(f"Service {name} does not exist")
        kind, answer = self.services[name]
        if wrong := misfit(kind, arguments):
            raise Refused(f"{kind}: {wrong}")
        answered = answer(arguments)
        if inspect.isawaitable(answered):
            answered = await answered
        return answered

    def _parameters(self, told: Message) -> Message:
        """Of rosbridge; a type of 0 is a parameter that is not set. Source: rcl_interfaces."""
        found = [self.params.get(f"{BRIDGE_NODE}:{name}") for name in told["names"]]
        values = [{"type": int(value is not None), "bool_value": bool(value)} for value in found]
        return {"values": values}

    def complain(self, what: str) -> None:
        """Keep what the real server would only log."""
        self.complaints.append(what)
