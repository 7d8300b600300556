"""Answers over HTTP that end after so many bytes (extra `llm`)."""

from collections.abc import AsyncIterator
from typing import cast

import httpx2
from typing_extensions import override

MOST_BYTES = 65_536


class Bounded(httpx2.AsyncHTTPTransport):
    """Reads no longer answer than a short one can be, and none that is packed.

    A small packed answer can hold a large one.
    """

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["accept-encoding"] = "identity"
        response = await super().handle_async_request(request)
        stream = cast("httpx2.AsyncByteStream", response.stream)
        if response.headers.get("content-encoding", "identity") != "identity":
            await stream.aclose()
            raise httpx2.DecodingError("the answer is packed")
        response.stream = _Ended(stream)
        return response


class _Ended(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        many = 0
        async for piece in self._stream:
            many += len(piece)
            if many > MOST_BYTES:
                raise httpx2.ReadError(f"the answer is longer than {MOST_BYTES} bytes")
            yield piece

    @override
    async def aclose(self) -> None:
        await self._stream.aclose()
