"""Reading a request's body, as far as it may be read."""

import asyncio
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.requests import ClientDisconnect, Request

from moderator.console.remote.access import Refused
from moderator.console.remote.written import Written

MOST_BYTES = 16_384
WITHIN_S = 5.0

WrittenT = TypeVar("WrittenT", bound=Written)


async def read_body(request: Request, model: type[WrittenT]) -> WrittenT:
    """Read the JSON of a request; a model without required keys may also come from nothing.

    Raises:
        Refused: it is too long, too slow, no JSON, or not what the model says.
    """
    body = await _bytes_of(request)
    if body and _media_type(request) != "application/json":
        raise Refused(415, "not_json", "the body is not sent as JSON", "application/json")
    try:
        return model.model_validate_json(body or b"{}")
    except ValidationError as error:
        raise Refused(422, "invalid", wrong_with(error)) from None


def checked(adapter: TypeAdapter[Any], value: str, what: str) -> str:
    """A part of a path, when it is what it should be.

    Raises:
        Refused: it is not.
    """
    try:
        return str(adapter.validate_python(value))
    except ValidationError:
        raise Refused(422, "invalid", f"that is no {what}") from None


def wrong_with(error: ValidationError) -> str:
    """What is wrong with JSON, its first three problems in one line, none of its values in it."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    told = [
        f"{'.'.join(map(str, problem['loc'])) or 'the message'}: {problem['msg']}"[:200]
        for problem in problems[:3]
    ]
    return "; ".join(told)


async def _bytes_of(request: Request) -> bytes:
    too_long = Refused(413, "too_long", f"more than {MOST_BYTES} bytes")
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > MOST_BYTES:
        raise too_long
    body = bytearray()
    try:
        async with asyncio.timeout(WITHIN_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise too_long
    except TimeoutError:
        raise Refused(408, "too_slow", f"no whole request within {WITHIN_S:g} s") from None
    except ClientDisconnect:
        raise Refused(400, "broke_off", "the request broke off") from None
    return bytes(body)


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
