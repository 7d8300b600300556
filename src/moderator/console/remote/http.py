"""HTTP: one handler for each word, over the one `Control`."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from moderator.console.remote.access import Refused, must_be_operator
from moderator.console.remote.answering import HEADERS, bad, good, not_so, refused
from moderator.console.remote.control import Control, Own, RemoteOrder
from moderator.console.remote.endpoints import ENDPOINTS, OPENAPI_PATH, Endpoint, openapi
from moderator.console.remote.live_feed import LiveFeed
from moderator.console.remote.requests import checked, read_body
from moderator.console.remote.rundown import rundown_state
from moderator.console.remote.wire import ConsoleState, Done, answer_to
from moderator.console.remote.words import Words
from moderator.console.remote.written import (
    Answer,
    Check,
    Cue,
    Edition,
    GoWritten,
    OrderWritten,
    PreflightWritten,
    TakeOverWritten,
    go_order,
    own_order,
    remote_order,
)
from moderator.engine.orders import Verb
from moderator.engine.parts import Parts

Handler = Callable[[Request], Awaitable[Response]]
_DESCRIPTION = openapi()  # made once, before there is a loop that it could hold up
_NAMED: dict[str, tuple[TypeAdapter[Any], str]] = {
    "cue": (TypeAdapter(Cue), "cue's number"),
    "before": (TypeAdapter(Cue), "cue's number"),
    "check": (TypeAdapter(Check), "check's name"),
    "answer": (TypeAdapter(Answer), "answer's id"),
    "edition": (TypeAdapter(Edition), "edition"),
}


class Api:
    """The handlers.

    Args:
        parts: the run's parts.
        control: takes the orders.
        feed: has the show as it is.
        words: changes what is written.
    """

    def __init__(self, parts: Parts, control: Control, feed: LiveFeed, words: Words) -> None:
        self._words = words
        self._control = control
        self._feed = feed
        self._parts = parts

    def application(self, *live: BaseRoute) -> Starlette:
        """The whole, with the WebSockets' routes."""
        routes = [
            Route(each.path, self._handler(each), methods=[each.method]) for each in ENDPOINTS
        ]
        described = Route(OPENAPI_PATH, self._described, methods=["GET"])
        handlers = {HTTPException: not_so, Refused: refused}
        return Starlette(routes=[*routes, described, *live], exception_handlers=handlers)

    def _handler(self, endpoint: Endpoint) -> Handler:
        special: dict[str, Handler] = {
            "show": self._show,
            "console": self._console,
            "rundown": self._whole_rundown,
            "go": self._go,
            "preflight": self._own(Own.PREFLIGHT, PreflightWritten),
            "take_over": self._own(Own.TAKE_OVER, TakeOverWritten),
            "stop": self._no_such_stop,
            **self._words.handlers,
        }
        return special.get(endpoint.name) or self._order(endpoint)

    async def _show(self, _: Request) -> Response:
        return good(self._feed.state())

    async def _console(self, request: Request) -> Response:
        show, supervision = self._parts.show.show, self._parts.supervision
        role = request.state.role.value
        return good(ConsoleState(role=role, show=show, stops_at=supervision.stops_at))

    async def _whole_rundown(self, _: Request) -> Response:
        return good(rundown_state(self._parts))

    async def _described(self, _: Request) -> Response:
        return JSONResponse(_DESCRIPTION, headers=HEADERS)

    async def _go(self, request: Request) -> Response:
        must_be_operator(request.state.role)
        written = await read_body(request, GoWritten)
        return await self._answer(go_order(written), request)

    def _order(self, endpoint: Endpoint) -> Handler:
        verb, takes = Verb(endpoint.name), endpoint.takes
        assert takes is not None
        assert issubclass(takes, OrderWritten)

        async def handle(request: Request) -> Response:
            must_be_operator(request.state.role)
            written = await read_body(request, takes)
            names: dict[str, str] = {}
            for key, value in request.path_params.items():
                adapter, what = _NAMED[key]
                names[key] = checked(adapter, value, what)
            before = names.pop("before", "")
            order = remote_order(verb, next(iter(names.values()), None), written)
            order = replace(order, words=before) if before else order
            return await self._answer(order, request)

        return handle

    def _own(self, own: Own, takes: type[PreflightWritten] | type[TakeOverWritten]) -> Handler:
        async def handle(request: Request) -> Response:
            must_be_operator(request.state.role)
            return await self._answer(own_order(own, await read_body(request, takes)), request)

        return handle

    async def _answer(self, order: RemoteOrder, request: Request) -> Response:
        answer = answer_to(await self._control.order(order, request.state.origin))
        return good(answer) if isinstance(answer, Done) else bad(409, answer)

    async def _no_such_stop(self, _: Request) -> Response:
        """Those that there are have been obeyed at the gate."""
        raise Refused(422, "invalid", "that is no grade of stop", "relax, freeze or robot_stop")
