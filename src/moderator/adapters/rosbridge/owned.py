"""A robot behind rosbridge that is ours: who owns it says so, and hears who else stops it."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from moderator.adapters.rosbridge.bridge import Rosbridge
from moderator.adapters.rosbridge.repeated import Repeated
from moderator.adapters.rosbridge.trouble import LinkLost
from moderator.adapters.wired.lease import Lease
from moderator.adapters.wired.stop_program import GRADES
from moderator.errors import CannotStart
from moderator.robot import Grade

OWNER = "/moderator/owner"
"""Ours: who owns the robot."""
STOPPED = "/moderator/stop"
"""Ours: a stop by another process, told to the owner."""
WORDS = {1: "std_msgs/String", 2: "std_msgs/msg/String"}
"""The type of both, by ROS."""


class Owned:
    """The owner's end of a link.

    Args:
        bridge: the link; it is closed with this.
        stopped: told when somebody else has stopped the robot.
        gone: told why, when the link is.
        ros: 1 or 2.

    Raises:
        LinkLost: the link is gone.
    """

    def __init__(
        self,
        bridge: Rosbridge,
        stopped: Callable[[Grade], None],
        gone: Callable[[str], None],
        ros: int = 1,
    ) -> None:
        self._bridge = bridge
        self._stopped = stopped
        self._gone = gone
        self._open = True
        self._lease = Lease("moderator", self._say)
        others = Repeated(self._lease.hear)
        for topic in (OWNER, STOPPED):
            bridge.advertise(topic, WORDS[ros])
        bridge.subscribe(OWNER, WORDS[ros], lambda told: others.hear(told["data"]))
        bridge.subscribe(STOPPED, WORDS[ros], self._was_stopped)
        self._watch = asyncio.create_task(self._watched())

    async def taken(self, robot: str) -> None:
        """Own the robot, unless somebody else does.

        Args:
            robot: what it is called, for a person.

        Raises:
            CannotStart: somebody else does.
        """
        if owner := await self._lease.taken():
            told = f"{owner} owns {robot} at {self._bridge.address}"
            raise CannotStart(told, "end that show first")

    async def close(self) -> None:
        """Own it no more, and close the link; nothing is told any more."""
        self._open = False
        self._lease.give_up()
        await self._bridge.close()
        await self._watch

    def _was_stopped(self, told: Mapping[str, Any]) -> None:
        grade = GRADES.get(str(told["data"]))
        if self._open and grade:
            self._stopped(grade)

    def _say(self, line: str) -> None:
        try:
            self._bridge.publish(OWNER, {"data": line})
        except LinkLost:
            self._lease.give_up()

    async def _watched(self) -> None:
        why = await self._bridge.lost()
        if self._open:
            self._gone(why)
