"""Waiting for whichever comes first."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def first(*waits: Coroutine[Any, Any, object]) -> tuple[int, object]:
    """Wait for the first of several; the others are cancelled and have ended on return.

    Returns:
        The position of the one that came first (the earlier named when several did), its result.

    Raises:
        Exception: what the first one raised, or another one, which was not to be done by halves.
    """
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        done = [task.done() for task in tasks]
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    winner = done.index(True)
    result = tasks[winner].result()
    for failure in ended:
        if isinstance(failure, Exception):
            raise failure
    return winner, result
