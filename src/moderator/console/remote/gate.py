"""What every request passes first: who it is, how often, and stop before all else."""

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

from starlette.responses import Response

from moderator.console.remote.access import Access, Headers, Refused, Role, must_be_operator
from moderator.console.remote.answering import good, refusal_of
from moderator.console.remote.control import Control
from moderator.console.remote.endpoints import (
    BODY_PATH,
    CAPTIONS_PATH,
    CONSOLE_PATH,
    LIVE_PATH,
    PROMPTER_PATH,
)
from moderator.console.remote.rates import Rates
from moderator.console.remote.turned_away import TurnedAway
from moderator.console.remote.wire import GRADES, Stopped

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_STOPS = {f"/api/stop/{name}": grade for name, grade in GRADES.items()}
_SOCKETS = (LIVE_PATH, CAPTIONS_PATH, PROMPTER_PATH, BODY_PATH)
_READS = {Role.CAPTIONS: (CAPTIONS_PATH,), Role.PROMPTER: (PROMPTER_PATH, CAPTIONS_PATH)}
"""What those may read who may do nothing else."""
_BAD, _AN_ORDER = 400, 409
"""Statuses: those from the first on are counted, but for the second, which the record has."""


class Gate:
    """An ASGI application around another.

    Args:
        inner: what is behind the gate.
        pages: paths that are for everybody who gets here.
        access: says who a caller is.
        rates: how often each may ask.
        control: stops.
        turned_away: counts what is not let in.
    """

    def __init__(
        self,
        inner: Application,
        pages: Collection[str],
        access: Access,
        rates: Rates,
        control: Control,
        turned_away: TurnedAway,
    ) -> None:
        self._inner = inner
        self._pages = pages
        self._access = access
        self._rates = rates
        self._control = control
        self._turned_away = turned_away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it; nothing that goes wrong gets out."""
        client = scope["client"] or ("nowhere", 0)
        answering = _Answering(send, live=scope["type"] == "websocket")
        try:
            answer = await self._enter(scope, receive, answering, client[0])
        except Refused as refused:
            answer = refusal_of(refused)
            self._turned_away.count(f"{_input_of(scope)}: {refused.code}", client[0])
        except Exception as error:  # noqa: BLE001 — a defect of ours must not reach the show
            self._turned_away.defect(error)
            answer = refusal_of(Refused(500, "defect", "this is a defect; please report it"))
        if answer is not None and not answering.begun:
            await answering.answer(answer, scope, receive)

    async def _enter(
        self, scope: Scope, receive: Receive, answering: "_Answering", address: str
    ) -> Response | None:
        if scope["type"] == "http" and scope["path"] in self._pages:
            self._access.check(scope["headers"], followed=_is_followed(scope["headers"]))
            if not self._rates.lets(f"page {address}"):
                raise Refused(429, "too_many", "too many requests")
            await self._inner(scope, receive, answering)
            return None
        role = self._access.admit(scope["headers"])
        origin = f"{_input_of(scope)} {role.value} {address}"
        grade = _STOPS.get(scope["path"])
        if grade and scope.get("method") == "POST":
            must_be_operator(role)
            receipt = self._control.stop(grade, origin)
            return good(Stopped(grade=grade.value, sent=receipt.sent, why=receipt.why))
        if not self._rates.lets(f"{role} {address}"):
            raise Refused(429, "too_many", "too many requests")
        if role in _READS and scope["path"] not in (*_READS[role], CONSOLE_PATH):
            raise Refused(403, f"{role}_only", f"this token is for the {role} only")
        if scope["type"] == "websocket" and scope["path"] not in _SOCKETS:
            raise Refused(404, "not_found", "not found", f"the WebSocket is {LIVE_PATH}")
        scope["state"] = {**scope.get("state", {}), "role": role, "origin": origin}
        await self._inner(scope, receive, answering)
        if answering.status >= _BAD and answering.status != _AN_ORDER:
            self._turned_away.count(f"{_input_of(scope)}: status {answering.status}", address)
        return None


class _Answering:
    """Passes an answer on, and knows whether it has begun."""

    def __init__(self, send: Send, *, live: bool) -> None:
        self.begun = False
        self.status = 0
        self._send = send
        self._live = live

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        self.begun = True
        self.status = message.get("status", self.status)
        await self._send(message)

    async def answer(self, answer: Response, scope: Scope, receive: Receive) -> None:
        """Answer instead of whatever is behind the gate; a WebSocket is then none."""
        if not self._live:
            await answer(scope, receive, self)
            return
        await self._send(
            {
                "type": "websocket.http.response.start",
                "status": answer.status_code,
                "headers": answer.raw_headers,
            }
        )
        await self._send({"type": "websocket.http.response.body", "body": answer.body})


def _is_followed(headers: Headers) -> bool:
    """Whether a person goes to a page, as by a link; a browser says so of no other request."""
    return (b"sec-fetch-mode", b"navigate") in headers and (
        b"sec-fetch-dest",
        b"document",
    ) in headers


def _input_of(scope: Scope) -> str:
    return "live" if scope["type"] == "websocket" else "http"
