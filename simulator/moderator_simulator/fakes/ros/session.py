"""One client of a rosbridge server. Source: rosbridge_library, `capabilities/`."""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from moderator_simulator.fakes.ros.actions import Asked
from moderator_simulator.fakes.ros.graph import Graph, Message, Refused

_TAKEN_IN_S = 0.02
"""How long a server of ROS 2 takes to take a goal. Source: measured on 2.1.0 with rclpy 9.1.2."""


class Session:
    """What one client advertised, subscribed to and asked for.

    Args:
        graph: the robot's.

    Attributes:
        outgoing: texts to send to the client.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._subscribed: set[str] = set()
        self._goals: dict[str, tuple[str, Asked]] = {}
        self._doing: set[asyncio.Task[None]] = set()

    async def take(self, message: dict[str, Any]) -> None:
        """Do what a client says; what it cannot say is a complaint of the graph."""
        ops: dict[str, Callable[[dict[str, Any]], Coroutine[Any, Any, None] | None]] = {
            "advertise": self._advertise,
            "unadvertise": lambda _: None,
            "publish": self._publish,
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
            "call_service": self._call_service,
            "send_action_goal": self._send_action_goal,
            "cancel_action_goal": self._cancel_action_goal,
            "set_level": lambda _: None,
        }
        op = message.get("op", "")
        if op not in ops or (self._graph.ros == 1 and "action_goal" in op):
            self._graph.complain(f"Unknown operation: {op}")
            return
        try:
            doing = ops[op](message)
            if doing is not None:
                await doing
        except (KeyError, TypeError) as error:
            self._graph.complain(f"{op}: {error!r}")

    async def end(self) -> None:
        """Forget it. Its goals go on: rosbridge does not cancel them."""
        for topic in self._subscribed:
            self._graph.unsubscribe(topic, self)
        for task in tuple(self._doing):
            task.cancel()
        await asyncio.gather(*self._doing, return_exceptions=True)

    def _say(self, op: str, message: Mapping[str, object]) -> None:
        self.outgoing.put_nowait(json.dumps({"op": op, **message}))

    def _advertise(self, message: dict[str, Any]) -> None:
        self._graph.advertised(
            message["topic"], message["type"], latched=bool(message.get("latch"))
        )

    def _publish(self, message: dict[str, Any]) -> None:
        self._graph.from_client(message["topic"], message.get("msg", {}))

    def _subscribe(self, message: dict[str, Any]) -> None:
        topic = message["topic"]
        throttle_s = message.get("throttle_rate", 0) / 1000
        next_s = 0.0

        def heard(published: Message) -> None:
            nonlocal next_s
            now_s = time.monotonic()
            if now_s >= next_s:
                next_s = now_s + throttle_s
                self._say("publish", {"topic": topic, "msg": published})

        self._subscribed.add(topic)
        self._graph.subscribe(topic, message.get("type", ""), self, heard)

    def _unsubscribe(self, message: dict[str, Any]) -> None:
        self._subscribed.discard(message["topic"])
        self._graph.unsubscribe(message["topic"], self)

    def _call_service(self, message: dict[str, Any]) -> None:
        task = asyncio.create_task(self._call(message))
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def _call(self, message: dict[str, Any]) -> None:
        service = message["service"]
        arguments = message.get("args") or {}
        answer: dict[str, object] = {"service": service, "result": True}
        try:
            answer["values"] = await self._graph.call(service, arguments)
        except Refused as why:
            answer |= {"values": str(why), "result": False}
        if "id" in message:
            answer["id"] = message["id"]
        self._say("service_response", answer)

    async def _send_action_goal(self, message: dict[str, Any]) -> None:
        """Send a goal on. With rosbridge's default, nothing more is read until it has ended."""
        name, ident = message["action"], message.get("id", "")
        server = self._graph.actions.get(name)
        over = asyncio.Event()
        if server is not None and server.kind == message["action_type"]:
            self._goals[ident] = (
                name,
                server.send(
                    ident,
                    message.get("args", {}),
                    lambda told: self._feedback(message, told),
                    lambda done: self._result(message, done, over),
                ),
            )
        else:
            self._graph.complain(f"no action server {name} of {message['action_type']}")
        if self._graph.goals_block:
            await over.wait()

    def _feedback(self, message: dict[str, Any], values: Mapping[str, Any]) -> None:
        if message.get("feedback"):
            about = {"action": message["action"], "id": message.get("id", "")}
            self._say("action_feedback", {**about, "values": values})

    def _result(self, message: dict[str, Any], done: Message, over: asyncio.Event) -> None:
        self._say(
            "action_result", {"action": message["action"], "id": message.get("id", ""), **done}
        )
        self._goals.pop(message.get("id", ""), None)
        over.set()

    def _cancel_action_goal(self, message: dict[str, Any]) -> None:
        """Cancel a goal; one that its server has not taken yet goes on, as in 2.1.0."""
        name, asked = self._goals.get(message.get("id", ""), ("", None))
        if asked is not None and time.monotonic() - asked.asked_s > _TAKEN_IN_S:
            self._graph.actions[name].cancel(asked)
