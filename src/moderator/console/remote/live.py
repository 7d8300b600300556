"""The WebSocket: the show goes out, orders come in; a receiver beside every sender."""

import asyncio

from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from moderator.console.remote.access import Refused, Role
from moderator.console.remote.control import Control, RemoteOrder
from moderator.console.remote.frame import frame
from moderator.console.remote.json_text import to_json
from moderator.console.remote.live_feed import LiveFeed
from moderator.console.remote.outward import Outward
from moderator.console.remote.rates import Rates
from moderator.console.remote.requests import wrong_with
from moderator.console.remote.turned_away import TurnedAway
from moderator.console.remote.watcher import Leaving, Watcher
from moderator.console.remote.wire import GRADES, Done, Refusal, Stopped, answer_to
from moderator.console.remote.written import (
    LiveOrders,
    LiveStop,
    LiveSync,
    LiveWritten,
    order_of,
)
from moderator.engine.orders import Verb

PROTOCOL = "moderator.live"
MOST_BYTES = 4096
"""Longest message that a client may send."""

_MOST_UNDER_WAY = 8
_PATIENCE = 50
_HOSTILE = Leaving(1008, "too many messages that are no orders")
_WRITTEN: TypeAdapter[LiveOrders | LiveStop | LiveSync] = TypeAdapter(LiveWritten)


class Live:
    """Serves those who watch.

    Args:
        control: takes the orders.
        feed: has the show.
        rates: how often each may order.
        turned_away: counts what is no order.
        outward: sends to them.
        most: how many may watch.
    """

    def __init__(
        self,
        control: Control,
        feed: LiveFeed,
        rates: Rates,
        turned_away: TurnedAway,
        outward: Outward,
        most: int,
    ) -> None:
        self._control = control
        self._feed = feed
        self._rates = rates
        self._turned_away = turned_away
        self._outward = outward
        self._most = most

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one who watches, until they go or have to.

        Raises:
            Refused: too many watch already.
        """
        if self._feed.watching >= self._most:
            raise Refused(503, "too_many_watch", f"{self._most} watch already")
        assert websocket.client is not None
        offered = websocket.scope["subprotocols"]
        watcher = Watcher(websocket.client.host, self._outward.turns)
        self._feed.join(watcher)
        try:
            await websocket.accept(PROTOCOL if PROTOCOL in offered else None)
            await self._both_ways(websocket, watcher)
        except WebSocketDisconnect:
            return
        finally:
            self._feed.leave(watcher)
        await self._outward.see_off(websocket, watcher)

    async def _both_ways(self, websocket: WebSocket, watcher: Watcher) -> None:
        receiver = _Receiver(self, websocket, watcher)
        try:
            await self._outward.both_ways(websocket, watcher, receiver.run())
        finally:
            await receiver.let_go()

    def stop(self, written: LiveStop, origin: str) -> Stopped:
        """Stop, at once."""
        receipt = self._control.stop(GRADES[written.grade], origin)
        return Stopped(grade=written.grade, sent=receipt.sent, why=receipt.why)

    async def order(self, order: RemoteOrder, origin: str) -> Done | Refusal:
        """Have an order carried out."""
        return answer_to(await self._control.order(order, origin))

    def sync(self, watcher: Watcher) -> None:
        """Send the show anew."""
        self._feed.send_snapshot(watcher)

    def lets(self, sender: str) -> bool:
        """Whether a sender may order now."""
        return self._rates.lets(sender)

    def turn_away(self, code: str, sender: str) -> None:
        """Count what is no order."""
        self._turned_away.count(f"live: {code}", sender)


class _Receiver:
    """Reads what one client sends. It never waits for an order, so that a stop is heard at once."""

    def __init__(self, live: Live, websocket: WebSocket, watcher: Watcher) -> None:
        self._live = live
        self._websocket = websocket
        self._watcher = watcher
        self._origin = websocket.state.origin
        self._role: Role = websocket.state.role
        self._under_way: set[asyncio.Task[None]] = set()
        self._turned_away = 0
        self._holds = False

    async def let_go(self) -> None:
        """Whoever held push-to-talk and has gone holds it no more."""
        if self._holds:
            self._holds = False
            await self._live.order(RemoteOrder(Verb.LISTENED), self._origin)

    async def run(self) -> None:
        """Read until the client has gone, or has to go."""
        while self._watcher.leaving is None:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                if message.get("code") in (1002, 1007, 1009):
                    self._live.turn_away(f"closed with {message['code']}", self._watcher.name)
                return
            try:
                self._obey(message.get("text"))
            except Refused as refused:
                self._refuse(refused)

    def _obey(self, text: str | None) -> None:
        """Do what a message says.

        Raises:
            Refused: it is no order, or not this client's to give.
        """
        if text is None:
            raise Refused(422, "binary", "send text")
        try:
            written = _WRITTEN.validate_json(text)
        except ValidationError as error:
            raise Refused(422, "invalid", wrong_with(error)) from None
        if isinstance(written, LiveSync):
            self._must_not_be_too_many()
            self._live.sync(self._watcher)
            return
        if self._role is not Role.OPERATOR:
            raise Refused(403, "view_only", "this token is for looking only")
        if isinstance(written, LiveStop):
            self._answer(self._live.stop(written, self._origin), {"do": "stop"})
            return
        self._must_not_be_too_many()
        task = asyncio.create_task(self._order(written))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def _must_not_be_too_many(self) -> None:
        if len(self._under_way) >= _MOST_UNDER_WAY or not self._live.lets(self._origin):
            raise Refused(429, "too_many", "too many messages")

    async def _order(self, written: LiveOrders) -> None:
        held = self._holds
        if written.do == "listen":
            self._holds = True  # also who goes away before the answer lets go
        answer = await self._live.order(order_of(written), self._origin)
        if written.do == "listen" and not answer.ok:
            self._holds = held
        elif written.do == "listened" and answer.ok:
            self._holds = False
        self._answer(answer, {"do": written.do, "key": written.key})

    def _answer(self, answer: BaseModel, to: dict[str, str | None]) -> None:
        told = {"type": "answer", **to, **answer.model_dump(mode="json")}
        self._watcher.put(frame(to_json(told)))

    def _refuse(self, refused: Refused) -> None:
        self._live.turn_away(refused.code, self._watcher.name)
        self._turned_away += 1
        if self._turned_away > _PATIENCE:
            self._watcher.leave(_HOSTILE)
            return
        answer = Refusal(code=refused.code, error=refused.error, hint=refused.hint)
        self._answer(answer, {"do": None})
