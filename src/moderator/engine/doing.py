"""Waiting for what a robot does, and for its time, so that nothing outlives the one who waits."""

import asyncio

from moderator.cues.stage import Lost
from moderator.robot import Ended, Handle, Outcome

_ENDS_WITHIN_S = 20.0
"""A robot that takes longer to end what it does is not waited for by one who is cancelled again."""


async def until_ended(handle: Handle) -> Outcome:
    """Wait for the end; when the waiting is cancelled, end the robot's doing first.

    Raises:
        Lost: nobody knows how it ended.
    """
    try:
        return known(await handle.outcome())
    except asyncio.CancelledError:
        handle.cancel()
        known(await _ended(handle))
        raise


async def _ended(handle: Handle) -> Outcome:
    """Wait for the end of what was cancelled, also when the waiting is cancelled once more."""
    loop = asyncio.get_running_loop()
    limit_s = loop.time() + _ENDS_WITHIN_S
    ending = asyncio.ensure_future(handle.outcome())
    while True:
        try:
            return await asyncio.shield(ending)
        except asyncio.CancelledError:
            if ending.done() or loop.time() >= limit_s:
                ending.cancel()
                raise


def known(outcome: Outcome) -> Outcome:
    """An outcome that somebody knows.

    Raises:
        Lost: nobody does.
    """
    if outcome.ended is Ended.UNKNOWN:
        raise Lost(outcome)
    return outcome


async def until(time_s: float) -> None:
    """Wait for a time of the running loop; returns at once when it has passed."""
    loop = asyncio.get_running_loop()
    if time_s <= loop.time():
        return
    reached = asyncio.Event()
    timer = loop.call_at(time_s, reached.set)
    try:
        await reached.wait()
    finally:
        timer.cancel()
