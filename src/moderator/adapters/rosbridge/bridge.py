"""A client of rosbridge: what is sent leaves at once or fails, and a lost link stays lost."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from moderator.adapters.rosbridge.draining import Patience
from moderator.adapters.rosbridge.endings import of_ros2
from moderator.adapters.rosbridge.goal import Goal, GoalEnd, GoalResult
from moderator.adapters.rosbridge.line import Line
from moderator.adapters.rosbridge.opening import open_line
from moderator.adapters.rosbridge.trouble import LinkLost, NoSuchService, ServiceFailed

Message = Mapping[str, Any]
Heard = Callable[[Message], None]

_MOST_COMPLAINTS = 16


class Rosbridge:
    """A link to a robot's rosbridge server. Made by `opened`.

    Nothing is queued, nothing is sent again, and it is never connected again: who wants that opens
    another. What is heard is told in the loop, in the order in which it came.
    """

    def __init__(self, address: str, line: Line) -> None:
        self.address = address
        self._line = line
        self._ids = count(1)
        self._heard: dict[str, list[Heard]] = {}
        self._calls: dict[str, tuple[str, asyncio.Future[Message]]] = {}
        self._goals: dict[str, Goal] = {}
        self._complaints: deque[str] = deque(maxlen=_MOST_COMPLAINTS)
        line.heard = self._told
        self._watch = asyncio.create_task(self._end_with_the_link())

    @classmethod
    async def opened(
        cls, host: str, port: int, *, within_s: float, patience: Patience | None = None
    ) -> "Rosbridge":
        """Open a link.

        Args:
            host: name or address of the robot.
            port: of its rosbridge server; 9090 unless it was told another.
            within_s: by when the link has to be there, seconds.
            patience: after what it counts as lost.

        Raises:
            CannotStart: there is no rosbridge server.
        """
        line = await open_line(host, port, within_s, patience or Patience())
        return cls(f"{host}:{port}", line)

    @property
    def complaints(self) -> tuple[str, ...]:
        """The last things that the server said of what it was sent (op `status`)."""
        return tuple(self._complaints)

    async def lost(self) -> str:
        """Wait until the link is gone; return why, in words. Any number may wait."""
        return await self._line.lost()

    @property
    def why_lost(self) -> str:
        """Why the link is gone; empty while it is there."""
        return self._line.why_lost

    async def close(self) -> None:
        """Close the link; idempotent."""
        await self._line.closed()
        await self._watch

    def advertise(self, topic: str, kind: str) -> None:
        """Say that messages will come on a topic.

        Raises:
            LinkLost: it could not leave.
        """
        self._send("advertise", topic=topic, type=kind)

    def publish(self, topic: str, message: Message) -> None:
        """Send a message on a topic that was advertised. Returns at once, and queues nothing.

        Raises:
            LinkLost: it could not leave, or the link is not draining and counts as gone.
        """
        self._send("publish", topic=topic, msg=message)

    def subscribe(
        self, topic: str, kind: str, heard: Heard, throttle_ms: int = 0, queue_length: int = 1
    ) -> None:
        """Hear a topic.

        Args:
            topic: its name.
            kind: type of its messages.
            heard: told each message. One that it cannot read (it raises KeyError, TypeError,
                ValueError or IndexError) loses the link: the robot says nonsense.
            throttle_ms: least time between two messages, milliseconds.
            queue_length: how many the server keeps meanwhile; the oldest goes first.

        Raises:
            LinkLost: it could not leave.
        """
        self._heard.setdefault(topic, []).append(heard)
        self._send(
            "subscribe",
            topic=topic,
            type=kind,
            throttle_rate=throttle_ms,
            queue_length=queue_length,
            compression="none",
        )

    def unsubscribe(self, topic: str) -> None:
        """Hear a topic no more.

        Raises:
            LinkLost: it could not leave.
        """
        self._heard.pop(topic, None)
        self._send("unsubscribe", topic=topic)

    async def call(self, service: str, arguments: Message, within_s: float) -> Message:
        """Call a service and wait for its answer; one that comes later is not heard.

        Raises:
            NoSuchService: nobody offers it.
            ServiceFailed: it answered that it did not do it.
            TimeoutError: it did not answer in time; nobody knows whether it did it.
            LinkLost: the link is gone, likewise.
        """
        ident = self._ident("call_service", service)
        answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._calls[ident] = service, answer
        try:
            self._send("call_service", id=ident, service=service, args=arguments)
            async with asyncio.timeout(within_s):
                return await answer
        except TimeoutError:
            raise TimeoutError(f"{service} did not answer within {within_s:g} s") from None
        finally:
            self._calls.pop(ident, None)

    def send_goal(self, action: str, kind: str, goal: Message, feedback: Heard) -> Goal:
        """Send a goal of a ROS 2 action; `Ros2Action` is how to use it.

        Raises:
            LinkLost: it could not leave.
        """
        ident = self._ident("send_action_goal", action)
        sent = Goal(
            ident, lambda: self._send("cancel_action_goal", id=ident, action=action), feedback
        )
        self._send(
            "send_action_goal", id=ident, action=action, action_type=kind, args=goal, feedback=True
        )
        self.keep(sent)
        return sent

    def keep(self, goal: Goal) -> None:
        """End a goal with the link, unknown."""
        for ident in [ident for ident, kept in self._goals.items() if kept.ended]:
            del self._goals[ident]
        self._goals[goal.ident] = goal

    def fresh_id(self, what: str) -> str:
        """An id that this link has not had."""
        return self._ident("moderator", what)

    def _ident(self, verb: str, what: str) -> str:
        return f"{verb}:{what}:{next(self._ids)}"

    def _send(self, op: str, **fields: object) -> None:
        self._line.send(json.dumps({"op": op, **fields}, separators=(",", ":")).encode())

    def _told(self, text: str) -> None:
        try:
            self._take(json.loads(text))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            self._line.lose(f"the robot said what cannot be read ({error!r}): {text[:200]}")

    def _take(self, message: Message) -> None:
        op = message["op"]
        if op == "publish":
            for heard in tuple(self._heard.get(message["topic"], ())):
                heard(message["msg"])
        elif op == "service_response":
            self._answered(message)
        elif op == "action_feedback":
            if goal := self._goals.get(message["id"]):
                goal.feedback(message["values"])
        elif op == "action_result":
            if goal := self._goals.pop(message["id"], None):
                goal.end(of_ros2(message))
        elif op == "status":
            self._complaints.append(f"{message.get('level', '')}: {message.get('msg', '')}")

    def _answered(self, message: Message) -> None:
        service, answer = self._calls.get(message.get("id", ""), ("", None))
        if answer is None or answer.done():
            return
        values = message.get("values", {})
        if message.get("result", True):
            answer.set_result(values or {})
        elif f"{service} does not exist" in str(values):
            answer.set_exception(NoSuchService(f"the robot has no service {service}"))
        else:
            answer.set_exception(ServiceFailed(f"{service}: {values}"))

    async def _end_with_the_link(self) -> None:
        why = await self._line.lost()
        for service, answer in self._calls.values():
            if not answer.done():
                answer.set_exception(LinkLost(f"{why}; nobody knows whether {service} was done"))
        for goal in self._goals.values():
            goal.end(GoalResult(GoalEnd.UNKNOWN, why=why))
        self._goals.clear()
