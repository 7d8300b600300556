"""The G1's services: a request on one topic, its answer on another.

Source: unitreerobotics/unitree_sdk2_python at 37116c5, `unitree_sdk2py/rpc` and
`unitree_sdk2py/core/channel_name.py`.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import randbits
from typing import Any

from moderator.adapters.unitree_g1.codes import NO_ANSWER, NOT_SENT, UNREADABLE
from moderator.adapters.unitree_g1.link import Link
from moderator.adapters.unitree_g1.messages import (
    Request,
    RequestHeader,
    RequestIdentity,
    Response,
)

_LIVES_S = 0.5


@dataclass(frozen=True)
class Answer:
    """What a service said.

    Attributes:
        code: 0 for well; `codes.meaning` has the others.
        data: what it told, read from JSON; None where it told nothing.
    """

    code: int
    data: Any = None


class Services:
    """Some of its services, asked over a link.

    Args:
        link: the link.
        names: the services'.
    """

    def __init__(self, link: Link, names: Sequence[str]) -> None:
        self._link = link
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        self._writers = {
            name: link.writer(f"rt/api/{name}/request", Request, _LIVES_S) for name in names
        }
        for name in names:
            link.hear(f"rt/api/{name}/response", Response, self._heard, last=False)

    def there(self, service: str) -> bool:
        """Whether anybody takes its requests; nothing is sent for that."""
        return self._writers[service].taken

    def post(self, service: str, function: int, told: object, piece: bytes = b"") -> bool:
        """Ask at once, without an answer; whether it has left, and somebody takes it."""
        left = self._send(service, function, told, piece) is not None
        return left and self.there(service)

    def ask(
        self, service: str, function: int, told: object, within_s: float
    ) -> "asyncio.Future[Answer]":
        """Ask at once; the answer comes in time, or is `NO_ANSWER`.

        Args:
            service: its name.
            function: the number of what it is to do.
            told: its parameters, written as JSON.
            within_s: how long to wait for the answer.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        ident = self._send(service, function, told) if self.there(service) else None
        if ident is None:
            answer.set_result(Answer(NOT_SENT))
            return answer
        self._waiting[ident] = answer
        loop.call_later(within_s, self._answered, ident, Answer(NO_ANSWER))
        return answer

    async def read(self, service: str, function: int, within_s: float) -> Answer:
        """Ask for what changes nothing, again where no answer comes.

        One that asks early may be heard before its robot knows where the answer is to go.
        """
        await self._link.until(lambda: self.there(service), within_s)
        answer = await self.ask(service, function, {}, within_s / 2)
        if answer.code == NO_ANSWER:
            answer = await self.ask(service, function, {}, within_s / 2)
        return answer

    def _send(self, service: str, function: int, told: object, piece: bytes = b"") -> int | None:
        ident = randbits(62)
        header = RequestHeader(RequestIdentity(ident, function))
        binary: Any = piece
        left = self._writers[service].write(Request(header, json.dumps(told), binary))
        return ident if left else None

    def _heard(self, response: Response) -> None:
        try:
            answer = Answer(response.header.status.code, json.loads(response.data or "null"))
        except ValueError:
            answer = Answer(UNREADABLE)
        self._answered(response.header.identity.id, answer)

    def _answered(self, ident: int, answer: Answer) -> None:
        waiting = self._waiting.pop(ident, None)
        if waiting and not waiting.done():
            waiting.set_result(answer)
