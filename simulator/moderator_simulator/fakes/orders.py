"""Orders to a fake robot's process: JSON lines on its standard input."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from typing import Any


async def orders() -> AsyncIterator[Mapping[str, Any]]:
    """Each order as it comes; ends when the input does, so that a fake never outlives its test."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    try:
        while line := await reader.readline():
            yield json.loads(line)
    finally:
        transport.close()
