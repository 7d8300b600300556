"""Waiting for what a robot does, so that nothing outlives the one who waits."""

import asyncio

from moderator.cues.stage import Lost
from moderator.robot import Ended, Handle, Outcome


async def until_ended(handle: Handle) -> Outcome:
    """Wait for the end; when the waiting is cancelled, end the robot's doing first.

    Raises:
        Lost: nobody knows how it ended.
    """
    try:
        return known(await handle.outcome())
    except asyncio.CancelledError:
        handle.cancel()
        known(await handle.outcome())
        raise


def known(outcome: Outcome) -> Outcome:
    """An outcome that somebody knows.

    Raises:
        Lost: nobody does.
    """
    if outcome.ended is Ended.UNKNOWN:
        raise Lost(outcome)
    return outcome
