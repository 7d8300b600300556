"""Waiting for what a robot does, so that nothing outlives the one who waits."""

import asyncio

from moderator.robot import Handle, Outcome


async def until_ended(handle: Handle) -> Outcome:
    """Wait for the end; when the waiting is cancelled, end the robot's doing first."""
    try:
        return await handle.outcome()
    except asyncio.CancelledError:
        handle.cancel()
        await handle.outcome()
        raise
