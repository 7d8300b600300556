"""What HTTP answers: good answers, and errors in the one form that all have."""

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response

from moderator.console.remote.access import Refused
from moderator.console.remote.endpoints import OPENAPI_PATH
from moderator.console.remote.wire import Refusal

HEADERS = {
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def good(answer: BaseModel) -> Response:
    """A good answer."""
    return JSONResponse(answer.model_dump(mode="json"), headers=HEADERS)


def bad(status: int, refusal: Refusal, more: dict[str, str] | None = None) -> Response:
    """An error, in the one form that all have."""
    return JSONResponse(refusal.model_dump(mode="json"), status, {**HEADERS, **(more or {})})


async def refused(request: HTTPConnection, error: Exception) -> Response:
    """A request that was refused; of a WebSocket the gate tells it."""
    assert isinstance(error, Refused)
    if request.scope["type"] == "websocket":
        raise error
    return refusal_of(error)


def refusal_of(error: Refused) -> Response:
    """What a refused request is answered; its body may be unread, so the connection ends."""
    more = {"connection": "close"}
    if error.status == 401:
        more["www-authenticate"] = "Bearer"
    if error.status == 429:
        more["retry-after"] = "1"
    return bad(error.status, Refusal(code=error.code, error=error.error, hint=error.hint), more)


async def not_so(_: Request, error: Exception) -> Response:
    """No such path, or not with that method."""
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "wrong_method"}.get(error.status_code, "bad_request")
    hint = f"see {OPENAPI_PATH}"
    refusal = Refusal(code=code, error=error.detail.lower(), hint=hint)
    return bad(error.status_code, refusal, {**(error.headers or {}), "connection": "close"})
