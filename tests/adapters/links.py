"""A link that fails while a motion is under way: what becomes of it here and at the far side."""

import asyncio
import time
from dataclasses import dataclass
from itertools import pairwise

from moderator.robot import Ended

FAULTS = ("cut", "slow", "duplicate", "reorder", "half_open")
STILL_DEG = 0.05
IN_HAND_S = 0.25
"""As long as a slow line keeps one message, and a little."""


@dataclass
class Seen:
    """What one trial has shown.

    Attributes:
        ended: how the motion ended.
        held_s: how long after the fault the far side's joints still moved, seconds.
        sent_on_return: commands that came to the far side while the link was opened again, but for
            those that it had in its own hands already, which come at once.
        moved_on_return: how far a joint there moved meanwhile, degrees.
    """

    ended: Ended
    held_s: float
    sent_on_return: int
    moved_on_return: float


async def failed_at(night, robot, trajectory, fault, moment_s, lives_s):
    """Let a link fail at a moment of a motion, and come back.

    Args:
        night: a robot at the far side: `fake`, `joints_deg(since_s)` and `commands(since_s)`.
        robot: its adapter, active.
        trajectory: what is under way.
        fault: of the link.
        moment_s: seconds after the motion's start.
        lives_s: how long the far side goes on with what it was told, seconds.
    """
    handle = robot.follow(trajectory)
    await asyncio.sleep(moment_s)
    failed_s = time.monotonic()
    night.fake.tell(wire=fault)
    outcome = await asyncio.wait_for(handle.outcome(), 5)
    await asyncio.sleep(0.8 + lives_s)
    after = night.joints_deg(failed_s)
    moving = [at for (at, q), (_, then) in pairwise(after) if _apart(q, then) > STILL_DEG]
    back_s = time.monotonic()
    night.fake.tell(wire="sound")
    await asyncio.sleep(0.05)
    await robot.connect()
    await asyncio.sleep(0.3)
    returned = [q for _, q in night.joints_deg(back_s)]
    moved = max((_apart(returned[0], q) for q in returned), default=0.0)
    held_s = max(moving, default=failed_s) - failed_s
    return Seen(outcome.ended, held_s, len(night.commands(back_s + IN_HAND_S)), moved)


def _apart(one, other):
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
